// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.List;
import java.util.Optional;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Held;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.state.Pending;
import org.oneway.engine.store.StoreException;

/**
 * What became of a run.
 *
 * @param counts what was done
 * @param held what the guard holds back, if anything
 * @param notices what a user should know
 * @param pending everything that is not settled after this run
 * @param troubles what ended the run early, or kept a folder from being read
 * @param stopped whether it ended early because its listener asked for it
 */
public record Report(
    Counts counts,
    Optional<Held> held,
    List<Notice> notices,
    List<Pending> pending,
    List<StoreException> troubles,
    boolean stopped) {
  public Report {
    notices = List.copyOf(notices);
    pending = List.copyOf(pending);
    troubles = List.copyOf(troubles);
  }

  /** Of a run that nobody stopped. */
  public Report(
      Counts counts,
      Optional<Held> held,
      List<Notice> notices,
      List<Pending> pending,
      List<StoreException> troubles) {
    this(counts, held, notices, pending, troubles, false);
  }
}
