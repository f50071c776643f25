// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.oneway.engine.state.RunRecord;

/**
 * All runs that are known: those that the state remembers, and those that only their logs tell of,
 * because they were cut off or still run.
 */
public final class Past {
  private final List<RunRecord> remembered;
  private final RunLogs logs;
  private final Optional<String> running;

  /**
   * The past as far as it can be read.
   *
   * @param remembered what the state remembers, newest first; of this the oldest is where logs that
   *     nobody else knows of end to be of interest
   * @param running the run that is under way, if one is
   */
  public Past(List<RunRecord> remembered, RunLogs logs, Optional<String> running) {
    this.remembered = List.copyOf(remembered);
    this.logs = logs;
    this.running = running;
  }

  /** The latest runs of the syncs that are wanted, newest first. */
  public List<PastRun> latest(int most, Predicate<String> isWanted) throws IOException {
    List<PastRun> runs = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (RunRecord record : remembered) {
      known.add(key(record.id(), record.sync()));
      if (isWanted.test(record.sync())) {
        runs.add(PastRun.of(record));
      }
    }
    String oldest = runs.size() < most ? "" : runs.get(most - 1).id();
    for (String run : logs.runs()) {
      if (run.compareTo(oldest) >= 0) {
        for (PastRun past : of(run, known)) {
          if (isWanted.test(past.sync())) {
            runs.add(past);
          }
        }
      }
    }
    runs.sort(Comparator.comparing(PastRun::start).reversed());
    return runs.stream().limit(most).toList();
  }

  private List<PastRun> of(String run, Set<String> known) throws IOException {
    List<PastRun> runs = new ArrayList<>();
    for (String sync : logs.syncsOf(run)) {
      if (!known.contains(key(run, sync))) {
        logs.of(run, sync).ifPresent(logged -> runs.add(toldBy(logged)));
      }
    }
    return runs;
  }

  private PastRun toldBy(LoggedSync logged) {
    PastRun past = logged.past();
    return past.hasEnded() || running.filter(past.id()::equals).isEmpty() ? past : past.running();
  }

  /** One run, sync by sync; empty where nothing is known of it. */
  public List<PastRun> run(String id) throws IOException {
    List<PastRun> runs = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (RunRecord record : remembered) {
      if (record.id().equals(id)) {
        known.add(key(id, record.sync()));
        runs.add(PastRun.of(record));
      }
    }
    runs.addAll(of(id, known));
    runs.sort(Comparator.comparing(PastRun::start));
    return runs;
  }

  /** The names of all runs that are known, the earliest first. */
  public List<String> names() throws IOException {
    Set<String> names = new java.util.TreeSet<>(logs.runs());
    remembered.forEach(record -> names.add(record.id()));
    return List.copyOf(names);
  }

  private static String key(String run, String sync) {
    return run + ' ' + sync;
  }
}
