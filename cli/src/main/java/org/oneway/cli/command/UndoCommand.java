// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Likeness;
import org.oneway.cli.history.Recording;
import org.oneway.cli.json.Answer;
import org.oneway.cli.screen.UndoScreen;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.cli.work.Journals;
import org.oneway.cli.work.TakingBack;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.undo.UndoListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway undo}. */
@Command(
    name = "undo",
    sortOptions = false,
    description = {
      "Takes back what a run did to the target: what it overwrote or deleted returns, what it made"
          + " goes. What was changed since stays as it is."
    },
    footer = {
      "  oneway undo 2026-11-22-0614 --dry-run       what would go back",
      "  oneway undo 2026-11-22-0614 --only \"Ada\"    only what is called so"
    })
final class UndoCommand implements Callable<Integer> {
  @ParentCommand private Root root;

  @Parameters(paramLabel = "RUN", description = "The run, as sync named it when it ended.")
  private String run = "";

  @Option(
      names = "--only",
      paramLabel = "KEY",
      description = "Only the items with this uid, or with this in their names.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--dry-run", description = "Only show what would be done.")
  private boolean dryRun;

  @Mixin private AllowedDeletions allowed = new AllowedDeletions();

  @Override
  public Integer call() {
    Session session = root.session();
    Configuration configuration = session.configuration();
    try (StateStore state =
        dryRun ? session.lookAtState(configuration) : session.openState(configuration, "undo")) {
      return takeBack(session, configuration, state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Integer takeBack(Session session, Configuration configuration, StateStore state)
      throws IOException {
    Journals journals = session.journals(configuration);
    List<Path> kept = journals.of(run);
    if (kept.isEmpty()) {
      throw unknown(session, journals);
    }
    Instant start = session.surroundings().clock().instant();
    String own = session.nextRun(configuration, state, start);
    UndoScreen screen = new UndoScreen(session.screen(), session.invocation(), run);
    List<TakingBack.Result> results = new ArrayList<>();
    for (Path journal : kept) {
      TakingBack takingBack =
          new TakingBack(
              state,
              configuration.limitsOf(Journals.syncOf(journal)),
              session.surroundings().clock(),
              only);
      results.add(recorded(session, configuration, state, takingBack, journal, own));
    }
    results.forEach(screen::show);
    if (!dryRun) {
      screen.end(own, results);
    }
    Answer answer = new Answer("undo").put("undone", run).takenBack(results);
    return session.end(
        dryRun ? answer : answer.put("run", own),
        ExitCode.worst(results.stream().map(TakingBack.Result::exit).toList()));
  }

  private TakingBack.Result recorded(
      Session session,
      Configuration configuration,
      StateStore state,
      TakingBack takingBack,
      Path journal,
      String own)
      throws IOException {
    Instant begun = session.surroundings().clock().instant();
    SyncState sync = state.sync(Journals.syncOf(journal));
    try (Recording recording =
        dryRun
            ? session.planning(sync.name())
            : session.recording(configuration, own, sync.name())) {
      ObjectNode setting = session.setting("undo", own, begun).put("undone", run);
      sync.sides().ifPresent(sides -> recording.begin(sides, setting));
      recording.events().folders(sync.folders());
      TakingBack.Result result =
          one(session, configuration, takingBack, journal, own, recording.events());
      if (dryRun || result.held().isPresent()) {
        recording.discard();
      } else {
        recording.end(
            result.record().orElseGet(() -> failed(own, sync.name(), begun, result)),
            result.troubles());
      }
      session.check(recording);
      return result;
    }
  }

  private static RunRecord failed(
      String own, String sync, Instant begun, TakingBack.Result result) {
    return new RunRecord(
        own, sync, begun, Duration.ZERO, result.exit().number(), Map.of(), result.exit().words());
  }

  private TakingBack.Result one(
      Session session,
      Configuration configuration,
      TakingBack takingBack,
      Path journal,
      String own,
      UndoListener listener)
      throws IOException {
    String sync = Journals.syncOf(journal);
    Jobs jobs = new Jobs(session, configuration);
    Troubles troubles = session.troubles();
    try {
      return takingBack.of(
          sync,
          journal,
          name -> jobs.target(jobs.store(name)),
          dryRun ? Optional.empty() : Optional.of(own),
          session.journals(configuration),
          allowed.tokens(),
          listener);
    } catch (StoreException e) {
      session.details(e);
      return TakingBack.Result.failed(sync, troubles.of(e, sync));
    }
  }

  private Refusal unknown(Session session, Journals journals) throws IOException {
    List<String> runs = journals.runs();
    return new Refusal(
        Trouble.of(
            "E-RUN",
            ExitCode.REFUSED,
            "Nothing is kept of a run \""
                + run
                + "\": there was none, it changed nothing, or it"
                + " is more than 30 days ago.",
            runs.isEmpty()
                ? "No run can be undone."
                : Likeness.nearest(run, runs)
                    .map(word -> "Did you mean \"" + word + "\"?")
                    .orElse("The latest that can be undone is " + runs.get(runs.size() - 1) + "."),
            "What is synced:  " + session.invocation().command("status")));
  }
}
