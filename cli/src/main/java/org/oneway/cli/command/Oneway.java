// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.work.Parts;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole. */
public final class Oneway {
  private Oneway() {}

  /**
   * Does what {@code arguments} say.
   *
   * @return the exit code
   */
  public static int run(
      List<String> arguments, Surroundings surroundings, Parts parts, String version) {
    if (arguments.size() > 1 && arguments.get(0).equals("help")) {
      List<String> asked = new ArrayList<>(arguments.subList(1, arguments.size()));
      if (Commands.knows(asked.get(0))) {
        asked.add("--help");
      }
      return run(asked, surroundings, parts, version);
    }
    String[] words = arguments.toArray(String[]::new);
    Root root = new Root(surroundings, parts, version);
    CommandLine line = prepared(Commands.among(arguments, root), root, surroundings);
    // Which word was meant, only those can say that know all.
    line.setParameterExceptionHandler((e, unused) -> whole(surroundings, parts, version, words));
    try {
      return line.execute(words);
    } catch (OutOfMemoryError | StackOverflowError e) {
      return told(root, e);
    }
  }

  private static int whole(Surroundings surroundings, Parts parts, String version, String[] words) {
    Root root = new Root(surroundings, parts, version);
    CommandLine line = prepared(Commands.all(root), root, surroundings);
    line.setParameterExceptionHandler((e, unused) -> refused(root, e));
    return line.execute(words);
  }

  /** All commands with their options, to be described; they are not for being called. */
  public static CommandLine model() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Path here = Path.of("");
    Surroundings none =
        new Surroundings(
            nowhere,
            nowhere,
            InputStream.nullInputStream(),
            Map.of(),
            here,
            here,
            InstantSource.system(),
            ZoneOffset.UTC,
            false);
    return Examples.first(Commands.all(new Root(none, Parts.REAL, "")));
  }

  private static CommandLine prepared(CommandLine line, Root root, Surroundings surroundings) {
    Examples.first(line);
    line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    line.setExpandAtFiles(false);
    line.setUsageHelpAutoWidth(false);
    line.setExecutionExceptionHandler(failed(root));
    return line;
  }

  private static int told(Root root, Throwable failure) {
    Session session = root.session();
    session.details(failure);
    Trouble trouble = session.troubles().ofAny(failure, "");
    session.fail(trouble);
    root.logged(trouble);
    return trouble.exit().number();
  }

  private static int refused(Root root, ParameterException e) {
    List<String> likely =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    root.session()
        .fail(
            Trouble.of(
                "E-USAGE",
                ExitCode.USAGE,
                sentence(e),
                likely.isEmpty() ? "" : "Did you mean \"" + likely.get(0) + "\"?",
                "How it is used:  " + help));
    return ExitCode.USAGE.number();
  }

  private static String sentence(ParameterException e) {
    String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("Wrong usage");
    return text.endsWith("?") || text.endsWith(".") ? text : text + ".";
  }

  private static IExecutionExceptionHandler failed(Root root) {
    return (e, line, parsed) -> told(root, e);
  }
}
