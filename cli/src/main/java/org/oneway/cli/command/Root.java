// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import org.oneway.cli.secret.Secrets;
import org.oneway.cli.terminal.RunLog;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Places;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.cli.work.Parts;
import org.oneway.cli.work.PrivateLog;
import org.oneway.cli.work.RequestLog;
import org.oneway.engine.store.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, with the options that all commands have. */
@Command(
    name = "oneway",
    addMethodSubcommands = false,
    versionProvider = Root.VersionWords.class,
    sortOptions = false,
    sortSynopsis = false,
    synopsisSubcommandLabel = "COMMAND",
    description = "Keeps one store of contacts up to date with another, in one direction.",
    footer = {
      "  oneway plan --config oneway.toml    look first: changes nothing",
      "  oneway sync --config oneway.toml    do it",
      "  oneway doctor                       when something is wrong"
    })
final class Root implements java.util.concurrent.Callable<Integer> {
  private final Surroundings surroundings;
  private final Parts parts;
  private final String version;
  private final Secrets secrets = new Secrets();
  private RunLog log = RunLog.NONE;
  private Optional<RequestLog> requests = Optional.empty();
  private Places places = Places.NONE;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration; without it ~/.config/oneway/config.toml.")
  private Optional<String> config = Optional.empty();

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Answer with one JSON object and nothing else.")
  private boolean json;

  @Option(
      names = "--json-lines",
      scope = ScopeType.INHERIT,
      description = "One JSON object per line for each event; the last is that of --json.")
  private boolean jsonLines;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print only what went wrong.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Print every notice and finding.")
  private boolean verbose;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print where an error came from; log each item.")
  private boolean debug;

  @Option(
      names = "--log-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Append to this file what runs do, each line with its time.")
  private Optional<String> logFile = Optional.empty();

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Append each request to a server, without content and secrets.")
  private Optional<String> trace = Optional.empty();

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "No colours, as with the variable NO_COLOR.")
  private boolean noColor;

  @Option(names = "--no-input", scope = ScopeType.INHERIT, description = "Never ask a question.")
  private boolean noInput;

  @SuppressWarnings("UnusedVariable") // Read by picocli.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help.")
  private boolean help;

  @SuppressWarnings("UnusedVariable") // Read by picocli.
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  private boolean showVersion;

  Root(Surroundings surroundings, Parts parts, String version) {
    this.surroundings = surroundings;
    this.parts = parts;
    this.version = version;
  }

  /** What the options say, as far as they are read. */
  Session session() {
    return new Session(
        surroundings,
        parts,
        version,
        config,
        new Session.Flags(json, jsonLines, quiet, verbose, debug, noColor, noInput),
        secrets,
        this);
  }

  /** Where things stand in the configuration that was read. */
  Places places() {
    return places;
  }

  /** From now on, what fails may be about what stands there. */
  void places(Places known) {
    places = known;
  }

  /** Who is told of each request to a store, by what {@code --trace} names. */
  Trace trace(String store) {
    if (requests.isEmpty() && trace.isPresent()) {
      Path file = surroundings.path(trace.get());
      requests =
          Optional.of(
              new RequestLog(
                  PrivateLog.open(file, "trace", "--trace"),
                  surroundings.clock(),
                  failure ->
                      session()
                          .screen()
                          .note(
                              "The trace is not complete: " + Troubles.fileWords(failure) + ".")));
    }
    return requests.map(log -> log.of(store)).orElse(Trace.NONE);
  }

  /** What {@code --log-file} names. */
  RunLog log() {
    if (log == RunLog.NONE && logFile.isPresent()) {
      log =
          RunLog.to(
              PrivateLog.open(surroundings.path(logFile.get()), "log", "--log-file"),
              surroundings.clock(),
              debug);
    }
    return log;
  }

  /** Writes down what ended the command, where a log can be. */
  void logged(Trouble trouble) {
    try {
      log().info(trouble.what() + " " + trouble.tag());
    } catch (Refusal e) {
      // Of a log that cannot be written the user is told as of any other trouble.
    }
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(surroundings.err());
    return ExitCode.USAGE.number();
  }

  /** The version as it is printed. */
  static final class VersionWords implements IVersionProvider {
    @Spec private CommandSpec spec;

    @Override
    public String[] getVersion() {
      return new String[] {"oneway " + ((Root) spec.root().userObject()).version};
    }
  }
}
