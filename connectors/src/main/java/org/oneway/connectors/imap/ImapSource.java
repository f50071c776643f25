// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.angus.mail.imap.ResyncData;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Mailbox;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/** The mailboxes of an account, read; each is a scope. */
class ImapSource implements SourceStore {
  private final ImapSettings settings;
  private final Failures failures;
  private final Traffic traffic = new Traffic();
  private final Connection connection;
  private final MessageReader reader;
  private final Mailboxes mailboxes;
  private final Bodies bodies;
  private List<Scope> scopes = List.of();
  private Optional<Told> mailbox = Optional.empty();

  /** What the folder that was opened last said of itself. */
  private record Told(FolderId folder, Mailbox mailbox) {}

  ImapSource(ImapSettings settings, Set<String> unused) {
    this.settings = settings;
    this.failures = new Failures(settings);
    this.connection = new Connection(settings, failures, traffic, unused);
    this.reader = new MessageReader(connection, traffic);
    this.mailboxes = new Mailboxes(connection, settings, failures);
    this.bodies = new Bodies(reader);
  }

  final ImapSettings settings() {
    return settings;
  }

  final Failures failures() {
    return failures;
  }

  final Traffic counted() {
    return traffic;
  }

  final Connection connection() {
    return connection;
  }

  final MessageReader reader() {
    return reader;
  }

  final Mailboxes mailboxes() {
    return mailboxes;
  }

  /** A folder is listed: what is below this position is told. */
  void listed(FolderId folder, Position position) {}

  @Override
  public final Optional<String> identity() {
    return Optional.of(settings.username() + "@" + settings.host().toLowerCase(Locale.ROOT));
  }

  @Override
  public final List<Folder> folders() throws StoreException {
    List<Folder> folders = mailboxes.all();
    scopes = folders.stream().map(folder -> Scope.of(folder.id())).toList();
    return folders;
  }

  private Mailbox facts(FolderId folder, MailboxInfo info) {
    return MailboxFacts.of(info, mailboxes.isSubscribed(folder), mailboxes.rights(folder));
  }

  @Override
  public final Mailbox mailbox(FolderId folder) {
    return mailbox
        .filter(told -> told.folder().equals(folder))
        .map(Told::mailbox)
        .orElse(Mailbox.UNKNOWN);
  }

  /** Nothing but messages. */
  @Override
  public final Set<Kind> kindsIn(Folder folder) {
    return Set.of(Kind.MESSAGE);
  }

  /** Asked for with each message whose bytes are wanted: those of the last listing of folders. */
  @Override
  public final List<Scope> scopes() throws StoreException {
    if (scopes.isEmpty()) {
      folders();
    }
    return scopes;
  }

  /**
   * What changed, by the best the server has. It is believed if the count of messages agrees; else
   * all flags are read.
   */
  @Override
  public final ChangeStream changes(Scope scope, Checkpoint since, Known known)
      throws StoreException {
    FolderId folder = new FolderId(scope.name());
    Optional<Position> last = Position.of(since);
    boolean isResync = last.filter(p -> p.modseq() > 0).isPresent() && connection.canResync();
    Optional<ResyncData> asked =
        isResync
            ? last.map(p -> new ResyncData(p.validity(), p.modseq()))
            : Optional.<ResyncData>empty();
    MailboxInfo info = connection.examine(folder, asked);
    Position now = Position.of(info);
    bodies.begin(folder, now.validity());
    mailbox = Optional.of(new Told(folder, facts(folder, info)));
    listed(folder, now);
    boolean isAnew = last.filter(p -> p.validity() != now.validity()).isPresent();
    if (last.isPresent() && !isAnew && last.get().modseq() > 0) {
      Optional<Difference> difference = difference(folder, last.get(), now, info, isResync);
      if (difference.isPresent()) {
        return new FolderStream(reader, bodies, folder, now, known, difference.get());
      }
    }
    Coverage coverage = isAnew ? Coverage.RENUMBERED : Coverage.COMPLETE;
    return new FolderStream(
        reader, bodies, folder, now, known, coverage, reader.uids(folder, now.validity()));
  }

  /** What is different; empty where what the server says cannot be all. */
  private Optional<Difference> difference(
      FolderId folder, Position last, Position now, MailboxInfo info, boolean isResync)
      throws StoreException {
    if (now.modseq() < last.modseq() || now.next() < last.next()) {
      return Optional.empty();
    }
    List<IMAPResponse> told =
        isResync && info.responses != null ? info.responses : List.<IMAPResponse>of();
    Map<Long, Fetched> changed = new TreeMap<>(Fetched.of(told));
    if (changed.isEmpty() && now.modseq() > last.modseq()) {
      changed.putAll(reader.changedSince(folder, last.validity(), last.modseq()));
    }
    List<Long> gone = new ArrayList<>();
    for (IMAPResponse response : told) {
      boolean isDrafts = response.keyEquals("EXPUNGED");
      if (isDrafts || response.keyEquals("VANISHED")) {
        if (!isDrafts) {
          response.readAtomStringList();
        }
        Optional<long[]> uids = Uids.read(response.readAtom().strip(), last.next());
        if (uids.isEmpty()) {
          return Optional.empty();
        }
        for (long uid : uids.get()) {
          gone.add(uid);
        }
      }
    }
    long added = changed.keySet().stream().filter(uid -> uid >= last.next()).count();
    return last.count() - gone.size() + added == now.count()
        ? Optional.of(new Difference(gone, changed))
        : Optional.empty();
  }

  @Override
  public final ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    FolderId folder = new FolderId(scope.name());
    long validity = connection.stay(folder);
    List<Change> changes = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (Reference reference : references) {
      Optional<Place> place =
          Place.of(reference).filter(p -> p.folder().equals(folder) && p.validity() == validity);
      place.ifPresentOrElse(places::add, () -> changes.add(new Change.Removal(reference)));
    }
    if (places.size() == 1) {
      Optional<Fetched> whole = bodies.take(places.get(0));
      if (whole.isPresent()) {
        changes.add(reader.change(places.get(0), whole.get(), Optional.empty(), true));
        return new ToldStream(changes);
      }
    }
    return new ToldStream(changes, reader, places);
  }

  @Override
  public final Optional<Traffic.Count> traffic() {
    return Optional.of(traffic.count());
  }

  @Override
  public final void close() {
    connection.close();
  }
}
