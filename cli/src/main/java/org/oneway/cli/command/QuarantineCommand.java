// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Likeness;
import org.oneway.cli.history.Told;
import org.oneway.cli.json.Answer;
import org.oneway.cli.screen.QuarantineScreen;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.cli.work.Waiting;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway quarantine}: what is not settled. */
@Command(
    name = "quarantine",
    sortOptions = false,
    synopsisSubcommandLabel = "[list|show|retry|ignore]",
    description = "Shows the items that could not be synced, and says which of them not to count.",
    footer = {
      "  oneway quarantine list            what could not be synced, and why",
      "  oneway quarantine show c-7f2      all that is known of one",
      "  oneway quarantine ignore c-7f2    no longer count it"
    })
final class QuarantineCommand implements Callable<Integer> {
  @ParentCommand private Root root;

  @Override
  public Integer call() {
    return list(root.session());
  }

  private static Integer list(Session session) {
    Configuration configuration = session.configuration();
    try (StateStore state = session.lookAtState(configuration)) {
      List<Waiting> all = Waiting.all(state);
      screen(session).list(all, session.surroundings().clock().instant());
      return session.end(new Answer("quarantine list").pending(all), ExitCode.OK);
    } catch (StateException e) {
      Optional<Told> told =
          e.kind() == StateException.Kind.LOCKED
              ? Told.of(configuration.state())
              : Optional.empty();
      if (told.isEmpty()) {
        throw e;
      }
      session
          .screen()
          .note(told.get().progress().orElse(new Troubles(session.invocation()).of(e).what()));
      List<Waiting> all = told.get().pending();
      screen(session).list(all, session.surroundings().clock().instant());
      return session.end(new Answer("quarantine list").pending(all), ExitCode.OK);
    }
  }

  private static QuarantineScreen screen(Session session) {
    return new QuarantineScreen(
        session.screen(), session.invocation(), session.surroundings().zone());
  }

  /** Those with these ids. An id that is not there refuses all. */
  private static List<Waiting> named(Session session, StateStore state, List<String> ids) {
    List<Waiting> all = Waiting.all(state);
    List<Waiting> named = new ArrayList<>();
    for (String id : ids) {
      List<Waiting> found = all.stream().filter(w -> w.pending().id().equals(id)).toList();
      if (found.isEmpty()) {
        throw new Refusal(
            Trouble.of(
                "E-NAME",
                ExitCode.REFUSED,
                "Nothing with the id \"" + id + "\" is quarantined.",
                Likeness.nearest(id, all.stream().map(w -> w.pending().id()).toList())
                    .map(word -> "Did you mean \"" + word + "\"?")
                    .orElse(""),
                "All:  " + session.invocation().command("quarantine", "list")));
      }
      named.addAll(found);
    }
    return named;
  }

  private static Integer mark(
      Session session, String command, List<String> ids, boolean ignored, String words) {
    Configuration configuration = session.configuration();
    try (StateStore state = session.openState(configuration, command)) {
      List<Waiting> marked = new ArrayList<>();
      for (Waiting waiting : ids.isEmpty() ? Waiting.all(state) : named(session, state, ids)) {
        Pending changed = marked(waiting.pending(), ignored);
        state.sync(waiting.sync()).commit(List.of(new StateChange.PutPending(changed)));
        marked.add(new Waiting(waiting.sync(), changed));
        session.screen().line(changed.id() + "  \"" + changed.title() + "\" " + words);
      }
      if (marked.isEmpty()) {
        session.screen().line("Nothing is quarantined.");
      } else if (!ignored) {
        session
            .screen()
            .line(
                "To try now:  "
                    + session
                        .invocation()
                        .command(
                            Stream.concat(Stream.of("sync"), syncs(configuration, marked).stream())
                                .toArray(String[]::new)));
      }
      return session.end(new Answer(command).pending(marked), ExitCode.OK);
    }
  }

  private static List<String> syncs(Configuration configuration, List<Waiting> marked) {
    return marked.stream()
        .map(Waiting::sync)
        .distinct()
        .filter(name -> configuration.sync(name).isPresent())
        .toList();
  }

  private static Pending marked(Pending pending, boolean ignored) {
    return new Pending(
        pending.id(),
        pending.scope(),
        pending.reference(),
        pending.title(),
        pending.reason(),
        pending.finding(),
        pending.since(),
        pending.attempts(),
        ignored);
  }

  /** {@code oneway quarantine list}. */
  @Command(
      name = "list",
      description = "Lists all.",
      footer = {"  oneway quarantine list", "  oneway quarantine list --json     for programs"})
  static final class ListAll implements Callable<Integer> {
    @ParentCommand private QuarantineCommand parent;

    @Override
    public Integer call() {
      return list(parent.root.session());
    }
  }

  /** {@code oneway quarantine show}. */
  @Command(
      name = "show",
      description = "Shows all that is known of some.",
      footer = {"  oneway quarantine show c-7f2", "  oneway quarantine show c-7f2 c-81a --json"})
  static final class Show implements Callable<Integer> {
    @ParentCommand private QuarantineCommand parent;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "As list shows it.")
    private List<String> ids = new ArrayList<>();

    @Override
    public Integer call() {
      Session session = parent.root.session();
      try (StateStore state = session.lookAtState(session.configuration())) {
        List<Waiting> named = named(session, state, ids);
        named.forEach(screen(session)::show);
        return session.end(new Answer("quarantine show").pending(named), ExitCode.OK);
      }
    }
  }

  /** {@code oneway quarantine retry}. */
  @Command(
      name = "retry",
      description = "Counts them again. Each run tries every item that is not settled.",
      footer = {
        "  oneway quarantine retry           count all again",
        "  oneway quarantine retry c-7f2"
      })
  static final class Retry implements Callable<Integer> {
    @ParentCommand private QuarantineCommand parent;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "As list shows it; without: all.")
    private List<String> ids = new ArrayList<>();

    @Override
    public Integer call() {
      return mark(
          parent.root.session(), "quarantine retry", ids, false, "will be tried in the next run.");
    }
  }

  /** {@code oneway quarantine ignore}. */
  @Command(
      name = "ignore",
      description = "No longer counts them: a run ends with 0 in spite of them.",
      footer = {"  oneway quarantine ignore c-7f2", "  oneway quarantine ignore c-7f2 c-81a"})
  static final class Ignore implements Callable<Integer> {
    @ParentCommand private QuarantineCommand parent;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "As list shows it.")
    private List<String> ids = new ArrayList<>();

    @Override
    public Integer call() {
      return mark(parent.root.session(), "quarantine ignore", ids, true, "no longer counts.");
    }
  }
}
