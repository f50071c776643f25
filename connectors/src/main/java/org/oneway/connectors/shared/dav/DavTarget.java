// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** The address books or calendars of a user at a server, read and written. */
public final class DavTarget extends DavSource implements TargetStore {
  static final int BATCH = 200;

  private final Format format;
  private Optional<MemberWriter> writer = Optional.empty();
  private Optional<WriteQueue> queue = Optional.empty();

  /** Asks nobody yet. */
  public DavTarget(DavSettings settings, Format format) {
    this(settings, format, Dns.SYSTEM);
  }

  DavTarget(DavSettings settings, Format format, Dns dns) {
    super(settings, format, dns, true);
    this.format = format;
  }

  @Override
  public Capabilities capabilities() {
    // The connections are ours to fill: batches of one caller are written on all of them.
    return new Capabilities(
        Capabilities.UidUniqueIn.FOLDER, false, Capabilities.Condition.ITEM, true, true, BATCH, 1);
  }

  @Override
  public Folder ensureFolder(Folder wanted) throws StoreException {
    return new FolderMaker(account(), format.service()).ensure(wanted);
  }

  @Override
  public Optional<Reference> planned(FolderId folder, Item item) {
    return item.uid()
        .map(uid -> new Href(folder.value()).child(MemberNames.of(uid, format.service())))
        .map(href -> new Reference(href.path()));
  }

  @Override
  public List<Located> find(Key key) throws StoreException {
    List<Located> found = new ArrayList<>();
    for (Collection collection : account().collections()) {
      Scope scope = Scope.of(collection.id());
      try (ChangeStream stream = changes(scope, Checkpoint.NONE, Known.NOTHING)) {
        for (Optional<Change> next = stream.next(); next.isPresent(); next = stream.next()) {
          if (next.get() instanceof Change.Upsert upsert
              && upsert.item().key().equals(Optional.of(key))) {
            found.add(new Located(upsert.reference(), upsert.version(), Set.of(collection.id())));
          }
        }
      }
    }
    return found;
  }

  @Override
  public Map<Reference, byte[]> originals(List<Reference> references) throws StoreException {
    Map<Reference, byte[]> originals = new HashMap<>();
    Map<Href, List<Entry>> missing = new HashMap<>();
    for (Reference reference : references) {
      Optional<byte[]> known = remembered().bytes(reference);
      Entry entry = entry(reference);
      known.ifPresentOrElse(
          bytes -> originals.put(reference, bytes),
          () ->
              missing
                  .computeIfAbsent(entry.href().parent(), parent -> new ArrayList<>())
                  .add(entry));
    }
    for (Map.Entry<Href, List<Entry>> folder : missing.entrySet()) {
      List<Entry> all = folder.getValue();
      for (int from = 0; from < all.size(); from += MemberReader.BATCH) {
        List<Entry> some = all.subList(from, Math.min(all.size(), from + MemberReader.BATCH));
        for (Got got : members().reader().read(folder.getKey(), some)) {
          got.bytes().ifPresent(bytes -> originals.put(got.entry().reference(), bytes));
        }
      }
    }
    return originals;
  }

  @Override
  public List<String> remarks() {
    int untold = writer.map(MemberWriter::untold).orElse(0);
    if (untold == 0) {
      return List.of();
    }
    String items = untold == 1 ? "1 item that names" : untold + " items that name";
    return List.of("nobody was invited or told: " + items + " other people went as a copy");
  }

  private WriteQueue queue() throws StoreException {
    if (queue.isEmpty()) {
      MemberWriter made =
          new MemberWriter(
              client(), format, members().reader(), remembered(), base(), account().lastListed());
      writer = Optional.of(made);
      queue = Optional.of(new WriteQueue(made, members(), threads()));
    }
    return queue.get();
  }

  @Override
  public void apply(List<Write> batch, Outcomes outcomes) throws StoreException {
    account().written();
    queue().add(batch, outcomes);
  }

  @Override
  public void settle(Outcomes outcomes) throws StoreException {
    queue().finish(outcomes);
  }

  @Override
  public Optional<Checkpoint> after(Scope scope, Checkpoint before) throws StoreException {
    Optional<String> token = Mark.of(before).token();
    Collection collection = collection(scope);
    if (token.isEmpty() || !remembered().hasWritten(collection.href())) {
      return Optional.empty();
    }
    Listing since = lister().changes(collection, token.get());
    boolean isAllOurs =
        since.strange().isEmpty()
            && !since.entries().isEmpty()
            && since.entries().stream().allMatch(remembered()::isOurs);
    return isAllOurs ? Optional.of(since.mark().checkpoint()) : Optional.empty();
  }
}
