// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import org.oneway.engine.similar.Merged;

/** Which row of the decision table applies to one case, with what is known of it now. */
final class Evaluation {
  private final Desk desk;
  private final Circumstances known;
  private final PolicyChoice policy;

  Evaluation(Desk desk, Decider.Case subject) {
    this.desk = desk;
    this.known = new Circumstances(desk, subject);
    this.policy = new PolicyChoice(desk.settings().policies());
  }

  /** The number of the pairing that is decided about. */
  int number() {
    return known.pairing().number();
  }

  /** What must be read before the case can be decided; the case is then evaluated again. */
  enum Need {
    NOTHING,
    TARGET,
    SOURCE,
    /** What is kept of it; this evaluation can be run again. */
    KEPT
  }

  /** Writes the decision into the plan, unless something must be read first. */
  Need run() {
    Row.Target target = known.target(false);
    boolean moved = false;
    if (known.isMovedAtSource() && target != Row.Target.SAME) {
      Row row = Row.of(Row.Source.RELOCATED, known.pairs(), target);
      Verdict verdict = policy.of(row, known.isCreated(), PolicyChoice.Winner.SOURCE);
      if (verdict != Verdict.MOVE) {
        return new Consequences(desk, known, false).of(row, verdict);
      }
      moved = true;
      target = known.target(true);
    }
    Row row = Row.of(known.source(), known.pairs(), target);
    Consequences consequences = new Consequences(desk, known, moved);
    if (row == Row.CHANGED_IN_OTHER_FIELDS || row == Row.CHANGED_AT_SOURCE) {
      return known.there().isEmpty() ? Need.TARGET : merge(row, consequences);
    }
    Verdict verdict = policy.of(row, known.isCreated(), PolicyChoice.Winner.SOURCE);
    return consequences.of(row, verdict);
  }

  /** Only the merged item says whether both sides changed the same fields. */
  private Need merge(Row otherFields, Consequences consequences) {
    if (!desk.kept().isExpected(number())) {
      return Need.KEPT;
    }
    PolicyChoice.Winner winner = policy.winner(known.now(), known.there());
    Merged merged = known.merge(winner == PolicyChoice.Winner.SOURCE);
    Row row = merged.conflicts().isEmpty() ? otherFields : Row.CHANGED_IN_SAME_FIELDS;
    if (policy.of(row, known.isCreated(), winner) == Verdict.STOP) {
      consequences.stop(merged);
      return Need.NOTHING;
    }
    return consequences.update(row, merged);
  }
}
