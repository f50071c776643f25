// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Item;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.undo.Step.Verdict;

/** Decides what taking back a write comes to, by what the target holds now. */
final class Decision {
  private final Whereabouts now;

  Decision(Whereabouts now) {
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
    Optional<Change.Upsert> there =
        now.at(entry.left().at()).or(() -> now.in(entry.to(), Optional.empty(), entry));
    if (there.isEmpty()) {
      return Step.of(entry, Verdict.AS_BEFORE);
    }
    return isAsLeft(entry, there.get()) && there.get().folders().contains(entry.to())
        ? step(entry, Verdict.REMOVE, there.get())
        : Step.of(entry, Verdict.CHANGED_SINCE);
  }

  private Step changed(Entry entry) {
    Optional<Change.Upsert> there = now.at(entry.left().at());
    if (there.isPresent() && isAsBefore(entry, there.get())) {
      return Step.of(entry, Verdict.AS_BEFORE);
    }
    return there.isPresent() && entry.item().isPresent() && isAsLeft(entry, there.get())
        ? step(entry, Verdict.PUT_BACK, there.get())
        : Step.of(entry, Verdict.CHANGED_SINCE);
  }

  private Step deleted(Entry entry) {
    Optional<Change.Upsert> there =
        now.at(entry.before()).or(() -> now.in(entry.from(), Optional.empty(), entry));
    if (there.isEmpty() && entry.item().isPresent()) {
      return new Step(entry, Verdict.RETURN, entry.before(), Optional.empty());
    }
    return there.isPresent() && isAsBefore(entry, there.get())
        ? Step.of(entry, Verdict.AS_BEFORE)
        : Step.of(entry, Verdict.CHANGED_SINCE);
  }

  /**
   * Where references name places, it is put back where it was and then removed from where the run
   * moved it; else it is put back where it is, and then moved.
   */
  private Step moved(Entry entry) {
    Optional<Change.Upsert> old = now.in(entry.from(), entry.before(), entry);
    Optional<Change.Upsert> there = now.in(entry.to(), entry.left().at(), entry);
    boolean isBack = old.isPresent() && isAsBefore(entry, old.get());
    if (there.isEmpty()) {
      return Step.of(entry, isBack ? Verdict.AS_BEFORE : Verdict.CHANGED_SINCE);
    }
    boolean isUntouched = isAsLeft(entry, there.get()) || isAsBefore(entry, there.get());
    boolean isInBoth =
        old.map(Change.Upsert::reference).equals(there.map(Change.Upsert::reference));
    if (!isUntouched || entry.item().isEmpty() || isInBoth || (old.isPresent() && !isBack)) {
      return Step.of(entry, Verdict.CHANGED_SINCE);
    }
    if (isBack) {
      return step(entry, Verdict.REMOVE, there.get());
    }
    if (!now.movesAsTheyAre(entry)) {
      return new Step(entry, Verdict.RETURN, entry.before(), Optional.empty());
    }
    return step(
        entry, isAsBefore(entry, there.get()) ? Verdict.MOVE_BACK : Verdict.PUT_BACK, there.get());
  }

  private Step membership(Entry entry, Verdict verdict) {
    Optional<Change.Upsert> there = now.at(entry.before());
    if (there.isEmpty()) {
      return Step.of(entry, Verdict.CHANGED_SINCE);
    }
    boolean isIn =
        there.get().folders().contains(verdict == Verdict.LEAVE ? entry.to() : entry.from());
    return isIn == (verdict == Verdict.LEAVE)
        ? step(entry, verdict, there.get())
        : Step.of(entry, Verdict.AS_BEFORE);
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
