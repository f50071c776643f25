// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.oneway.cli.terminal.RunLog;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.engine.item.Finding;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Held;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.plan.Stopped;
import org.oneway.engine.run.Report;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.run.Sync;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.SharedSyncState;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.undo.JournalFile;

/** Plans and runs jobs, one after another, and tells of each what became of it. */
public final class Runner {
  private final StateStore state;
  private final Scratch scratch;
  private final InstantSource clock;
  private final Invocation invocation;
  private final Function<Job, RunListener> listeners;
  private final RunLog log;
  private final Function<String, JournalFile> journals;
  private final Backups backups;
  private final Consumer<Throwable> details;
  private final BooleanSupplier stop;
  private final Troubles troubles;

  /**
   * A runner on an open state.
   *
   * @param listeners who follows a job
   * @param log where its story is written down
   * @param journals where a sync keeps what it overwrites and deletes
   * @param backups keep what is read of the sources of those that ask for it
   * @param details is given what failed, for those who ask for details
   * @param stop whether to stop after what is under way
   */
  public Runner(
      StateStore state,
      Scratch scratch,
      InstantSource clock,
      Invocation invocation,
      Troubles troubles,
      Function<Job, RunListener> listeners,
      RunLog log,
      Function<String, JournalFile> journals,
      Backups backups,
      Consumer<Throwable> details,
      BooleanSupplier stop) {
    this.state = state;
    this.scratch = scratch;
    this.clock = clock;
    this.invocation = invocation;
    this.listeners = listeners;
    this.log = log;
    this.journals = journals;
    this.backups = backups;
    this.details = details;
    this.stop = stop;
    this.troubles = troubles.writingTo(scratch.state());
  }

  /** Is shown a plan while it is open. */
  @FunctionalInterface
  public interface Viewer {
    /**
     * Looks at a plan.
     *
     * @return whether it is to be carried out
     */
    boolean view(Plan plan, Result planned) throws IOException;
  }

  /**
   * Plans a job, or takes the plan kept in a file; carries it out if {@code viewer} says so.
   *
   * @param tokens deletions that are allowed
   */
  public Result run(Job job, Optional<Path> kept, Set<String> tokens, Viewer viewer) {
    Map<String, Long> traffic = new HashMap<>();
    return run(job, kept, tokens, viewer, traffic).with(traffic);
  }

  private Result run(
      Job job, Optional<Path> kept, Set<String> tokens, Viewer viewer, Map<String, Long> traffic) {
    Instant start = clock.instant();
    Findings findings = new Findings();
    RunListener listener =
        new Several(
            List.of(
                new Collecting(findings, stop),
                new Logging(log, job.name()),
                listeners.apply(job)));
    try (SourceStore opened = job.source().open();
        SourceBackup source = backups.of(job, opened);
        TargetStore target = job.target().open();
        JournalFile journal = journals.apply(job.name())) {
      SyncState remembered = state.sync(job.name());
      Sync sync =
          new Sync(
              job.settings(),
              source,
              target,
              job.takesOver() ? new SharedSyncState(remembered) : remembered,
              scratch.folder(),
              clock,
              listener,
              journal);
      try (Plan plan = kept.isPresent() ? sync.load(kept.get()) : sync.plan()) {
        Result planned = ofPlan(job, plan, tokens, findings, since(start));
        if (!viewer.view(plan, planned)) {
          return planned;
        }
        // What was read is kept before anything is written.
        source.finish();
        Report report =
            kept.isPresent() ? sync.executeExactly(plan, tokens) : sync.execute(plan, tokens);
        return tidied(ofReport(planned, report, since(start)));
      } finally {
        traffic.putAll(SideCounts.of(Side.SOURCE, source));
        traffic.putAll(SideCounts.of(Side.TARGET, target));
      }
    } catch (Stopped e) {
      return Result.failed(
          job,
          stopped(job, "Stopped as asked while " + job.name() + " was read. Nothing was changed."),
          since(start));
    } catch (StoreException | IOException | RuntimeException e) {
      details.accept(e);
      return Result.failed(
          job, troubles.ofAny(e, job.name(), job.look(), job.again()), since(start));
    }
  }

