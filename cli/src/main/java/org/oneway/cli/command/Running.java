// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.history.Recording;
import org.oneway.cli.json.Answer;
import org.oneway.cli.screen.RunScreen;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.work.Job;
import org.oneway.cli.work.Result;
import org.oneway.cli.work.Runner;
import org.oneway.cli.work.Scratch;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.StateStore;

/** Carries out jobs, one after another. */
final class Running {
  /** After these nothing more can be remembered, or is wanted: no further sync is begun. */
  private static final Set<ExitCode> FATAL =
      Set.of(ExitCode.STATE_DAMAGED, ExitCode.DISK_FULL, ExitCode.LOCKED, ExitCode.INTERRUPTED);

  private final Session session;
  private final Configuration configuration;
  private final String command;
  private final boolean yes;
  private final Optional<Path> kept;
  private final Set<String> tokens;
  private boolean declined;

  /**
   * Jobs to be carried out.
   *
   * @param yes whether every question is answered already
   * @param kept a plan that is carried out in place of a new one
   */
  Running(
      Session session,
      Configuration configuration,
      String command,
      boolean yes,
      Optional<Path> kept,
      Set<String> tokens) {
    this.session = session;
    this.configuration = configuration;
    this.command = command;
    this.yes = yes;
    this.kept = kept;
    this.tokens = Set.copyOf(tokens);
  }

  /** Carries these jobs out; the exit code. */
  Integer of(List<Job> jobs) {
    try (StateStore state = session.openState(configuration, command)) {
      return of(jobs, state);
    }
  }

  /** Carries these jobs out on a state that is open. */
  Integer of(List<Job> jobs, StateStore state) {
    Instant start = session.surroundings().clock().instant();
    String run = session.nextRun(configuration, state, start);
    RunScreen screen =
        new RunScreen(
            session.screen(),
            session.invocation(),
            session.isVerbose(),
            jobs.stream().map(Job::name).toList());
    List<Result> results = new ArrayList<>();
    try (Scratch scratch = session.scratch(configuration, run)) {
      session.journals(configuration).tidy(start);
      session.log().info("run " + run + " begins, oneway " + session.version());
      session.runLogs(configuration).tidy(start);
      for (Job job : jobs) {
        Optional<Result> result = run(job, run, state, scratch);
        if (result.isEmpty()) {
          session.screen().line("Nothing was changed.");
          break;
        }
        session.screen().clearProgress();
        if (!session.isJson()) {
          screen.show(result.get());
        }
        results.add(result.get());
        if (FATAL.contains(result.get().exitOfRun())) {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Duration took = Duration.between(start, session.surroundings().clock().instant());
    if (!results.isEmpty()) {
      screen.end(run, results, took);
    }
    List<ExitCode> exits = new ArrayList<>(results.stream().map(Result::exitOfRun).toList());
    if (declined) {
      exits.add(ExitCode.INTERRUPTED);
    }
    ExitCode exit = ExitCode.worst(exits);
    session.log().info("run " + run + " ended with " + exit.number() + ", " + exit.words());
    return session.end(new Answer(command).put("run", run).results(results), exit);
  }

  /** Carries one job out; empty if that is declined. */
  private Optional<Result> run(Job job, String run, StateStore state, Scratch scratch) {
    Instant begun = session.surroundings().clock().instant();
    try (Recording recording = session.recording(configuration, run, job.name())) {
      recording.begin(job.settings().sides(), session.setting(command, run, begun));
      Runner runner = session.runner(configuration, run, state, scratch, recording.events());
      Result result =
          runner.run(
              job,
              kept,
              tokens,
              (plan, planned) -> {
                recording.planned(plan, planned);
                return isWanted(state, planned);
              });
      if (declined) {
        recording.discard();
        return Optional.empty();
      }
      RunRecord record = Runner.recordOf(run, begun, result);
      result = runner.record(record, result);
      recording.end(record, result);
      session.check(recording);
      return Optional.of(result);
    }
  }

  /** Asks before the first run into a store that is not empty. */
  private boolean isWanted(StateStore state, Result planned) throws IOException {
    boolean asks =
        !yes
            && kept.isEmpty()
            && session.mayAsk()
            && planned.counts().writes() > 0
            && planned.counts().of(Count.READ_TARGET) > 0
            && state.sync(planned.job().name()).sides().isEmpty();
    if (!asks) {
      return true;
    }
    session
        .screen()
        .ask(
            "First run of "
                + planned.job().name()
                + ", into a store that holds "
                + Words.number(planned.counts().of(Count.READ_TARGET), "item", "items")
                + ": "
                + Words.number(planned.counts().of(Count.ADDED))
                + " to add, "
                + Words.number(planned.counts().of(Count.CHANGED))
                + " to change. Go on? [y/N]");
    session.surroundings().interrupts().whileAsking(true);
    String answer =
        new BufferedReader(
                new InputStreamReader(session.surroundings().in(), StandardCharsets.UTF_8))
            .readLine();
    session.surroundings().interrupts().whileAsking(false);
    boolean wanted = answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    declined = !wanted;
    return wanted;
  }
}
