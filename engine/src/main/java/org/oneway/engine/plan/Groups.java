// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Uid;
import org.oneway.engine.similar.Evidence;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.StoreException;

/**
 * New items that name others, such as a group its members, and pairings of such items that are
 * gone. Where the members were exported again as well, only who they are tells one group from
 * another; so groups are compared after their members, each under its name at the target. A member
 * whose own partner is not known yet is a blank: groups of groups are found from the inside, and
 * circles too.
 */
final class Groups {
  private final SyncState state;
  private final Scratch scratch;
  private final Members members;
  private final BitSet fresh = new BitSet();
  private final BitSet gone = new BitSet();
  private final Set<String> named = new HashSet<>();
  private final Set<String> unknownHere = new HashSet<>();
  private final Set<String> unknownThere = new HashSet<>();

  Groups(SyncState state, Scratch scratch, Members members) {
    this.state = state;
    this.scratch = scratch;
    this.members = members;
  }

  /** Takes note of a new item, if it names others. */
  void addFresh(int id, Item item) {
    if (Members.has(item.json())) {
      fresh.set(id);
      members.want(item.json());
    }
  }

  /** Takes note of a pairing that is gone, if its item names others. */
  void addGone(Pairing pairing, Bases bases) {
    if (Members.has(bases.source())) {
      gone.set(pairing.number());
      named.addAll(Members.names(bases.source()));
    }
  }

  boolean isEmpty() {
    return fresh.isEmpty();
  }

  /** A new item turned out to be one that is known at the target under this uid. */
  void matched(int id, Uid uid, Uid atTarget) {
    fresh.clear(id);
    members.tell(uid, atTarget);
    unknownHere.remove(uid.value());
    unknownThere.remove(atTarget.value());
  }

  /** The new items that name others, each with what it names as it is called at the target. */
  void eachFresh(IntFunction<Item> read, Translated translated) {
    members.learn(fresh.stream().mapToObj(id -> read.apply(id).json()));
    for (int id = fresh.nextSetBit(0); id >= 0; id = fresh.nextSetBit(id + 1)) {
      Item item = read.apply(id);
      translated.take(id, item.withJson(members.translate(item)));
    }
  }

  /**
   * Matches new groups with gone ones until no more are found.
   *
   * @param open all new items that have no partner yet
   * @param missing all pairings that are gone and have no partner yet
   * @param read reads a new item
   * @param folder the folder that a new item is in
   * @param matches is told the matches, and tells {@link #matched} those it acts on
   */
  void matchWithGone(
      BitSet open,
      BitSet missing,
      IntFunction<Item> read,
      IntToLongFunction folder,
      Identities.Matches<StoreException> matches)
      throws StoreException {
    if (fresh.isEmpty() || gone.isEmpty()) {
      return;
    }
    findUnknown(open, missing, read);
    boolean more = true;
    while (more && !fresh.isEmpty()) {
      int before = fresh.cardinality();
      gone.and(missing);
      Identities identities = new Identities(scratch);
      addGone(identities);
      eachFresh(
          read,
          (id, item) ->
              identities.addLeft(
                  id, (int) folder.applyAsLong(id), tokens(item, item.json(), unknownHere)));
      identities.match(Evidence.CERTAIN_IF_GONE, matches);
      more = fresh.cardinality() < before;
    }
  }

  private void findUnknown(BitSet open, BitSet missing, IntFunction<Item> read) {
    for (int id = open.nextSetBit(0); id >= 0; id = open.nextSetBit(id + 1)) {
      String uid = read.apply(id).uid().orElseThrow().value();
      if (members.isWanted(uid)) {
        unknownHere.add(uid);
      }
    }
    Newcomers.Numbers.inBatches(
        missing.length(),
        missing::get,
        Reading.BATCH,
        numbers ->
            state.pairings(numbers).values().stream()
                .map(pairing -> pairing.targetUid().value())
                .filter(uid -> Members.forms(uid).stream().anyMatch(named::contains))
                .forEach(unknownThere::add));
  }

  private void addGone(Identities identities) {
    Newcomers.Numbers.inBatches(
        gone.length(),
        gone::get,
        Reading.BATCH,
        numbers -> {
          Map<Integer, Bases> bases = state.bases(numbers);
          for (Pairing pairing : state.pairings(numbers).values()) {
            Bases base = bases.get(pairing.number());
            if (base != null) {
              Similarity similarity = Similarity.of(pairing.kind());
              ObjectNode blanked = Members.withBlanks(base.source(), unknownThere);
              identities.addRight(
                  pairing.number(), pairing.folder(), similarity.identity(blanked).marked());
            }
          }
        });
  }

  private static Set<Long> tokens(Item item, ObjectNode json, Set<String> unknown) {
    return Similarity.of(item.kind()).identity(Members.withBlanks(json, unknown)).marked();
  }

  /** Takes new items. */
  @FunctionalInterface
  interface Translated {
    void take(int id, Item item);
  }
}
