// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;

/**
 * What the target says, by pairing number: a bit for each pairing met, a place in the spool for
 * each that was read. What belongs to no pairing is kept apart.
 */
final class Targets {
  /** Named as it was known. */
  static final long KEPT = 0;

  /** Named otherwise: read again, or removed. */
  static final long NEWS = 1;

  private final SyncState state;
  private final Scratch scratch;
  private final BitSet met = new BitSet();
  private final BitSet removed = new BitSet();
  private final BitSet unreadable = new BitSet();
  private final Map<Integer, Finding> broken = new HashMap<>();
  private final Positions read;
  private final LongLog strangers;
  private final LongSorter unpaired;
  private Map<FolderId, ScopeResult> scopes = Map.of();
  private final Map<FolderId, Map<FolderId, Integer>> found = new HashMap<>();
  private final Map<FolderId, Integer> sizes = new HashMap<>();
  private final Set<String> again = new HashSet<>();
  private final Set<FolderId> withBroken = new HashSet<>();
  private long named;

  Targets(SyncState state, Scratch scratch) {
    this.state = state;
    this.scratch = scratch;
    this.read = scratch.positions("target-positions");
    this.strangers = scratch.log("target-strangers");
    this.unpaired = scratch.sorter("target-unpaired", 2);
  }

  /** Reads these scopes; afterwards {@link #view} answers. */
  void read(Reading reading, List<Scope> all) throws StoreException {
    LongLog unknown = scratch.log("target-unknown");
    scopes = reading.read(all, (scope, changes) -> take(changes, unknown));
    matchByKey(unknown);
  }

  /** How many items of one folder turned up under a new reference in which other folder. */
  Map<FolderId, Map<FolderId, Integer>> found() {
    return found;
  }

  /** How many items under a new reference each folder has. */
  Map<FolderId, Integer> sizes() {
    return sizes;
  }

  /** Spool positions of items that belong to no pairing of this sync. */
  LongLog strangers() {
    return strangers;
  }

  Map<FolderId, ScopeResult> scopes() {
    return scopes;
  }

  /**
   * Scopes in which something was said that means nothing until all others can be read, or an item
   * of a pairing is broken: what is said of it once must not be forgotten.
   */
  Set<String> askAgain() {
    withBroken.forEach(this::askAgain);
    return Set.copyOf(again);
  }

  long named() {
    return named;
  }

  /** The numbers of pairings that the target said something new about. */
  BitSet news() {
    BitSet news = (BitSet) read.numbers().clone();
    news.or(removed);
    return news;
  }

  boolean isMet(int number) {
    return met.get(number);
  }

  /** Why a pairing's item is there and cannot be read; empty where it can, or all of its scope. */
  Optional<Finding> broken(Pairing pairing) {
    return Optional.ofNullable(broken.get(pairing.number()));
  }

  /** What was said of one pairing's object is now said of another's, which takes it over. */
  void inherit(int heir, int from) {
    Optional.ofNullable(broken.get(from)).ifPresent(why -> broken.put(heir, why));
    met.set(heir, met.get(from));
    removed.set(heir, removed.get(from));
    unreadable.set(heir, unreadable.get(from));
    read.get(from).ifPresent(position -> read.put(heir, position));
  }

  /** What is known of a pairing's item at the target now. */
  View view(Pairing pairing) {
    int number = pairing.number();
    if (unreadable.get(number)) {
      return View.UNKNOWN;
    }
    OptionalLong position = read.get(number);
    if (position.isPresent()) {
      return new View(View.Is.READ, position.getAsLong());
    }
    if (met.get(number)) {
      return View.AS_REMEMBERED;
    }
    if (pairing.notices().contains(Pairing.Notice.DELETED_AT_TARGET)) {
      return View.GONE;
    }
    ScopeResult scope = scopes.get(pairing.targetFolder());
    if (removed.get(number)) {
      return gone(pairing);
    }
    if (scope == null || !scope.ended()) {
      return View.UNKNOWN;
    }
    if (!scope.exhaustive()) {
      return View.AS_REMEMBERED;
    }
    return scope.complete() && !scope.unattributed() ? gone(pairing) : View.UNKNOWN;
  }

  /** Gone from where it was; where that may be a move to a folder that broke off, nobody knows. */
  private View gone(Pairing pairing) {
    if (scopes.values().stream().allMatch(ScopeResult::ended)) {
      return View.GONE;
    }
    askAgain(pairing.targetFolder());
    return View.UNKNOWN;
  }

  private void askAgain(FolderId folder) {
    Optional.ofNullable(scopes.get(folder)).ifPresent(scope -> again.add(scope.scope().name()));
  }

  /** Whether a pairing's old place has been read and it is not there. */
  private boolean isFree(Pairing pairing) {
    if (met.get(pairing.number())) {
      return false;
    }
    ScopeResult scope = scopes.get(pairing.targetFolder());
    return removed.get(pairing.number())
        || pairing.notices().contains(Pairing.Notice.DELETED_AT_TARGET)
        || scope == null
        || scope.exhaustive();
  }

