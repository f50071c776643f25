// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.config.Likeness;
import org.oneway.cli.history.LoggedSync;
import org.oneway.cli.history.Past;
import org.oneway.cli.history.PastRun;
import org.oneway.cli.history.RunLogs;
import org.oneway.cli.history.Told;
import org.oneway.cli.report.Material;
import org.oneway.cli.screen.HistoryScreen;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway history}. */
@Command(
    name = "history",
    sortOptions = false,
    description = "Shows the runs there were, or what one of them did.",
    footer = {
      "  oneway history                      the latest runs",
      "  oneway history 2026-11-22-0614      what this one changed, item by item",
      "  oneway history 2026-11-22-0614 --report html --output report.html"
    })
final class HistoryCommand implements Callable<Integer> {
  /** Runs that are drawn beside the one that a report is about. */
  private static final int AROUND = 40;

  private static final int REMEMBERED = 10_000;

  @ParentCommand private Root root;

  @Parameters(
      arity = "0..*",
      paramLabel = "RUN|NAME",
      description = "A run, as sync named it when it ended; or syncs, whose runs are listed.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      description = "List so many runs, 20 without it.")
  private int limit = 20;

  @Option(names = "--all", description = "Show long lists whole.")
  private boolean all;

  @Option(
      names = "--report",
      paramLabel = "FORM",
      converter = ReportForm.Word.class,
      description = "html, json or csv: a report in place of lines on the screen.")
  private Optional<ReportForm> report = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the report goes; without it, or with -, to the standard output.")
  private Optional<String> output = Optional.empty();

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new Refusal(
          Trouble.of(
              "E-USAGE", ExitCode.USAGE, "--limit takes a number from 1, not " + limit + "."));
    }
    Session session = root.session();
    Configuration configuration = session.configuration();
    List<RunRecord> remembered = List.of();
    Optional<StateException> locked = Optional.empty();
    try (StateStore state = session.lookAtState(configuration)) {
      remembered = state.runs(REMEMBERED);
    } catch (StateException e) {
      if (e.kind() != StateException.Kind.LOCKED) {
        throw e;
      }
      locked = Optional.of(e);
    }
    try {
      return show(session, configuration, remembered, locked);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Integer show(
      Session session,
      Configuration configuration,
      List<RunRecord> remembered,
      Optional<StateException> locked)
      throws IOException {
    RunLogs logs = session.runLogs(configuration);
    Optional<Told> told = locked.isPresent() ? Told.of(configuration.state()) : Optional.empty();
    List<RunRecord> known = told.map(Told::runs).orElse(remembered);
    Past past = new Past(known, logs, told.flatMap(Told::run));
    if (locked.isPresent()) {
      if (past.names().isEmpty()) {
        throw locked.get();
      }
      String what = new Troubles(session.invocation()).of(locked.get()).what();
      session.screen().note(told.flatMap(Told::progress).orElse(what));
    }
    Optional<String> run = run(past, configuration, known, session);
    if (run.isEmpty()) {
      Set<String> wanted = Set.copyOf(names);
      List<PastRun> runs = past.latest(limit, sync -> wanted.isEmpty() || wanted.contains(sync));
      return list(session, runs);
    }
    Set<String> wanted = new LinkedHashSet<>(names.subList(1, names.size()));
    List<PastRun> runs =
        past.run(run.get()).stream()
            .filter(r -> wanted.isEmpty() || wanted.contains(r.sync()))
            .toList();
    List<LoggedSync> logged = new ArrayList<>();
    for (PastRun one : runs) {
      logs.of(one.id(), one.sync()).ifPresent(logged::add);
    }
    Set<String> syncs = new LinkedHashSet<>(runs.stream().map(PastRun::sync).toList());
    return details(session, run.get(), runs, logged, past.latest(AROUND, syncs::contains));
  }

  /** The run that is meant; empty where the arguments are names of syncs. */
  private Optional<String> run(
      Past past, Configuration configuration, List<RunRecord> remembered, Session session)
      throws IOException {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<String> runs = past.names();
    Set<String> syncs =
        new LinkedHashSet<>(configuration.syncs().stream().map(SyncConfig::name).toList());
    remembered.forEach(record -> syncs.add(record.sync()));
    List<String> possible = new ArrayList<>(runs);
    possible.addAll(syncs);
    boolean isRun = runs.contains(names.get(0));
    for (String name : names.subList(isRun ? 1 : 0, names.size())) {
      if (!syncs.contains(name)) {
        throw unknown(session, name, possible, runs);
      }
    }
    return isRun ? Optional.of(names.get(0)) : Optional.empty();
  }

  private static Refusal unknown(
      Session session, String name, List<String> possible, List<String> runs) {
    return new Refusal(
        Trouble.of(
            "E-RUN",
            ExitCode.REFUSED,
            "There is no run and no sync \"" + name + "\".",
            Likeness.nearest(name, possible)
                .map(word -> "Did you mean \"" + word + "\"?")
                .orElse(
                    runs.isEmpty()
                        ? "No run is remembered yet."
                        : "The latest run is " + runs.get(runs.size() - 1) + "."),
            "All runs:  " + session.invocation().command("history")));
  }

  private Integer list(Session session, List<PastRun> runs) throws IOException {
    if (report.isPresent() || session.isJson()) {
      return report(session, Optional.empty(), runs, runs, List.of());
    }
    new HistoryScreen(session.screen(), session.invocation(), session.surroundings().zone())
        .list(runs);
    return ExitCode.OK.number();
  }

  private Integer details(
      Session session, String run, List<PastRun> runs, List<LoggedSync> logs, List<PastRun> around)
      throws IOException {
    if (report.isPresent() || session.isJson()) {
      return report(session, Optional.of(run), runs, around, logs);
    }
    HistoryScreen screen =
        new HistoryScreen(session.screen(), session.invocation(), session.surroundings().zone());
    for (PastRun one : runs) {
      Optional<LoggedSync> log =
          logs.stream().filter(logged -> logged.sync().equals(one.sync())).findFirst();
      screen.head(one, log.isPresent());
      if (log.isPresent()) {
        screen.events(log.get(), all || session.isVerbose());
      }
    }
    screen.end(run);
    return ExitCode.OK.number();
  }

  private Integer report(
      Session session,
      Optional<String> run,
      List<PastRun> runs,
      List<PastRun> around,
      List<LoggedSync> logs)
      throws IOException {
    List<String> again = new ArrayList<>(List.of("history"));
    run.ifPresent(again::add);
    again.addAll(List.of("--report", "csv"));
    Material material =
        new Material(
            run,
            runs,
            around,
            logs,
            session.version(),
            session.surroundings().clock().instant(),
            session.surroundings().zone(),
            session.invocation().command(again.toArray(String[]::new)));
    if (report.isEmpty() && output.isEmpty() && session.isJsonLines()) {
      return Reporting.writeLines(session, material);
    }
    return Reporting.write(session, report.orElse(ReportForm.JSON), output, material);
  }
}
