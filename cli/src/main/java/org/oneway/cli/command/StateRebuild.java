// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.json.Answer;
import org.oneway.cli.json.RebuildJson;
import org.oneway.cli.screen.RebuildScreen;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.cli.work.Rebuilding;
import org.oneway.cli.work.Scratch;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code oneway state rebuild}. */
@Command(
    name = "rebuild",
    sortOptions = false,
    description = {
      "Finds out again what is remembered, from what both stores of each sync hold, where it is lost"
          + " or damaged. Writes to no store. A damaged file is put aside, not deleted."
    },
    footer = {
      "  oneway state rebuild --dry-run    what would be found",
      "  oneway state rebuild              remember it"
    })
final class StateRebuild implements Callable<Integer> {
  @ParentCommand private StateCommand parent;

  @Mixin private NamedSyncs named = new NamedSyncs();

  @Option(names = "--dry-run", description = "Only show what would be found.")
  private boolean dryRun;

  @Override
  public Integer call() {
    Session session = parent.session();
    Configuration configuration = session.configuration();
    List<SyncConfig> syncs = named.of(new Jobs(session, configuration));
    Optional<StateException> damage = session.recovery(configuration).damage();
    Answer answer = new Answer("state rebuild");
    if (damage.isPresent()) {
      session.details(damage.get());
      session.screen().line(String.valueOf(damage.get().getMessage()));
    }
    if (damage.isPresent() && !dryRun) {
      Optional<Path> aside = session.recovery(configuration).beginAnew();
      aside.ifPresent(
          path -> {
            session
                .screen()
                .line(
                    "It is kept as " + session.surroundings().shown(path) + "; a new one begins.");
            answer.put("damaged", path.toString());
          });
    }
    try (Scratch scratch = session.scratch(configuration, "rebuild");
        StateStore state = state(session, configuration, damage.isPresent(), scratch)) {
      return rebuild(session, configuration, syncs, state, scratch, answer);
    }
  }

  /** To look only, one that is damaged is as good as none. */
  private StateStore state(
      Session session, Configuration configuration, boolean damaged, Scratch scratch) {
    if (!dryRun) {
      return session.openState(configuration, "state rebuild");
    }
    return damaged
        ? session.parts().states().openReadOnly(scratch.folder())
        : session.lookAtState(configuration);
  }

  private Integer rebuild(
      Session session,
      Configuration configuration,
      List<SyncConfig> syncs,
      StateStore state,
      Scratch scratch,
      Answer answer) {
    Instant start = session.surroundings().clock().instant();
    Optional<String> run =
        dryRun ? Optional.empty() : Optional.of(session.nextRun(configuration, state, start));
    Jobs jobs = new Jobs(session, configuration);
    Troubles troubles = session.troubles();
    RebuildScreen screen = new RebuildScreen(session.screen(), session.invocation());
    Rebuilding rebuilding = session.rebuilding(scratch);
    List<ExitCode> exits = new ArrayList<>();
    List<Rebuilding.Result> results = new ArrayList<>();
    List<Trouble> told = new ArrayList<>();
    for (SyncConfig sync : syncs) {
      try {
        Rebuilding.Result result =
            rebuilding.rebuild(
                jobs.job(sync, Optional.empty(), false), state.sync(sync.name()), run);
        screen.show(result);
        results.add(result);
        told.addAll(result.troubles());
        exits.add(result.exit());
      } catch (StoreException e) {
        session.details(e);
        Trouble trouble = troubles.of(e, sync.name());
        told.add(trouble);
        exits.add(trouble.exit());
        if (!session.isJson()) {
          session.screen().trouble(trouble);
        }
      }
    }
    screen.end(dryRun);
    run.ifPresent(id -> answer.put("run", id));
    return session.end(
        answer.put("syncs", RebuildJson.of(results)).errors(told), ExitCode.worst(exits));
  }
}
