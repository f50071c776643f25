// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.oneway.cli.history.LoggedSync;
import org.oneway.cli.history.PastRun;

/**
 * What a report is made of.
 *
 * @param run the run it is about; empty where it is about all
 * @param runs the rows of the report: the syncs of that run, or the latest runs
 * @param around runs to be shown beside each other, newest first
 * @param logs what is logged of that run
 * @param version of the program
 * @param again the command that makes the same report as CSV, with nothing left out
 */
public record Material(
    Optional<String> run,
    List<PastRun> runs,
    List<PastRun> around,
    List<LoggedSync> logs,
    String version,
    Instant made,
    ZoneId zone,
    String again) {
  public Material {
    runs = List.copyOf(runs);
    around = List.copyOf(around);
    logs = List.copyOf(logs);
  }
}