  private void take(List<Change> changes, LongLog unknown) {
    List<Reference> references = new ArrayList<>();
    for (Change change : changes) {
      reference(change).ifPresent(references::add);
    }
    Map<Reference, List<Pairing>> paired = state.byTarget(references);
    for (Change change : changes) {
      named++;
      List<Pairing> mine =
          reference(change).map(r -> paired.getOrDefault(r, List.of())).orElse(List.of());
      if (mine.isEmpty()) {
        reference(change)
            .ifPresent(r -> unpaired.add(hash(r), change instanceof Change.Present ? KEPT : NEWS));
      }
      change.match(
          upsert -> {
            long position = scratch.spool().put(Spooled.of(upsert));
            if (mine.isEmpty()) {
              unknown.add(position);
            }
            mine.forEach(pairing -> see(pairing.number(), position));
            return true;
          },
          present -> mark(mine, met),
          removal -> {
            mine.forEach(pairing -> met.clear(pairing.number()));
            return mark(mine, removed);
          },
          one -> {
            mine.forEach(
                pairing -> {
                  broken.put(pairing.number(), one.finding());
                  withBroken.add(pairing.targetFolder());
                });
            return mark(mine, unreadable) && mark(mine, met);
          });
    }
  }

  private static boolean mark(List<Pairing> pairings, BitSet bits) {
    pairings.forEach(pairing -> bits.set(pairing.number()));
    return true;
  }

  private void see(int number, long position) {
    read.put(number, position);
    met.set(number);
    removed.clear(number);
  }

  private static Optional<Reference> reference(Change change) {
    return change.match(
        upsert -> Optional.of(upsert.reference()),
        present -> Optional.of(present.reference()),
        removal -> Optional.of(removal.reference()),
        broken -> broken.reference());
  }

  /** An unknown reference with the key of a pairing whose item is not where it was: it moved. */
  private void matchByKey(LongLog unknown) {
    unknown.inBatches(
        Reading.BATCH,
        positions -> {
          List<Spooled> items = positions.stream().map(scratch.spool()::get).toList();
          List<Key> keys = items.stream().flatMap(s -> s.item().key().stream()).toList();
          Map<Key, List<Pairing>> candidates = state.byTargetKey(keys);
          for (int i = 0; i < items.size(); i++) {
            Spooled item = items.get(i);
            long position = positions.get(i);
            List<Pairing> same =
                item.item().key().map(key -> candidates.getOrDefault(key, List.of())).stream()
                    .flatMap(List::stream)
                    .toList();
            item.folders().forEach(folder -> sizes.merge(folder, 1, Integer::sum));
            Optional<Pairing> moved = moved(item, same);
            if (moved.isPresent()) {
              see(moved.get().number(), position);
              Map<FolderId, Integer> places =
                  found.computeIfAbsent(moved.get().targetFolder(), f -> new HashMap<>());
              item.folders().forEach(folder -> places.merge(folder, 1, Integer::sum));
            } else if (same.stream().anyMatch(this::isUnsaid)) {
              item.folders().forEach(this::askAgain);
            } else {
              strangers.add(position);
            }
          }
        });
  }

  private Optional<Pairing> moved(Spooled item, List<Pairing> candidates) {
    return candidates.stream()
        .filter(this::isFree)
        .min(
            (a, b) ->
                Boolean.compare(
                    !item.folders().contains(a.targetFolder()),
                    !item.folders().contains(b.targetFolder())));
  }

  /** Whether nobody can say if the pairing's item is still where it was. */
  private boolean isUnsaid(Pairing pairing) {
    ScopeResult scope = scopes.get(pairing.targetFolder());
    return !met.get(pairing.number()) && scope != null && !scope.ended();
  }

  /**
   * How references that belong to no pairing were named, sorted: hash, then {@link #KEPT} or {@link
   * #NEWS}.
   */
  LongSorter unpaired() {
    return unpaired;
  }

  static long hash(Reference reference) {
    return UUID.nameUUIDFromBytes(reference.value().getBytes(StandardCharsets.UTF_8))
        .getMostSignificantBits();
  }

  /**
   * Reads the target's items of these pairings now; afterwards {@link #view} says what was read.
   */
  void fetch(Reading reading, Map<Scope, List<Pairing>> wanted) throws StoreException {
    for (Map.Entry<Scope, List<Pairing>> entry : wanted.entrySet()) {
      List<Reference> references =
          entry.getValue().stream().map(pairing -> pairing.target().reference()).toList();
      LongLog unknown = scratch.log("target-fetched");
      if (!reading.fetch(entry.getKey(), references, (scope, changes) -> take(changes, unknown))) {
        entry.getValue().forEach(pairing -> unreadable.set(pairing.number()));
      }
    }
  }

  /**
   * What is known of an item at the target.
   *
   * @param position where in the spool it lies, if it was read
   */
  record View(Is is, long position) {
    static final View UNKNOWN = new View(Is.UNKNOWN, -1);
    static final View GONE = new View(Is.GONE, -1);
    static final View AS_REMEMBERED = new View(Is.AS_REMEMBERED, -1);

    enum Is {
      UNKNOWN,
      GONE,
      AS_REMEMBERED,
      READ
    }
  }
}
