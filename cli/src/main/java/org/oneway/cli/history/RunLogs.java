// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.oneway.cli.work.RunFiles;

/** The logs of runs beside the state: {@code runs/RUN/SYNC.jsonl}. */
public final class RunLogs {
  private static final Duration KEPT = Duration.ofDays(90);

  private final RunFiles files;

  /** Those beside the state in this directory. */
  public RunLogs(Path state) {
    this.files = new RunFiles(state.resolve("runs"), KEPT);
  }

  /** Begins to record one sync of a run; each event is passed to {@code told} too. */
  public Recording record(String run, String sync, Consumer<ObjectNode> told) {
    return new Recording(sync, Optional.of(new EventLog(files, run, sync)), told);
  }

  /** Passes the events of a plan on, and keeps none. */
  public static Recording planning(String sync, Consumer<ObjectNode> told) {
    return new Recording(sync, Optional.empty(), told);
  }

  /** The syncs of a run of which something is logged. */
  List<String> syncsOf(String run) throws IOException {
    return files.of(run).stream().map(RunFiles::syncOf).toList();
  }

  /** What is logged of one sync of a run, if anything is. */
  public Optional<LoggedSync> of(String run, String sync) throws IOException {
    for (Path file : files.of(run)) {
      if (RunFiles.syncOf(file).equals(sync)) {
        return Optional.of(LoggedSync.read(run, file));
      }
    }
    return Optional.empty();
  }

  /** The runs that are logged, the earliest first. */
  public List<String> runs() throws IOException {
    return files.runs();
  }

  /** Removes what is older than 90 days. */
  public void tidy(Instant now) throws IOException {
    files.tidy(now);
  }
}
