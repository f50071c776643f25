// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Uid;
import org.oneway.engine.plan.Notice.About;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.StoreException;

/**
 * Joins source items that found no pairing by their reference with the pairings whose item is not
 * where it was: by key (a new reference, a move), and says what is left for the next step.
 */
final class Joiner {
  private final SyncState state;
  private final Scratch scratch;
  private final FolderMap folders;
  private final Sources sources;
  private final Decider decider;
  private final PlanDraft draft;
  private final Decider.Wants wants;
  private final LongLog left;

  Joiner(
      SyncState state,
      Scratch scratch,
      FolderMap folders,
      Sources sources,
      Decider decider,
      PlanDraft draft,
      Decider.Wants wants) {
    this.state = state;
    this.scratch = scratch;
    this.folders = folders;
    this.sources = sources;
    this.decider = decider;
    this.draft = draft;
    this.wants = wants;
    this.left = scratch.log("source-left");
  }

  /** Joins; answers what is left, each with a uid that is unique in its folder. */
  LongLog join() throws StoreException {
    findRenamedFolders();
    LongSorter byKey = scratch.sorter("source-keys", 4);
    sources
        .strangers()
        .inBatches(
            Reading.BATCH,
            packed -> {
              List<Named> named = new ArrayList<>();
              for (long one : packed) {
                Sources.Stranger stranger = Sources.Stranger.unpack(one);
                named.add(name(folders.resolve(stranger.folder()), stranger.position()));
              }
              match(named, byKey);
            });
    tellApart(byKey);
    return left;
  }

  private record Named(int folder, long position, Item item, Key key) {}

  /** Every item has a uid from here on. */
  private Named name(int folder, long position) {
    Spooled spooled = scratch.spool().get(position);
    Item item = spooled.item();
    if (item.uid().isPresent()) {
      return new Named(folder, position, item, item.key().orElseThrow());
    }
    Item minted = item.withUid(Similarity.of(item.kind()).mint(item.json()));
    long at = scratch.spool().put(spooled.withItem(minted));
    return new Named(folder, at, minted, minted.key().orElseThrow());
  }

  private void match(List<Named> batch, LongSorter byKey) throws StoreException {
    Map<Key, List<Pairing>> paired =
        state.bySourceKey(batch.stream().map(Named::key).distinct().toList());
    decider.expect(paired.values().stream().flatMap(List::stream).toList());
    for (Named item : batch) {
      FolderPairing folder = draft.folder(item.folder);
      List<Pairing> candidates = paired.getOrDefault(item.key, List.of());
      Optional<Pairing> here =
          candidates.stream().filter(p -> p.folder() == item.folder).findFirst();
      if (here.isPresent() && (isFree(here.get()) || isUnheardOf(here.get(), folder))) {
        take(here.get(), folder, item.position, "same uid");
        continue;
      }
      if (here.isEmpty()) {
        Optional<Pairing> elsewhere = candidates.stream().filter(p -> isFree(p)).findFirst();
        if (elsewhere.isPresent()) {
          take(elsewhere.get(), folder, item.position, "same uid in another folder");
          continue;
        }
        if (candidates.stream().anyMatch(this::isUnsaid)) {
          wants.waits(folder);
          draft.notice(
              new Notice(
                  About.WAITS,
                  folder.source().name(),
                  Similarity.of(item.item.kind()).title(item.item.json()),
                  "waits until the folder it was in can be read"));
          continue;
        }
      } else if (isUnsaid(here.get())) {
        wants.waits(folder);
        continue;
      }
      byKey.add(hash(item.key), item.folder, here.isPresent() ? 1 : 0, item.position);
    }
  }

  private boolean isFree(Pairing pairing) {
    return !sources.isHandled(pairing.number()) && sources.isGoneFromThere(pairing);
  }

  /** Whether a pairing's item is not there, though a store that tells only changes told nothing. */
  private boolean isUnheardOf(Pairing pairing, FolderPairing folder) throws StoreException {
    return !sources.isHandled(pairing.number())
        && !sources.isMet(pairing.number())
        && sources.scopeOf(folder).filter(ScopeResult::ended).isPresent()
        && wants.source(List.of(Decider.Case.unread(pairing, folder))).isEmpty();
  }

  /** Whether nobody can say if the pairing's item is still where it was. */
  private boolean isUnsaid(Pairing pairing) {
    return !sources.isMet(pairing.number())
        && !folders.isVanished(pairing.folder())
        && folders
            .ofNumber(pairing.folder())
            .flatMap(sources::scopeOf)
            .filter(ScopeResult::ended)
            .isEmpty()
        && folders.isActive(pairing.folder());
  }

  private void take(Pairing pairing, FolderPairing folder, long position, String why)
      throws StoreException {
    sources.handle(pairing.number());
    decider.decide(Decider.Case.read(pairing, folder, position).because(why));
  }

  private static long contentHash(Item item) {
    String hash = Similarity.of(item.kind()).fingerprint(Members.counted(item)).hash();
    return Long.parseUnsignedLong(hash.substring(0, 16), 16);
  }

