// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/** The entries of an undo itself: what it is about to write over, remove or make. */
final class Reversal {
  private final TargetStore target;

  Reversal(TargetStore target) {
    this.target = target;
  }

  /** One entry for each step, under its number. */
  List<Entry> of(Map<Long, Step> steps) throws StoreException {
    Lookup lookup = new Lookup(target);
    List<Reference> overwritten = new ArrayList<>();
    for (Step step : steps.values()) {
      if (overwrites(step)) {
        Reference at = step.at().orElseThrow();
        lookup.ask(folder(step), at);
        overwritten.add(at);
      }
    }
    Map<Reference, Change.Upsert> items = lookup.found();
    Map<Reference, byte[]> originals =
        overwritten.isEmpty() ? Map.of() : target.originals(overwritten);
    List<Entry> entries = new ArrayList<>();
    steps.forEach((id, step) -> entries.add(entry(id, step, items, originals)));
    return entries;
  }

  private static boolean overwrites(Step step) {
    return switch (step.verdict()) {
      case PUT_BACK, MOVE_BACK, REMOVE -> true;
      case RETURN, JOIN, LEAVE, AS_BEFORE, CHANGED_SINCE -> false;
    };
  }

  /** Where the item is now, or is to be. */
  private static FolderId folder(Step step) {
    return step.verdict() == Step.Verdict.RETURN || step.verdict() == Step.Verdict.JOIN
        ? step.entry().from()
        : step.entry().to();
  }

  private Entry entry(
      long id, Step step, Map<Reference, Change.Upsert> items, Map<Reference, byte[]> originals) {
    Entry undone = step.entry();
    Reference at = step.at().orElseThrow();
    boolean returns = step.verdict() == Step.Verdict.RETURN;
    Optional<Item> there = Optional.ofNullable(items.get(at)).map(Change.Upsert::item);
    return new Entry(
        id,
        what(step),
        undone.kind(),
        undone.title(),
        undone.uid(),
        undone.pairing(),
        returns ? Optional.empty() : Optional.of(at),
        folder(step),
        step.verdict() == Step.Verdict.MOVE_BACK ? undone.from() : folder(step),
        left(step, at, there),
        there,
        Optional.ofNullable(originals.get(at)));
  }

  private static Entry.What what(Step step) {
    return switch (step.verdict()) {
      case PUT_BACK -> Entry.What.CHANGED;
      case RETURN -> Entry.What.MADE;
      case MOVE_BACK -> Entry.What.MOVED;
      case REMOVE -> Entry.What.DELETED;
      case JOIN -> Entry.What.JOINED;
      case LEAVE -> Entry.What.LEFT;
      case AS_BEFORE, CHANGED_SINCE -> throw new IllegalStateException("nothing is written");
    };
  }

  private Left left(Step step, Reference at, Optional<Item> there) {
    Entry undone = step.entry();
    return switch (step.verdict()) {
      case PUT_BACK, JOIN -> new Left(true, Optional.of(at), print(undone, undone.item()));
      case RETURN ->
          new Left(
              true,
              undone.item().flatMap(item -> target.planned(undone.from(), item)).map(planned -> at),
              print(undone, undone.item()));
      case MOVE_BACK -> new Left(true, Optional.empty(), print(undone, there));
      case REMOVE, LEAVE, AS_BEFORE, CHANGED_SINCE ->
          new Left(true, Optional.empty(), Optional.empty());
    };
  }

  private static Optional<Fingerprint> print(Entry entry, Optional<Item> item) {
    return item.map(held -> Similarity.of(entry.kind()).fingerprint(held.json()));
  }
}
