// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import org.oneway.engine.plan.Policies.OnConflict;
import org.oneway.engine.plan.Policies.OnDelete;
import org.oneway.engine.plan.Policies.OnDrift;
import org.oneway.engine.plan.Policies.OnTargetDelete;

/** What a row says where the user has chosen otherwise than by default. */
final class PolicyChoice {
  private final Policies policies;

  PolicyChoice(Policies policies) {
    this.policies = policies;
  }

  /**
   * What is to be done.
   *
   * @param created whether we created the item
   * @param winner who wins where both sides differ
   */
  Verdict of(Row row, boolean created, Winner winner) {
    return switch (row) {
      case REMOVED_CREATED ->
          policies.onDelete() == OnDelete.KEEP ? Verdict.KEEP_AND_FORGET : row.verdict();
      case REMOVED_ADOPTED ->
          policies.onDelete() == OnDelete.DELETE_ADOPTED ? Verdict.DELETE : row.verdict();
      case REMOVED_EDITED ->
          policies.onConflict() == OnConflict.SOURCE_WINS
                  && created
                  && policies.onDelete() != OnDelete.KEEP
              ? Verdict.DELETE
              : row.verdict();
      case DELETED_THERE ->
          policies.onTargetDelete() == OnTargetDelete.RECREATE ? Verdict.CREATE : row.verdict();
      case DRIFTED -> policies.onDrift() == OnDrift.RESTORE ? Verdict.RESTORE : row.verdict();
      case NEW_BUT_THERE ->
          switch (winner) {
            case SOURCE -> row.verdict();
            case TARGET -> Verdict.KEEP_TARGET;
            case NOBODY -> Verdict.STOP;
          };
      case CHANGED_IN_SAME_FIELDS ->
          switch (winner) {
            case SOURCE -> row.verdict();
            case TARGET -> Verdict.UPDATE_BUT_CONFLICTS;
            case NOBODY -> Verdict.STOP;
          };
      default -> row.verdict();
    };
  }

  /** Who wins a field that both sides have differently. */
  enum Winner {
    SOURCE,
    TARGET,
    NOBODY
  }
}
