// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.List;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.store.StoreException;

/**
 * How both sides of a sync compare. Each item that is paired is in exactly one of the first six.
 *
 * @param equal how many are at the target as the source has them
 * @param madeByTarget how many are as we left them, but not as the source has them: what the store
 *     made of them
 * @param ownOfTarget how many are known to be as the target's user made them, or kept from before
 * @param edited how many were edited at the target since the last run
 * @param missing how many are gone from the target since the last run
 * @param known how many are known to be gone from the target, deleted by its user
 * @param behind how many are to be changed, moved or deleted by the next run
 * @param unmanaged how many of the target's items this sync has nothing to do with
 * @param counts of what a run would do and of what was read
 * @param notices what was found, item by item
 * @param troubles what could not be read
 */
public record Verified(
    long equal,
    long madeByTarget,
    long ownOfTarget,
    long edited,
    long missing,
    long known,
    long behind,
    long unmanaged,
    Counts counts,
    List<Notice> notices,
    List<StoreException> troubles) {
  public Verified {
    notices = List.copyOf(notices);
    troubles = List.copyOf(troubles);
  }

  /** Whether nothing differs but what is known, both sides were read and nothing waits. */
  public boolean isSound() {
    return edited == 0 && missing == 0 && counts.writes() == 0 && troubles.isEmpty();
  }
}
