// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.cli.config.ConfigReader;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.history.HeldState;
import org.oneway.cli.history.Recording;
import org.oneway.cli.history.RunLogs;
import org.oneway.cli.history.StatusFile;
import org.oneway.cli.json.Answer;
import org.oneway.cli.json.JsonText;
import org.oneway.cli.screen.Progress;
import org.oneway.cli.secret.SecretPlace;
import org.oneway.cli.secret.SecretReader;
import org.oneway.cli.secret.Secrets;
import org.oneway.cli.terminal.RunLog;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.cli.work.Backups;
import org.oneway.cli.work.BothSides;
import org.oneway.cli.work.Job;
import org.oneway.cli.work.Journals;
import org.oneway.cli.work.Parts;
import org.oneway.cli.work.PrivateFiles;
import org.oneway.cli.work.Rebuilding;
import org.oneway.cli.work.RunIds;
import org.oneway.cli.work.Runner;
import org.oneway.cli.work.Scratch;
import org.oneway.cli.work.Several;
import org.oneway.cli.work.Verifying;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.store.SecretSource;
import org.oneway.engine.store.Trace;
import org.oneway.state.h2.Recovery;

/** What one call of the command works with. */
final class Session {
  private final Surroundings surroundings;
  private final Parts parts;
  private final String version;
  private final Optional<String> config;
  private final Flags flags;
  private final Screen screen;
  private final Secrets secrets;
  private final Root root;

  /** The options that all commands have. */
  record Flags(
      boolean json,
      boolean jsonLines,
      boolean quiet,
      boolean verbose,
      boolean debug,
      boolean noColor,
      boolean noInput) {}

