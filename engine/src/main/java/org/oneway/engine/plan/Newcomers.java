// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.plan.Notice.About;
import org.oneway.engine.similar.Evidence;
import org.oneway.engine.similar.Identity;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.StoreException;

/**
 * What no uid and no reference joins: matched by key with unpaired target items, then by identity
 * with pairings whose item is gone at the source, then by identity with unpaired target items. What
 * is left is new.
 */
final class Newcomers {
  private final SyncState state;
  private final Scratch scratch;
  private final Sources sources;
  private final Decider decider;
  private final PlanDraft draft;
  private final Admission admission;
  private final Strangers strangers;
  private final boolean uniqueInAccount;
  private final Positions items;
  private final BitSet open = new BitSet();
  private final Map<Integer, Notice> hints = new LinkedHashMap<>();
  private final Groups groups;
  private final List<Taken> taken = new ArrayList<>();

  Newcomers(
      SyncState state,
      Scratch scratch,
      Sources sources,
      Decider decider,
      PlanDraft draft,
      Admission admission,
      Strangers strangers,
      Members members,
      boolean uniqueInAccount) {
    this.state = state;
    this.scratch = scratch;
    this.sources = sources;
    this.decider = decider;
    this.draft = draft;
    this.admission = admission;
    this.strangers = strangers;
    this.uniqueInAccount = uniqueInAccount;
    this.items = scratch.positions("newcomers");
    this.groups = new Groups(state, scratch, members);
  }

  /** Decides what becomes of all items of {@code left}. */
  void decide(LongLog left) throws StoreException {
    left.inBatches(
        Reading.BATCH,
        packed -> {
          for (long one : packed) {
            int id = open.length();
            items.put(id, one);
            open.set(id);
          }
        });
    if (open.isEmpty()) {
      return;
    }
    strangers.load();
    if (!strangers.isEmpty()) {
      matchByKey();
    }
    matchWithGone();
    if (!strangers.isEmpty()) {
      matchByIdentity();
    }
    for (int id = open.nextSetBit(0); id >= 0; id = open.nextSetBit(id + 1)) {
      Sources.Stranger item = item(id);
      admission.create(item.folder(), item.position());
    }
    admission.flush();
  }

  private Sources.Stranger item(int id) {
    return Sources.Stranger.unpack(items.get(id).orElseThrow());
  }

  private Item read(int id) {
    return scratch.spool().get(item(id).position()).item();
  }

  private int place(int folder) {
    return uniqueInAccount ? 0 : folder;
  }

  private void matchByKey() throws StoreException {
    LongSorter keys = scratch.sorter("keys", 4);
    strangers.each((id, folder, key) -> keys.add(Joiner.hash(key), place(folder), 0, id));
    for (int id = open.nextSetBit(0); id >= 0; id = open.nextSetBit(id + 1)) {
      Key key = read(id).key().orElseThrow();
      keys.add(Joiner.hash(key), place(item(id).folder()), 1, id);
    }
    try (Cursor<long[]> rows = keys.sorted()) {
      long[] stranger = {};
      for (Optional<long[]> next = rows.next(); next.isPresent(); next = rows.next()) {
        long[] row = next.get();
        if (row[2] == 0) {
          boolean first = stranger.length == 0 || stranger[0] != row[0] || stranger[1] != row[1];
          stranger = first ? row : stranger;
        } else if (stranger.length > 0
            && stranger[0] == row[0]
            && stranger[1] == row[1]
            && strangers.isFree((int) stranger[3])) {
          adopt((int) row[3], (int) stranger[3], "same uid");
        }
      }
    }
  }

  private void adopt(int id, int stranger, String why) throws StoreException {
    open.clear(id);
    hints.remove(id);
    strangers.take(stranger);
    if (!groups.isEmpty()) {
      groups.matched(id, uid(read(id)), uid(strangers.read(stranger).item()));
    }
    Sources.Stranger item = item(id);
    admission.adopt(item.folder(), item.position(), stranger, why);
  }

  private void matchWithGone() throws StoreException {
    if (open.isEmpty() || state.nextPairing() == 0) {
      return;
    }
    Identities identities = new Identities(scratch);
    BitSet gone = new BitSet();
    Numbers.inBatches(
        state.nextPairing(),
        number -> !sources.isMet(number) && !sources.isHandled(number),
        Reading.BATCH,
        numbers -> {
          Map<Integer, Pairing> pairings = state.pairings(numbers);
          Map<Integer, Bases> bases = state.bases(numbers);
          for (Pairing pairing : pairings.values()) {
            Bases base = bases.get(pairing.number());
            if (base != null && sources.isGoneFromThere(pairing)) {
              gone.set(pairing.number());
              groups.addGone(pairing, base);
              identities.addRight(
                  pairing.number(), pairing.folder(), identity(pairing, base).marked());
            }
          }
        });
    if (gone.isEmpty()) {
      return;
    }
    addLeft(identities, false);
    Identities.Matches<StoreException> matches =
        (id, number, shared, certain) -> {
          if (certain && open.get(id)) {
            gone.clear(number);
            take(id, number, words(shared));
          }
        };
    identities.match(Evidence.CERTAIN_IF_GONE, matches);
    flushTaken();
    groups.matchWithGone(
        open,
        gone,
        this::read,
        id -> item(id).folder(),
        (id, number, shared, certain) -> {
          matches.take(id, number, shared, certain);
          flushTaken();
        });
  }

