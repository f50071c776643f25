// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Everything that the command takes from where it runs.
 *
 * @param out where results go
 * @param err where messages and progress go
 * @param in where answers come from
 * @param environment the environment variables
 * @param home the user's own directory
 * @param directory what paths on the command line are relative to
 * @param clock the time
 * @param zone the user's time zone
 * @param isTerminal whether a person sits at it
 * @param hidden reads a line that a person types unseen; empty where none is typed
 * @param columns how wide the terminal is; asked when it is first needed
 * @param interrupts whether to stop
 */
public record Surroundings(
    PrintStream out,
    PrintStream err,
    InputStream in,
    Map<String, String> environment,
    Path home,
    Path directory,
    InstantSource clock,
    ZoneId zone,
    boolean isTerminal,
    Supplier<Optional<char[]>> hidden,
    IntSupplier columns,
    Interrupts interrupts) {
  /** How wide a terminal is of which nobody knows. */
  public static final int USUAL_COLUMNS = 80;

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Surroundings that nobody interrupts and in which nothing can be typed unseen. */
  public Surroundings(
      PrintStream out,
      PrintStream err,
      InputStream in,
      Map<String, String> environment,
      Path home,
      Path directory,
      InstantSource clock,
      ZoneId zone,
      boolean isTerminal) {
    this(
        out,
        err,
        in,
        environment,
        home,
        directory,
        clock,
        zone,
        isTerminal,
        Optional::empty,
        () -> USUAL_COLUMNS,
        Interrupts.NONE);
  }

  /** The path that a user means: relative to the directory, {@code ~} for the home. */
  public Path path(String written) {
    return path(written, directory);
  }

  /** The path that a user means in a file in {@code base}. */
  public Path path(String written, Path base) {
    if (written.equals("~")) {
      return home;
    }
    return written.startsWith("~/")
        ? home.resolve(written.substring(2)).normalize()
        : base.resolve(written).normalize();
  }

  /** A path as a user would write it: {@code ~} for the home. */
  public String shown(Path path) {
    return path.startsWith(home) && !path.equals(home)
        ? "~/" + home.relativize(path)
        : path.toString();
  }
}
