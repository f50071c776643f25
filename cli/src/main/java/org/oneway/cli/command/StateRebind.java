// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.json.Answer;
import org.oneway.cli.json.RebuildJson;
import org.oneway.cli.screen.RebuildScreen;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.work.Rebuilding;
import org.oneway.cli.work.Scratch;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway state rebind}. */
@Command(
    name = "rebind",
    sortOptions = false,
    description = {
      "Takes the stores that the configuration now gives a sync as its own, where they are others"
          + " than it knew (exit 7). Shows first what that means. Writes to no store."
    },
    footer = {
      "  oneway state rebind contacts          look, and answer yes or no",
      "  oneway state rebind contacts --yes    without being asked"
    })
final class StateRebind implements Callable<Integer> {
  @ParentCommand private StateCommand parent;

  @Parameters(paramLabel = "NAME", description = "The sync.")
  private String name = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  /** What the user was shown, and said. */
  private Optional<Boolean> wanted = Optional.empty();

  @Override
  public Integer call() {
    Session session = parent.session();
    Configuration configuration = session.configuration();
    SyncConfig sync = new Jobs(session, configuration).named(List.of(name)).get(0);
    try (StateStore state = session.openState(configuration, "state rebind");
        Scratch scratch = session.scratch(configuration, "rebind")) {
      return rebind(session, configuration, sync, state, scratch);
    } catch (StoreException e) {
      session.details(e);
      throw new Refusal(session.troubles().of(e, ""), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Integer rebind(
      Session session,
      Configuration configuration,
      SyncConfig sync,
      StateStore state,
      Scratch scratch)
      throws StoreException, IOException {
    SyncState remembered = state.sync(sync.name());
    if (remembered.sides().isEmpty()) {
      throw new Refusal(
          Trouble.of(
              "E-NAME",
              ExitCode.REFUSED,
              "Sync \"" + name + "\" never ran, so it knows no store.",
              "What it would do:  " + session.invocation().command("plan", name)));
    }
    Instant start = session.surroundings().clock().instant();
    String run = session.nextRun(configuration, state, start);
    RebuildScreen screen = new RebuildScreen(session.screen(), session.invocation());
    Optional<Rebuilding.Change> change =
        session
            .rebuilding(scratch)
            .rebind(
                new Jobs(session, configuration).job(sync, Optional.empty(), false),
                remembered,
                run,
                found -> isWanted(session, screen, found));
    Answer answer = new Answer("state rebind");
    if (change.isEmpty()) {
      session.screen().line(name + " has the stores that it knows. Nothing to do.");
      return session.end(answer, ExitCode.OK);
    }
    answer.put("change", RebuildJson.of(change.get()));
    List<Trouble> troubles = change.get().anew().map(Rebuilding.Result::troubles).orElse(List.of());
    if (!troubles.isEmpty()) {
      screen.show(name, change.get());
      session.screen().line("Nothing was changed.");
      return session.end(
          answer.errors(troubles), ExitCode.worst(troubles.stream().map(Trouble::exit).toList()));
    }
    if (wanted.orElse(false)) {
      session
          .screen()
          .line(
              "No store was changed. What a sync would do now:  "
                  + session.invocation().command("plan", name));
      return session.end(answer, ExitCode.OK);
    }
    session
        .screen()
        .line(
            "Nothing was changed. To do it:  "
                + session.invocation().command("state", "rebind", name, "--yes"));
    return session.end(answer, session.mayAsk() ? ExitCode.INTERRUPTED : ExitCode.IDENTITY);
  }

  private boolean isWanted(Session session, RebuildScreen screen, Rebuilding.Change change)
      throws IOException {
    screen.show(name, change);
    boolean answer = yes;
    if (!yes && session.mayAsk()) {
      session.screen().ask("Take these stores? [y/N]");
      session.surroundings().interrupts().whileAsking(true);
      String typed =
          new BufferedReader(
                  new InputStreamReader(session.surroundings().in(), StandardCharsets.UTF_8))
              .readLine();
      session.surroundings().interrupts().whileAsking(false);
      answer = typed != null && typed.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
    wanted = Optional.of(answer);
    return answer;
  }
}
