// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Trouble;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Held;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.state.Pending;

/**
 * What became of one job.
 *
 * @param counts what was done, or in a plan would be
 * @param planned what was planned
 * @param held what the guard holds back
 * @param pending everything that is not settled
 * @param troubles what went wrong, the guard's message among them
 * @param findings what was repaired or could not be carried
 * @param known how many items are remembered as synced
 * @param traffic the counters of both sides, as in {@link SideCounts}
 * @param newFolders names of the folders that were or would be made
 */
public record Result(
    Job job,
    Counts counts,
    Counts planned,
    Optional<Held> held,
    List<Notice> notices,
    List<Pending> pending,
    List<Trouble> troubles,
    Findings findings,
    List<String> newFolders,
    long known,
    Map<String, Long> traffic,
    Duration took) {
  public Result {
    notices = List.copyOf(notices);
    pending = List.copyOf(pending);
    troubles = List.copyOf(troubles);
    newFolders = List.copyOf(newFolders);
    traffic = Map.copyOf(traffic);
  }

  /** Nothing came of it but trouble. */
  static Result failed(Job job, Trouble trouble, Duration took) {
    return new Result(
        job,
        Counts.ZERO,
        Counts.ZERO,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(trouble),
        new Findings(),
        List.of(),
        0,
        Map.of(),
        took);
  }

  /** This with one trouble more, if it is one more. */
  Result with(Trouble trouble) {
    if (troubles.contains(trouble)) {
      return this;
    }
    List<Trouble> more = new ArrayList<>(troubles);
    more.add(trouble);
    return new Result(
        job,
        counts,
        planned,
        held,
        notices,
        pending,
        more,
        findings,
        newFolders,
        known,
        traffic,
        took);
  }

  /** This with the counters of both sides. */
  Result with(Map<String, Long> counted) {
    return new Result(
        job,
        counts,
        planned,
        held,
        notices,
        pending,
        troubles,
        findings,
        newFolders,
        known,
        counted,
        took);
  }

  /** The pending items that are not ignored. */
  public List<Pending> attention() {
    return pending.stream().filter(p -> !p.ignored()).toList();
  }

  /** Whether the plan has anything to write. */
  public boolean hasChanges() {
    return planned.writes() > 0 || !newFolders.isEmpty();
  }

  /** How a run that ends with this alone exits. */
  public ExitCode exitOfRun() {
    List<ExitCode> all = new ArrayList<>(troubles.stream().map(Trouble::exit).toList());
    if (!attention().isEmpty()) {
      all.add(ExitCode.ATTENTION);
    }
    return ExitCode.worst(all);
  }

  /** How a plan that ends with this alone exits. */
  public ExitCode exitOfPlan() {
    return ExitCode.worst(troubles.stream().map(Trouble::exit).toList());
  }
}