  Session(
      Surroundings surroundings,
      Parts parts,
      String version,
      Optional<String> config,
      Flags flags,
      Secrets secrets,
      Root root) {
    this.surroundings = surroundings;
    this.parts = parts;
    this.version = version;
    this.config = config;
    this.flags = flags;
    this.secrets = secrets;
    this.root = root;
    boolean isTerminal = surroundings.isTerminal();
    boolean color =
        isTerminal
            && !flags.noColor()
            && surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
    this.screen =
        new Screen(
            surroundings.out(),
            surroundings.err(),
            color,
            isTerminal && !flags.quiet() && !isJson(),
            flags.quiet() || isJson());
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Parts parts() {
    return parts;
  }

  String version() {
    return version;
  }

  Screen screen() {
    return screen;
  }

  /** Where what runs do is written down. */
  RunLog log() {
    return root.log();
  }

  boolean isVerbose() {
    return flags.verbose();
  }

  boolean isJson() {
    return flags.json() || flags.jsonLines();
  }

  /** Whether each thing is an object on a line of its own. */
  boolean isJsonLines() {
    return flags.jsonLines();
  }

  /** Whether only what went wrong is printed. */
  boolean isQuiet() {
    return flags.quiet();
  }

  /** Whether a person is there who may be asked. */
  boolean mayAsk() {
    return surroundings.isTerminal() && !flags.noInput() && !isJson();
  }

  Invocation invocation() {
    return new Invocation(config);
  }

  /** The configuration that the options name, or the usual one. */
  Configuration configuration() {
    Path file = configurationFile();
    Configuration read =
        new ConfigReader(parts.connectors().get(), surroundings, invocation()).read(file);
    root.places(new ConfiguredPlaces(read));
    return read;
  }

  /** Whether there is one. */
  boolean hasConfiguration() {
    return Files.exists(configurationFile());
  }

  private Path configurationFile() {
    return config.map(surroundings::path).orElseGet(this::usualConfiguration);
  }

  /** Says what a failure means, and where in the configuration that stands which it is about. */
  Troubles troubles() {
    return new Troubles(invocation(), List.of(), root.places());
  }

  /** Who is told of each request to a store. */
  Trace trace(String store) {
    return root.trace(store);
  }

  /** A secret of a store, which is fetched when the store asks for it. */
  SecretSource secret(Path directory, String store, String key, SecretPlace place) {
    SecretReader reader =
        new SecretReader(
            surroundings,
            directory,
            mayAsk(),
            question -> {
              screen.ask(question);
              return surroundings.hidden().get();
            });
    return secrets.source(reader, store, key, place);
  }

  private Path usualConfiguration() {
    return Optional.ofNullable(surroundings.environment().get("XDG_CONFIG_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> surroundings.home().resolve(".config"))
        .resolve("oneway/config.toml");
  }

  /** The state, to be written to by {@code command}. */
  StateStore openState(Configuration configuration, String command) {
    Path directory = PrivateFiles.stateDirectory(configuration.state());
    return new HeldState(
        parts
            .states()
            .open(
                directory,
                surroundings.clock(),
                command,
                trouble -> screen.note("Warning: " + trouble.getMessage())),
        new StatusFile(
            directory,
            surroundings.clock(),
            configuration.syncs().stream().map(Configuration.SyncConfig::name).toList()),
        command);
  }

  /** What is done with the state while no run has it. */
  Recovery recovery(Configuration configuration) {
    return new Recovery(configuration.state(), surroundings.clock());
  }

  /** The state, to be looked at. */
  StateStore lookAtState(Configuration configuration) {
    return parts.states().openReadOnly(configuration.state());
  }

  /** A place for a run's disposable files. */
  Scratch scratch(Configuration configuration, String run) {
    try {
      return Scratch.in(PrivateFiles.stateDirectory(configuration.state()), run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a run that begins now is called: as no run that the state or a journal knows. */
  String nextRun(Configuration configuration, StateStore state, Instant start) {
    try {
      Set<String> taken = new HashSet<>(journals(configuration).runs());
      taken.addAll(runLogs(configuration).runs());
      state.runs(1_000).forEach(run -> taken.add(run.id()));
      return RunIds.next(start, surroundings.zone(), taken);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What runs keep of what they overwrite and delete. */
  Journals journals(Configuration configuration) {
    return new Journals(configuration.state());
  }

  /** Who compares both sides of a sync. */
  Verifying verifying(Scratch scratch) {
    return new Verifying(bothSides(scratch));
  }

  /** Who finds out what is to be remembered. */
  Rebuilding rebuilding(Scratch scratch) {
    return new Rebuilding(bothSides(scratch));
  }

  private BothSides bothSides(Scratch scratch) {
    return new BothSides(scratch, surroundings.clock(), troubles(), this::progress);
  }

  /** The logs of runs. */
  RunLogs runLogs(Configuration configuration) {
    return new RunLogs(configuration.state());
  }

  /** Records one sync of a run, and tells its events to a program that asked for them. */
  Recording recording(Configuration configuration, String run, String sync) {
    return runLogs(configuration).record(run, sync, this::tell);
  }

  /** Tells the events of a plan to a program that asked for them. */
  Recording planning(String sync) {
    return RunLogs.planning(sync, this::tell);
  }

  private void tell(ObjectNode event) {
    if (flags.jsonLines()) {
      surroundings.out().println(JsonText.line(event));
    }
  }

  /** What the log of a run says of where and by what it was made. */
  ObjectNode setting(String command, String run, Instant time) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("run", run)
        .put("command", command)
        .put("time", time.toString())
        .put("oneway", version)
        .put("java", System.getProperty("java.version", ""))
        .put("system", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
  }

  /** Says that the log of a run is not whole, if it is not. */
  void check(Recording recording) {
    recording
        .failure()
        .ifPresent(
            failure ->
                screen.note(
                    "The log of this run is not complete: " + Troubles.fileWords(failure) + "."));
  }

  /** Who runs jobs. */
  Runner runner(
      Configuration configuration,
      String run,
      StateStore state,
      Scratch scratch,
      RunListener recorded) {
    Journals journals = journals(configuration);
    surroundings.interrupts().watch();
    return new Runner(
        state,
        scratch,
        surroundings.clock(),
        invocation(),
        troubles(),
        job -> listener(run, job, state, recorded),
        log(),
        sync -> journals.of(run, sync),
        new Backups(
            configuration.state(), run, surroundings.clock().instant(), "Oneway " + version),
        this::details,
        surroundings.interrupts()::isStopRequested);
  }

  private RunListener progress(Job job) {
    return screen.isQuiet()
        ? RunListener.SILENT
        : new Progress(screen, surroundings.clock(), job.name(), surroundings.columns());
  }

  private RunListener listener(String run, Job job, StateStore state, RunListener recorded) {
    List<RunListener> all = new ArrayList<>(List.of(recorded));
    if (state instanceof HeldState held) {
      all.add(held.status().following(run, job.name()));
    }
    all.add(progress(job));
    return new Several(all);
  }

  /** Shows where an error came from, to those who asked. */
  void details(Throwable failure) {
    if (flags.debug()) {
      java.io.StringWriter trace = new java.io.StringWriter();
      failure.printStackTrace(new java.io.PrintWriter(trace));
      trace.toString().lines().forEach(line -> screen.note(line.replace("\t", "    ")));
    }
  }

  /** Answers a program, if it is one that asked; the exit code of the command. */
  Integer end(Answer answer, ExitCode exit) {
    if (isJson()) {
      print(answer.ending(exit));
    }
    return exit.number();
  }

  /** Tells a trouble that ended the command. */
  void fail(Trouble trouble) {
    if (isJson()) {
      print(new Answer("oneway").errors(List.of(trouble)).ending(trouble.exit()));
    } else {
      screen.trouble(trouble);
    }
  }

  private void print(ObjectNode answer) {
    surroundings.out().println(flags.jsonLines() ? JsonText.line(answer) : JsonText.of(answer));
  }
}