  /** The kept item has its fingerprint in the pairing, unless that is by older rules. */
  private static Identity identity(Pairing pairing, Bases base) {
    Similarity similarity = Similarity.of(pairing.kind());
    Fingerprint known = pairing.source().fingerprint();
    return known.rules() == similarity.rules()
        ? similarity.identity(base.source(), known)
        : similarity.identity(base.source());
  }

  private record Taken(int id, int number, String why) {}

  /** The item is the one of this pairing; decided with others as the state is asked for many. */
  private void take(int id, int number, String why) throws StoreException {
    open.clear(id);
    sources.handle(number);
    taken.add(new Taken(id, number, why));
    if (taken.size() >= Reading.BATCH) {
      flushTaken();
    }
  }

  private void flushTaken() throws StoreException {
    Map<Integer, Pairing> pairings =
        taken.isEmpty() ? Map.of() : state.pairings(taken.stream().map(Taken::number).toList());
    decider.expect(pairings.values());
    for (Taken one : taken) {
      Pairing pairing = Objects.requireNonNull(pairings.get(one.number));
      if (!groups.isEmpty()) {
        groups.matched(one.id, uid(read(one.id)), pairing.targetUid());
      }
      Sources.Stranger item = item(one.id);
      decider.decide(
          Decider.Case.read(pairing, draft.folder(item.folder()), item.position())
              .because(one.why));
    }
    taken.clear();
  }

  private static Uid uid(Item item) {
    return item.uid().orElseThrow();
  }

  private void matchByIdentity() throws StoreException {
    if (open.isEmpty()) {
      return;
    }
    Identities identities = new Identities(scratch);
    addStrangers(identities);
    addLeft(identities, uniqueInAccount);
    identities.match(Evidence.CERTAIN, this::take);
    for (int left = open.cardinality() + 1; !groups.isEmpty() && open.cardinality() < left; ) {
      left = open.cardinality();
      Identities again = new Identities(scratch);
      addStrangers(again);
      groups.eachFresh(this::read, (id, item) -> addLeft(again, id, item, uniqueInAccount));
      again.match(Evidence.CERTAIN, this::take);
    }
    hints.values().forEach(draft::notice);
  }

  private void addStrangers(Identities identities) {
    strangers.eachIdentity((id, folder, tokens) -> identities.addRight(id, place(folder), tokens));
  }

  /** The item may be this stranger. */
  private void take(int id, int stranger, Set<Evidence> shared, boolean certain)
      throws StoreException {
    if (!open.get(id) || !strangers.isFree(stranger)) {
      return;
    }
    if (certain) {
      adopt(id, stranger, words(shared));
    } else if (!hints.containsKey(id) && read(id).kind() != Kind.FILE) {
      // A copy of a file is no twin.
      hints.put(id, twin(id, stranger, shared));
    }
  }

  private Notice twin(int id, int stranger, Set<Evidence> shared) {
    Item item = read(id);
    return new Notice(
        About.POSSIBLE_TWIN,
        draft.folder(item(id).folder()).target().name(),
        Similarity.of(item.kind()).title(item.json()),
        "may be the same as \""
            + strangers.title(stranger)
            + "\" at the target ("
            + words(shared)
            + "); both are kept");
  }

  private void addLeft(Identities identities, boolean anyPlace) {
    for (int id = open.nextSetBit(0); id >= 0; id = open.nextSetBit(id + 1)) {
      Item item = read(id);
      groups.addFresh(id, item);
      addLeft(identities, id, item, anyPlace);
    }
  }

  private void addLeft(Identities identities, int id, Item item, boolean anyPlace) {
    Set<Long> marked = Similarity.of(item.kind()).identity(item.json()).marked();
    identities.addLeft(id, anyPlace ? 0 : item(id).folder(), marked);
  }

  private static String words(Set<Evidence> shared) {
    return String.join(", ", shared.stream().map(Evidence::words).toList());
  }

  /** Numbers below a limit, some at a time. */
  static final class Numbers {
    private Numbers() {}

    static <X extends Exception> void inBatches(
        int limit, java.util.function.IntPredicate which, int most, Batches<X> batches) throws X {
      List<Integer> batch = new java.util.ArrayList<>();
      for (int number = 0; number < limit; number++) {
        if (which.test(number)) {
          batch.add(number);
        }
        if (batch.size() == most || (number == limit - 1 && !batch.isEmpty())) {
          batches.take(batch);
          batch.clear();
        }
      }
    }

    /** Takes some numbers; the list is used again afterwards. */
    @FunctionalInterface
    interface Batches<X extends Exception> {
      void take(List<Integer> numbers) throws X;
    }
  }
}