  /** What is merged of the archives is no part of the sync, and does not fail it. */
  private Result tidied(Result result) {
    try {
      backups.tidy(result.job());
      return result;
    } catch (IOException | RuntimeException e) {
      details.accept(e);
      return result.with(
          troubles.ofAny(e, result.job().name(), result.job().look(), result.job().again()));
    }
  }

  private Duration since(Instant start) {
    return Duration.between(start, clock.instant());
  }

  private Result ofPlan(Job job, Plan plan, Set<String> tokens, Findings findings, Duration took) {
    Optional<Held> held = plan.held().filter(h -> !tokens.contains(h.token()));
    return new Result(
        job,
        plan.counts(),
        plan.counts(),
        held,
        plan.notices(),
        plan.pending(),
        told(job, plan.troubles(), held),
        findings,
        plan.newFolders(),
        known(job),
        Map.of(),
        took);
  }

  private Result ofReport(Result planned, Report report, Duration took) {
    return new Result(
        planned.job(),
        report.counts(),
        planned.planned(),
        report.held(),
        report.notices(),
        report.pending(),
        told(planned, report),
        planned.findings(),
        planned.newFolders(),
        known(planned.job()),
        Map.of(),
        took);
  }

  private long known(Job job) {
    return state.sync(job.name()).pairingsPerFolder().values().stream()
        .mapToLong(Integer::longValue)
        .sum();
  }

  private List<Trouble> told(Result planned, Report report) {
    List<Trouble> told = new ArrayList<>();
    if (report.stopped()) {
      told.add(
          stopped(
              planned.job(),
              "Stopped as asked: "
                  + planned.job().name()
                  + ", after "
                  + Words.number(report.counts().writes())
                  + " of "
                  + Words.number(planned.planned().writes(), "change", "changes")
                  + ". What was done is remembered."));
    }
    told.addAll(told(planned.job(), report.troubles(), report.held()));
    return told;
  }

  private Trouble stopped(Job job, String what) {
    return Trouble.of(
        "E-STOP",
        ExitCode.INTERRUPTED,
        what,
        "Go on:  " + invocation.command(job.again().toArray(String[]::new)));
  }

  private List<Trouble> told(Job job, List<StoreException> failures, Optional<Held> held) {
    List<Trouble> told = new ArrayList<>();
    held.ifPresent(h -> told.add(GuardWords.of(job, h, invocation)));
    failures.forEach(
        failure -> told.add(troubles.of(failure, job.name(), job.look(), job.again())));
    return told;
  }

  /** What is remembered of a run that came to this. */
  public static RunRecord recordOf(String run, Instant start, Result result) {
    Map<String, Long> counts = new HashMap<>();
    for (Counts.Count count : Counts.Count.values()) {
      counts.put(count.name().toLowerCase(Locale.ROOT), result.counts().of(count));
    }
    counts.putAll(result.traffic());
    return new RunRecord(
        run,
        result.job().name(),
        start,
        result.took(),
        result.exitOfRun().number(),
        counts,
        ResultWords.of(result));
  }

  /** Writes a run down; what cannot be written is told with the result. */
  public Result record(RunRecord record, Result result) {
    log.info(record.sync() + ": " + record.result() + ", " + record.took());
    result.troubles().forEach(trouble -> log.info(trouble.what() + " " + trouble.tag()));
    try {
      state.sync(record.sync()).commit(List.of(new StateChange.PutRun(record)));
      return result;
    } catch (StateException e) {
      details.accept(e);
      return result.with(troubles.of(e));
    }
  }

  /** Collects the findings, and says when to stop. */
  private record Collecting(Findings findings, BooleanSupplier stop) implements RunListener {
    @Override
    public boolean stopRequested() {
      return stop.getAsBoolean();
    }

    @Override
    public void found(String title, Finding finding) {
      findings.add(title, finding);
    }
  }
}