  /**
   * Of several items with one uid in one folder the first keeps it; the others get derived ones.
   * First is by content, so that another order in the store changes nothing.
   */
  private void tellApart(LongSorter byKey) throws StoreException {
    List<long[]> group = new ArrayList<>();
    try (Cursor<long[]> rows = byKey.sorted()) {
      for (Optional<long[]> next = rows.next(); next.isPresent(); next = rows.next()) {
        long[] row = next.get();
        if (!group.isEmpty() && (group.get(0)[0] != row[0] || group.get(0)[1] != row[1])) {
          tellApart(group);
          group.clear();
        }
        group.add(row);
      }
      tellApart(group);
    }
  }

  /** The same for items of one folder whose keys have one hash; nearly always it is one item. */
  private void tellApart(List<long[]> group) throws StoreException {
    if (group.size() == 1 && !isPaired(group.get(0))) {
      left.add(Sources.Stranger.pack((int) group.get(0)[1], group.get(0)[3]));
      return;
    }
    Map<Long, Long> contents = new HashMap<>();
    for (long[] row : group) {
      contents.put(row[3], contentHash(scratch.spool().get(row[3]).item()));
    }
    group.sort(
        Comparator.<long[]>comparingLong(row -> row[2])
            .thenComparingLong(row -> contents.getOrDefault(row[3], 0L))
            .thenComparingLong(row -> row[3]));
    Set<Key> seen = new HashSet<>();
    for (long[] row : group) {
      int folder = (int) row[1];
      Spooled spooled = scratch.spool().get(row[3]);
      if (!isPaired(row) && seen.add(spooled.item().key().orElseThrow())) {
        left.add(Sources.Stranger.pack(folder, row[3]));
      } else {
        derive(folder, spooled, seen);
      }
    }
  }

  /** Whether the key is one of a pairing that has its item already. */
  private static boolean isPaired(long[] row) {
    return row[2] != 0;
  }

  private void derive(int folder, Spooled spooled, Set<Key> seen) throws StoreException {
    Item item = spooled.item();
    String content = Similarity.of(item.kind()).fingerprint(item.json()).hash();
    for (int number = 1; ; number++) {
      String name = item.uid().orElseThrow() + "\n" + content + "\n" + number;
      Uid uid =
          new Uid("urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
      Key key = new Key(item.kind(), uid);
      if (!seen.add(key)) {
        continue;
      }
      Optional<Pairing> paired =
          state.bySourceKey(Set.of(key)).getOrDefault(key, List.of()).stream()
              .filter(p -> p.folder() == folder)
              .findFirst();
      if (paired.isPresent() && !isFree(paired.get())) {
        continue;
      }
      long position = scratch.spool().put(spooled.withItem(item.withUid(uid)));
      if (paired.isPresent()) {
        take(paired.get(), draft.folder(folder), position, "same uid and content");
      } else {
        left.add(Sources.Stranger.pack(folder, position));
      }
      return;
    }
  }

  /** A vanished and a new folder that share more than half of the larger one's keys are one. */
  private void findRenamedFolders() throws StoreException {
    if (folders.vanished().isEmpty() || folders.undecided().isEmpty()) {
      folders.pairTheRest();
      return;
    }
    Map<Integer, Integer> sizes = new HashMap<>();
    Map<List<Integer>, Integer> shared = new HashMap<>();
    sources
        .strangers()
        .inBatches(
            Reading.BATCH,
            packed -> {
              List<Named> batch = new ArrayList<>();
              for (long one : packed) {
                Sources.Stranger stranger = Sources.Stranger.unpack(one);
                if (folders.undecided().contains(stranger.folder())) {
                  batch.add(name(stranger.folder(), stranger.position()));
                }
              }
              Map<Key, List<Pairing>> paired =
                  state.bySourceKey(batch.stream().map(Named::key).distinct().toList());
              for (Named item : batch) {
                sizes.merge(item.folder, 1, Integer::sum);
                paired.getOrDefault(item.key, List.of()).stream()
                    .filter(p -> folders.isVanished(p.folder()))
                    .forEach(p -> shared.merge(List.of(item.folder, p.folder()), 1, Integer::sum));
              }
            });
    Map<Integer, Integer> kept = state.pairingsPerFolder();
    shared.entrySet().stream()
        .sorted(Map.Entry.<List<Integer>, Integer>comparingByValue().reversed())
        .forEach(
            entry -> {
              int fresh = entry.getKey().get(0);
              int old = entry.getKey().get(1);
              int larger = Math.max(sizes.getOrDefault(fresh, 0), kept.getOrDefault(old, 0));
              if (entry.getValue() * 2 > larger
                  && folders.undecided().contains(fresh)
                  && folders.isVanished(old)) {
                folders.renamed(fresh, old);
              }
            });
    folders.pairTheRest();
  }

  static long hash(Key key) {
    byte[] bytes = (key.kind() + "\n" + key.uid()).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(bytes).getMostSignificantBits();
  }
}
