// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Held;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.run.Report;
import org.oneway.engine.state.Pending;
import org.oneway.engine.store.StoreException;

/**
 * What a person could see of one run of a {@link World}.
 *
 * @param report what the run said of itself; empty counts and lists where it ended early
 * @param planned the operations that write, as the plan showed them
 * @param read what was asked of the source
 * @param written what was asked of the target
 * @param found title and words of each finding told, as "Ada: PHOTO: dropped"
 */
public record Ran(
    Report report,
    List<Operation> planned,
    List<Access> read,
    List<Access> written,
    List<String> found) {
  public Ran {
    planned = List.copyOf(planned);
    read = List.copyOf(read);
    written = List.copyOf(written);
    found = List.copyOf(found);
  }

  /** A run that ended before it had anything to say. */
  static Ran ended(StoreException why, List<Access> read, List<Access> written) {
    Report report = new Report(Counts.ZERO, Optional.empty(), List.of(), List.of(), List.of(why));
    return new Ran(report, List.of(), read, written, List.of());
  }

  /** How many of {@code what} the report tells. */
  public long count(Count what) {
    return report.counts().of(what);
  }

  /** Every write at the target, as {@code CREATE ada}. */
  public List<String> writes() {
    return written.stream().filter(Access::isWrite).map(Access::toString).toList();
  }

  /** The writes of one kind at the target. */
  public List<String> writes(Access.Verb verb) {
    return written.stream().filter(a -> a.verb() == verb).map(Access::subject).toList();
  }

  /** How often this was asked of the source. */
  public long asked(Access.Verb verb) {
    return read.stream().filter(access -> access.verb() == verb).count();
  }

  /** How often this was asked of the target. */
  public long askedTarget(Access.Verb verb) {
    return written.stream().filter(access -> access.verb() == verb).count();
  }

  /** The notices about this. */
  public List<Notice> notices(Notice.About about) {
    return report.notices().stream().filter(notice -> notice.about() == about).toList();
  }

  /** What is held back, if anything. */
  public Optional<Held> held() {
    return report.held();
  }

  public List<Pending> pending() {
    return report.pending();
  }

  public List<StoreException> troubles() {
    return report.troubles();
  }

  /** All that went on, for the message of a failing test. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add("report  " + report);
    Stream.of(planned).flatMap(List::stream).map(o -> "planned " + o).forEach(lines::add);
    read.forEach(access -> lines.add("source  " + access));
    written.forEach(access -> lines.add("target  " + access));
    found.forEach(finding -> lines.add("found   " + finding));
    return String.join("\n", lines);
  }
}
