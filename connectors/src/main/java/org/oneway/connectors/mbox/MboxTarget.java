// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.mbox.FolderEdits.Waiting;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/**
 * Mailboxes in files, read and written. Writes wait until they are settled, or until they are many;
 * then each file is written anew once for all of them.
 */
final class MboxTarget extends MboxSource implements TargetStore {
  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Capabilities.UidUniqueIn.FOLDER, false, Capabilities.Condition.ITEM, true, false, 200, 1);

  private static final int MANY = 20_000;
  private static final int TRIES = 5;
  private static final String DIGEST = "digest:sha-256";

  /** How large a message may be whose bytes are kept before it is deleted. */
  private static final int LARGEST_ORIGINAL = 8 << 20;

  private static final int ORIGINALS = 64 << 20;

  private final DurableFiles durable;
  private final Quoting quoting;
  private final Incoming incoming;
  private final Map<FolderId, List<Waiting>> waiting = new LinkedHashMap<>();
  private final Set<Reference> concerned = new HashSet<>();

  MboxTarget(StoreSettings settings, Quoting quoting) throws StoreException {
    super(settings, quoting);
    this.quoting = quoting;
    this.incoming = new Incoming(quoting);
    this.durable = new DurableFiles().telling(new Counting(counted()));
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  /** What is not there yet is made by the first folder. */
  @Override
  public List<Folder> folders() throws StoreException {
    return Files.notExists(mailboxes().root()) ? List.of() : super.folders();
  }

  @Override
  public Folder ensureFolder(Folder wanted) throws StoreException {
    boolean isInbox =
        wanted.name().equalsIgnoreCase("INBOX") || wanted.role().equals(Optional.of("inbox"));
    for (Folder there : folders()) {
      boolean isIt = there.name().equals(wanted.name());
      if (isIt || (isInbox && there.name().toUpperCase(Locale.ROOT).equals("INBOX"))) {
        return there;
      }
    }
    try {
      Folder made =
          mailboxes().isOneFile()
              ? mailboxes().oneFolder()
              : mailboxes().toBeMade(isInbox ? "INBOX" : wanted.name());
      if (mailboxes().isOneFile() && !made.name().equals(wanted.name())) {
        throw failures().oneFolder(mailboxes().root(), wanted.name());
      }
      make(mailboxes().path(made.id()));
      return made;
    } catch (IOException e) {
      throw failures().writing(e);
    }
  }

  private void make(Path file) throws IOException {
    Path directory = file.resolveSibling(".").normalize();
    durable.createDirectory(directory);
    try {
      Files.createFile(file, Incoming.ownerOnly(file));
      counted().write();
      durable.sync(directory);
    } catch (FileAlreadyExistsException e) {
      // Made by another name, or by another program.
      return;
    }
  }

  @Override
  public Optional<Reference> planned(FolderId folder, Item item) {
    return Asked.planned(folder, item);
  }

  @Override
  public List<Located> find(Key key) throws StoreException {
    List<Located> found = new ArrayList<>();
    if (key.kind() != Kind.MESSAGE) {
      return found;
    }
    for (Folder folder : folders()) {
      Index index = indexOf(folder.id());
      for (Reference reference : index.all(key.uid())) {
        found.add(
            new Located(
                reference, index.entry(reference).map(Index.Entry::version), Set.of(folder.id())));
      }
    }
    return List.copyOf(found);
  }

  private Index indexOf(FolderId folder) throws StoreException {
    try {
      return index(folder, file(Scope.of(folder)));
    } catch (IOException e) {
      throw failures().reading(e);
    }
  }

  /** The folder of a reference; that of no folder where there is none. */
  private static FolderId folder(Reference reference) {
    String value = reference.value();
    return new FolderId(value.substring(0, Math.max(value.lastIndexOf('/'), 0)));
  }

  @Override
  public Map<Reference, byte[]> originals(List<Reference> references) throws StoreException {
    Map<Reference, byte[]> originals = new HashMap<>();
    int room = ORIGINALS;
    for (Reference reference : references) {
      Index index = indexOf(folder(reference));
      int most = Math.min(room, LARGEST_ORIGINAL);
      if (index.span(reference).filter(s -> s.end() - s.start() <= most).isPresent()) {
        try (InputStream in = open(index, reference)) {
          byte[] bytes = in.readAllBytes();
          originals.put(reference, bytes);
          room -= bytes.length;
        } catch (IOException e) {
          throw failures().reading(e);
        }
      }
    }
    return originals;
  }

  @Override
  public synchronized void apply(List<Write> batch, Outcomes outcomes) throws StoreException {
    for (Write write : batch) {
      Optional<Asked> asked = Asked.by(write);
      Optional<Reference> moved =
          write instanceof Write.Move move ? Optional.of(move.reference()) : Optional.empty();
      if (asked.flatMap(Asked::reference).filter(concerned::contains).isPresent()
          || moved.filter(concerned::contains).isPresent()) {
        settle(outcomes);
      }
      moved.ifPresent(concerned::add);
      Optional<Outcome> refused =
          asked.isEmpty()
              ? Optional.of(refused("a message is in one folder only"))
              : write instanceof Write.Move move
                  ? takeMove(move, asked.get())
                  : take(write, asked.get());
      refused.ifPresent(outcome -> outcomes.tell(write, outcome));
    }
    if (waiting.values().stream().mapToInt(List::size).sum() >= MANY) {
      settle(outcomes);
    }
  }

  /** Lets a write wait; else says why it is not done. */
  private Optional<Outcome> take(Write write, Asked asked) throws StoreException {
    Optional<Incoming.Message> message = Optional.empty();
    if (asked.isNew() && asked.content().isEmpty()) {
      return Optional.of(refused("its bytes are not at hand"));
    }
    if (asked.isNew()) {
      message = receive(asked.content().orElseThrow(), asked.folder());
      Optional<Outcome> objection = objection(write, message);
      if (objection.isPresent()) {
        return objection;
      }
    }
    wait(asked, new Waiting(write, asked.reference(), message, Optional.empty()));
    return Optional.empty();
  }

  private void wait(Asked asked, Waiting write) {
    asked.reference().ifPresent(concerned::add);
    waiting.computeIfAbsent(asked.folder(), f -> new ArrayList<>()).add(write);
  }

  /** A message is put into the other file first, and cut out of the one when it is there. */
  private Optional<Outcome> takeMove(Write.Move move, Asked asked) throws StoreException {
    Index index = indexOf(move.from());
    Optional<Index.Entry> entry = index.entry(move.reference());
    boolean isOther =
        move.expected().isPresent() && !entry.map(Index.Entry::version).equals(move.expected());
    if (entry.isEmpty() || isOther) {
      return Optional.of(new Outcome.Stale());
    }
    Optional<Item> item;
    try {
      item = read(index.file(), entry.get().span());
    } catch (IOException e) {
      throw failures().reading(e);
    }
    Optional<Incoming.Message> message =
        receive(() -> open(index, move.reference()), asked.folder());
    if (item.isEmpty() || message.isEmpty()) {
      return Optional.of(new Outcome.Stale());
    }
    Reference planned = Index.first(move.to(), entry.get().uid());
    concerned.add(planned);
    wait(asked, new Waiting(move, Optional.of(planned), message, item));
    return Optional.empty();
  }

  private Optional<Incoming.Message> receive(Content content, FolderId folder)
      throws StoreException {
    InputStream opened;
    try {
      opened = content.open();
    } catch (IOException e) {
      return Optional.empty();
    }
    try (opened) {
      Path directory = mailboxes().path(folder).resolveSibling(".").normalize();
      return Optional.of(incoming.take(directory, opened));
    } catch (IOException e) {
      throw failures().writing(e);
    }
  }

  private static Optional<Outcome> objection(Write write, Optional<Incoming.Message> message) {
    Optional<String> planned =
        write instanceof Write.Create create && create.item().json().has(DIGEST)
            ? Optional.of(create.item().json().path(DIGEST).asText())
            : Optional.empty();
    if (message.isEmpty()
        || planned.filter(hash -> !hash.equals(message.get().scan().sha256())).isPresent()) {
      // What was planned is not there any more at the source: that is decided again.
      return Optional.of(new Outcome.Stale());
    }
    if (message.get().encoded().fieldsAt() < 0) {
      return Optional.of(refused("has no header"));
    }
    return message.get().encoded().isAmbiguous()
        ? Optional.of(
            refused("has a line that begins with \">From \", which mboxo cannot tell from others"))
        : Optional.empty();
  }

  private static Outcome refused(String why) {
    return new Outcome.Refused(Finding.broken("", why));
  }

  @Override
  public synchronized void settle(Outcomes outcomes) throws StoreException {
    try {
      List<FolderEdits> done = new ArrayList<>();
      Map<FolderId, List<Waiting>> moved = new LinkedHashMap<>();
      for (Map.Entry<FolderId, List<Waiting>> folder : waiting.entrySet()) {
        FolderEdits edits = settle(folder.getKey(), folder.getValue());
        if (edits.movesDone().isEmpty()) {
          edits.tell(outcomes);
        } else {
          done.add(edits);
          edits.movesDone().forEach(move -> cutOut(move, moved));
        }
      }
      for (Map.Entry<FolderId, List<Waiting>> folder : moved.entrySet()) {
        settle(folder.getKey(), folder.getValue());
      }
      done.forEach(edits -> edits.tell(outcomes));
    } catch (IOException e) {
      throw failures().writing(e);
    } finally {
      forget();
    }
  }

  private static void cutOut(Write.Move move, Map<FolderId, List<Waiting>> moved) {
    Optional<Reference> reference = Optional.of(move.reference());
    Write cut = new Write.Delete(move.id(), move.reference(), move.expected(), move.from());
    moved
        .computeIfAbsent(move.from(), f -> new ArrayList<>())
        .add(new Waiting(cut, reference, Optional.empty(), Optional.empty()));
  }

  private FolderEdits settle(FolderId folder, List<Waiting> writes)
      throws IOException, StoreException {
    Path file = file(Scope.of(folder));
    for (int i = 0; i < TRIES; i++) {
      Index index = indexOf(folder);
      FolderEdits edits = new FolderEdits(writes, quoting == Quoting.NONE, now());
      try (Lock lock = Lock.of(file, failures())) {
        Optional<Index> after =
            index.isCurrent() ? edits.carryOut(durable, index, lock) : Optional.empty();
        if (after.isPresent()) {
          remember(after.get());
          return edits;
        }
      }
    }
    throw failures().changing(file);
  }

  private void forget() {
    waiting.clear();
    concerned.clear();
    try {
      incoming.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Checkpoint> after(Scope scope, Checkpoint before) {
    return Optional.empty();
  }

  @Override
  public void close() {
    forget();
    super.close();
  }
}
