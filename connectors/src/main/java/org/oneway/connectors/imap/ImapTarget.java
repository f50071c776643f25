// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.imap.Appending.Wanted;
import org.oneway.connectors.imap.Changing.About;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** The mailboxes of an account, read and written. */
final class ImapTarget extends ImapSource implements TargetStore {
  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Capabilities.UidUniqueIn.FOLDER,
          false,
          Capabilities.Condition.ITEM,
          true,
          false,
          1000,
          1);

  private static final int BATCH = 500;

  private static final Optional<String> TRASH = Optional.of("trash");

  /** How large a message may be whose bytes are kept before it is deleted. */
  private static final long LARGEST_ORIGINAL = 8 << 20;

  private static final long ORIGINALS = 64L << 20;

  private final Arrivals arrivals = new Arrivals(reader());
  private final Appending appending;
  private final Changing changing;
  private Optional<Map<Uid, List<Located>>> byUid = Optional.empty();
  private Optional<FolderId> trash = Optional.empty();

  ImapTarget(ImapSettings settings, Set<String> unused) {
    super(settings, unused);
    this.appending = new Appending(connection(), reader(), arrivals, failures(), counted());
    boolean onlyMarks = settings.removal() == Removal.MARK;
    this.changing = new Changing(connection(), reader(), arrivals, failures(), onlyMarks);
  }

  @Override
  void listed(FolderId folder, Position position) {
    arrivals.listed(folder, position);
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Folder ensureFolder(Folder wanted) throws StoreException {
    return mailboxes().ensure(wanted);
  }

  /** The server numbers messages. */
  @Override
  public Optional<Reference> planned(FolderId folder, Item item) {
    return Optional.empty();
  }

  /** What identifies every message is read, once: only where a run was interrupted. */
  @Override
  public List<Located> find(Key key) throws StoreException {
    if (key.kind() != Kind.MESSAGE) {
      return List.of();
    }
    if (byUid.isEmpty()) {
      byUid = Optional.of(readAll());
    }
    return List.copyOf(byUid.get().getOrDefault(key.uid(), List.of()));
  }

  private Map<Uid, List<Located>> readAll() throws StoreException {
    Map<Uid, List<Located>> all = new HashMap<>();
    for (Folder folder : folders()) {
      long validity = connection().stay(folder.id());
      long[] uids = reader().uids(folder.id(), validity);
      for (int from = 0; from < uids.length; from += BATCH) {
        List<Long> batch = new ArrayList<>();
        for (int i = from; i < Math.min(uids.length, from + BATCH); i++) {
          batch.add(uids[i]);
        }
        for (Change.Upsert one : reader().items(folder.id(), validity, batch)) {
          Located located = new Located(one.reference(), one.version(), one.folders());
          one.item()
              .uid()
              .ifPresent(uid -> all.computeIfAbsent(uid, u -> new ArrayList<>()).add(located));
        }
      }
    }
    return all;
  }

  @Override
  public Map<Reference, byte[]> originals(List<Reference> references) throws StoreException {
    Map<Reference, byte[]> originals = new HashMap<>();
    Map<FolderId, List<Place>> byFolder = new LinkedHashMap<>();
    for (Reference reference : references) {
      Place.of(reference)
          .ifPresent(
              place -> byFolder.computeIfAbsent(place.folder(), f -> new ArrayList<>()).add(place));
    }
    long room = ORIGINALS;
    for (Map.Entry<FolderId, List<Place>> one : byFolder.entrySet()) {
      long validity = connection().stay(one.getKey());
      List<Long> uids =
          one.getValue().stream()
              .filter(place -> place.validity() == validity)
              .map(Place::uid)
              .toList();
      List<Long> small = new ArrayList<>();
      for (Map.Entry<Long, Fetched> mark :
          reader().marks(one.getKey(), validity, uids).entrySet()) {
        long size = mark.getValue().size().orElse(Long.MAX_VALUE);
        if (size <= Math.min(room, LARGEST_ORIGINAL)) {
          small.add(mark.getKey());
          room -= size;
        }
      }
      reader()
          .whole(one.getKey(), validity, small)
          .forEach(
              (uid, fetched) ->
                  fetched
                      .bytes()
                      .ifPresent(
                          bytes ->
                              originals.put(
                                  new Place(one.getKey(), validity, uid).reference(), bytes)));
    }
    return originals;
  }

  @Override
  public void apply(List<Write> batch, Outcomes outcomes) throws StoreException {
    byUid = Optional.empty();
    try {
      Writes writes = Writes.of(batch);
      writes.refused.forEach(
          write -> outcomes.tell(write, Writes.refused("a message is in one folder only")));
      Map<Way, List<About>> ways = new LinkedHashMap<>();
      for (Write.Move move : writes.moves) {
        ways.computeIfAbsent(new Way(move.from(), move.to()), w -> new ArrayList<>())
            .add(About.of(move));
      }
      for (Map.Entry<Way, List<About>> way : ways.entrySet()) {
        changing.move(way.getKey().from(), way.getKey().to(), way.getValue(), outcomes);
      }
      for (Map.Entry<FolderId, List<About>> one : byFolder(writes.updates, outcomes).entrySet()) {
        changing.update(one.getKey(), one.getValue(), outcomes);
      }
      Map<FolderId, List<Wanted>> appends = new LinkedHashMap<>();
      for (Wanted wanted : writes.appends) {
        appends.computeIfAbsent(wanted.folder(), f -> new ArrayList<>()).add(wanted);
      }
      for (Map.Entry<FolderId, List<Wanted>> one : appends.entrySet()) {
        appending.append(one.getKey(), one.getValue(), outcomes);
      }
      for (Map.Entry<FolderId, List<About>> one : byFolder(writes.deletes, outcomes).entrySet()) {
        delete(one.getKey(), one.getValue(), outcomes);
      }
    } catch (StoreException e) {
      arrivals.forget();
      throw e;
    }
  }

  private void delete(FolderId folder, List<About> all, Outcomes outcomes) throws StoreException {
    if (settings().removal() != Removal.TRASH) {
      changing.delete(folder, all, outcomes);
      return;
    }
    if (trash.isEmpty()) {
      trash = folders().stream().filter(f -> f.role().equals(TRASH)).map(Folder::id).findFirst();
    }
    if (trash.isEmpty()) {
      String why =
          "no folder of the server is its trash (RFC 6154), where deleted messages are to go";
      all.forEach(one -> outcomes.tell(one.write(), Writes.refused(why)));
    } else if (trash.get().equals(folder)) {
      changing.delete(folder, all, outcomes);
    } else {
      changing.discard(folder, trash.get(), all, outcomes);
    }
  }

  private record Way(FolderId from, FolderId to) {}

  private static Map<FolderId, List<About>> byFolder(List<About> all, Outcomes outcomes) {
    Map<FolderId, List<About>> byFolder = new LinkedHashMap<>();
    for (About about : all) {
      Optional<FolderId> folder = about.folder();
      if (folder.isPresent()) {
        byFolder.computeIfAbsent(folder.get(), f -> new ArrayList<>()).add(about);
      } else {
        outcomes.tell(about.write(), Writes.STALE);
      }
    }
    return byFolder;
  }

  @Override
  public void settle(Outcomes outcomes) {}

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (changing.marked() > 0) {
      remarks.add(
          "%d messages are marked as deleted and still there: the server of store \"%s\""
                  .formatted(changing.marked(), settings().store())
              + " cannot remove single ones (it has no UIDPLUS)");
    }
    if (appending.rewritten() > 0) {
      remarks.add(
          "the server of store \"%s\" changed %d messages whose headers have bytes that are not ASCII"
              .formatted(settings().store(), appending.rewritten()));
    }
    return remarks;
  }

  @Override
  public Optional<Checkpoint> after(Scope scope, Checkpoint before) {
    return Optional.empty();
  }
}
