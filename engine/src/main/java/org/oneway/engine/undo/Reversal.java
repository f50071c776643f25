// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.Fingerprint;
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
    return step.verdict() == Step.Verdict.PUT_BACK || step.verdict() == Step.Verdict.REMOVE;
  }

  private static org.oneway.engine.item.FolderId folder(Step step) {
    return step.verdict() == Step.Verdict.REMOVE || step.verdict() == Step.Verdict.LEAVE
        ? step.entry().to()
        : step.entry().from();
  }

  private static Entry entry(
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
        folder(step),
        left(step, at),
        there,
        Optional.ofNullable(originals.get(at)));
  }

  private static Entry.What what(Step step) {
    return switch (step.verdict()) {
      case PUT_BACK -> Entry.What.CHANGED;
      case RETURN -> Entry.What.MADE;
      case REMOVE -> Entry.What.DELETED;
      case JOIN -> Entry.What.JOINED;
      case LEAVE -> Entry.What.LEFT;
      case AS_BEFORE, CHANGED_SINCE -> throw new IllegalStateException("nothing is written");
    };
  }

  private static Left left(Step step, Reference at) {
    Optional<Fingerprint> print =
        step.entry()
            .item()
            .map(item -> Similarity.of(step.entry().kind()).fingerprint(item.json()));
    return switch (step.verdict()) {
      case PUT_BACK, RETURN, JOIN -> new Left(true, Optional.of(at), print);
      default -> new Left(true, Optional.empty(), Optional.empty());
    };
  }
}
