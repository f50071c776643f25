// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.history.Recording;
import org.oneway.cli.json.Answer;
import org.oneway.cli.screen.PlanScreen;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.cli.work.Job;
import org.oneway.cli.work.PrivatePlan;
import org.oneway.cli.work.Result;
import org.oneway.cli.work.Scratch;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.StateStore;

/** Shows what jobs would do. */
final class Planning {
  private static final int MOST_TOLD = 50;

  private final Session session;
  private final Configuration configuration;
  private final String command;
  private final boolean all;
  private final boolean exitCode;
  private final Optional<String> save;
  private final Set<String> tokens;
  private final List<ObjectNode> told = new ArrayList<>();
  private long operations;

  Planning(
      Session session,
      Configuration configuration,
      String command,
      boolean all,
      boolean exitCode,
      Optional<String> save,
      Set<String> tokens) {
    this.session = session;
    this.configuration = configuration;
    this.command = command;
    this.all = all;
    this.exitCode = exitCode;
    this.save = save;
    this.tokens = Set.copyOf(tokens);
  }

  /** Plans these jobs; the exit code. */
  Integer of(List<Job> jobs) {
    try (StateStore state = session.lookAtState(configuration)) {
      return of(jobs, state);
    }
  }

  /** Plans these jobs by a state that is open. */
  Integer of(List<Job> jobs, StateStore state) {
    PlanScreen screen = new PlanScreen(session.screen(), session.invocation(), all);
    List<Result> results = new ArrayList<>();
    try (Scratch scratch = session.scratch(configuration, "plan")) {
      for (Job job : jobs) {
        if (!results.isEmpty()) {
          session.screen().line("");
        }
        Result result = plan(job, state, scratch, screen);
        results.add(result);
        result.troubles().forEach(this::tell);
        if (result.exitOfPlan() == ExitCode.INTERRUPTED) {
          break;
        }
      }
    }
    ExitCode exit =
        ExitCode.worst(
            results.stream()
                .map(
                    result ->
                        exitCode && result.exitOfPlan() == ExitCode.OK && result.hasChanges()
                            ? ExitCode.CHANGES
                            : result.exitOfPlan())
                .toList());
    return session.end(new Answer(command).results(results).operations(told, operations), exit);
  }

  private Result plan(Job job, StateStore state, Scratch scratch, PlanScreen screen) {
    try (Recording recording = session.planning(job.name())) {
      return session
          .runner(configuration, "plan", state, scratch, recording.events())
          .run(
              job,
              Optional.empty(),
              tokens,
              (plan, planned) -> {
                recording.planned(plan, planned);
                return view(screen, plan, planned, recording);
              });
    }
  }

  private void tell(Trouble trouble) {
    if (!session.isJson()) {
      session.screen().trouble(trouble);
    }
  }

  private boolean view(PlanScreen screen, Plan plan, Result planned, Recording recording)
      throws IOException {
    screen.show(plan, planned);
    if (session.isJson()) {
      tell(plan, planned, recording);
    }
    if (save.isPresent()) {
      keep(plan, session.surroundings().path(save.get()));
      session
          .screen()
          .line(
              "Nothing was changed. To carry out exactly this:  "
                  + session
                      .invocation()
                      .command("sync", planned.job().name(), "--plan", save.get()));
    } else if (planned.troubles().isEmpty()) {
      screen.end(planned);
    }
    return false;
  }

  private void tell(Plan plan, Result planned, Recording recording) {
    try (Cursor<Operation> writes = plan.writes()) {
      for (Optional<Operation> next = writes.next(); next.isPresent(); next = writes.next()) {
        operations++;
        recording.events().planned(next.get());
        if (all || told.size() < MOST_TOLD) {
          Operation operation = next.get();
          told.add(Answer.of(planned.job().name(), operation, PlanScreen.changes(operation)));
        }
      }
    }
  }

  private static void keep(Plan plan, Path file) {
    try {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      PrivatePlan.save(plan, file);
    } catch (IOException e) {
      throw new Refusal(
          Trouble.of(
              "E-FILE",
              ExitCode.REFUSED,
              "The plan cannot be kept: " + Troubles.fileWords(e) + ".",
              "Give --save a file that is not there yet, in a directory that is."),
          e);
    }
  }
}
