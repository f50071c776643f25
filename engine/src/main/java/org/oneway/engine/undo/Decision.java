// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.undo.Step.Verdict;

/** Decides what taking back a write comes to, by what the target holds now. */
final class Decision {
  private final Map<Reference, Change.Upsert> now;

  Decision(Map<Reference, Change.Upsert> now) {
    this.now = now;
  }

  Step of(Entry entry) {
    return switch (entry.what()) {
      case MADE -> made(entry);
      case CHANGED -> changed(entry);
      case MOVED -> moved(entry);
      case DELETED -> deleted(entry);
      case JOINED -> membership(entry, Verdict.LEAVE);
      case LEFT -> membership(entry, Verdict.JOIN);
    };
  }

  private Step made(Entry entry) {
    Optional<Change.Upsert> there = there(entry.left().at());
    if (there.isEmpty()) {
      return Step.of(entry, Verdict.AS_BEFORE);
    }
    return isAsLeft(entry, there.get())
        ? step(entry, Verdict.REMOVE, there.get())
        : Step.of(entry, Verdict.CHANGED_SINCE);
  }

  private Step changed(Entry entry) {
    Optional<Change.Upsert> there = there(entry.left().at());
    if (there.isPresent() && isAsBefore(entry, there.get())) {
      return Step.of(entry, Verdict.AS_BEFORE);
    }
    return there.isPresent() && entry.item().isPresent() && isAsLeft(entry, there.get())
        ? step(entry, Verdict.PUT_BACK, there.get())
        : Step.of(entry, Verdict.CHANGED_SINCE);
  }

  private Step deleted(Entry entry) {
    Optional<Change.Upsert> there = there(entry.before());
    if (there.isEmpty() && entry.item().isPresent()) {
      return new Step(entry, Verdict.RETURN, entry.before(), Optional.empty());
    }
    return there.isPresent() && isAsBefore(entry, there.get())
        ? Step.of(entry, Verdict.AS_BEFORE)
        : Step.of(entry, Verdict.CHANGED_SINCE);
  }

  /** First it is put back where it was, then it is removed from where the run moved it. */
  private Step moved(Entry entry) {
    Optional<Change.Upsert> old = there(entry.before());
    Optional<Change.Upsert> there = there(entry.left().at());
    boolean isBack = old.isPresent() && isAsBefore(entry, old.get());
    if (there.isEmpty()) {
      return Step.of(entry, isBack ? Verdict.AS_BEFORE : Verdict.CHANGED_SINCE);
    }
    if (!isAsLeft(entry, there.get()) || entry.item().isEmpty()) {
      return Step.of(entry, Verdict.CHANGED_SINCE);
    }
    if (isBack) {
      return step(entry, Verdict.REMOVE, there.get());
    }
    return old.isEmpty()
        ? new Step(entry, Verdict.RETURN, entry.before(), Optional.empty())
        : Step.of(entry, Verdict.CHANGED_SINCE);
  }

  private Step membership(Entry entry, Verdict verdict) {
    Optional<Change.Upsert> there = there(entry.before());
    if (there.isEmpty()) {
      return Step.of(entry, Verdict.CHANGED_SINCE);
    }
    boolean isIn =
        there.get().folders().contains(verdict == Verdict.LEAVE ? entry.to() : entry.from());
    return isIn == (verdict == Verdict.LEAVE)
        ? step(entry, verdict, there.get())
        : Step.of(entry, Verdict.AS_BEFORE);
  }

  private Optional<Change.Upsert> there(Optional<Reference> reference) {
    return reference.flatMap(at -> Optional.ofNullable(now.get(at)));
  }

  private static Step step(Entry entry, Verdict verdict, Change.Upsert there) {
    return new Step(entry, verdict, Optional.of(there.reference()), there.version());
  }

  private static boolean isAsLeft(Entry entry, Change.Upsert there) {
    return entry.left().print().filter(print(entry, there.item())::equals).isPresent();
  }

  private static boolean isAsBefore(Entry entry, Change.Upsert there) {
    return entry
        .item()
        .map(item -> print(entry, item))
        .filter(print(entry, there.item())::equals)
        .isPresent();
  }

  private static Fingerprint print(Entry entry, Item item) {
    return Similarity.of(entry.kind()).fingerprint(item.json());
  }
}
