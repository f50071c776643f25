// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.Optional;
import org.oneway.engine.item.Item;
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
      case DRIFTED -> policies.onDrift() == OnDrift.KEEP ? row.verdict() : Verdict.RESTORE;
      case NEW_BUT_THERE ->
          switch (winner) {
            case SOURCE ->
                policies.onDrift() == OnDrift.OVERWRITE ? Verdict.RESTORE : row.verdict();
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

  /** Who wins where both sides differ, by the policy and, where it asks for them, the times. */
  Winner winner(Optional<Spooled> now, Optional<Spooled> there) {
    return switch (policies.onConflict()) {
      case SOURCE_WINS -> Winner.SOURCE;
      case KEEP_TARGET -> Winner.TARGET;
      case STOP -> Winner.NOBODY;
      case NEWER_WINS -> isTargetNewer(now, there) ? Winner.TARGET : Winner.SOURCE;
    };
  }

  /** Whether the target's edition is the later one, by times that both can be trusted with. */
  private static boolean isTargetNewer(Optional<Spooled> now, Optional<Spooled> there) {
    Optional<Item> source = now.map(Spooled::item).filter(Item::updatedTrusted);
    Optional<Item> target = there.map(Spooled::item).filter(Item::updatedTrusted);
    return source.flatMap(Item::updated).isPresent()
        && target.flatMap(Item::updated).isPresent()
        && target.flatMap(Item::updated).get().isAfter(source.flatMap(Item::updated).get());
  }

  /** Who wins a field that both sides have differently. */
  enum Winner {
    SOURCE,
    TARGET,
    NOBODY
  }
}
