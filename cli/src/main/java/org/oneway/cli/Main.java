// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.cli.command.Oneway;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.cli.work.Parts;

/** The {@code oneway} command. */
public final class Main {
  private Main() {}

  /** Does what the arguments say, and exits. */
  public static void main(String[] arguments) {
    PrintStream out = stream(FileDescriptor.out);
    // Asked for often, by scripts; nothing is loaded for it.
    if (arguments.length == 1 && Set.of("--version", "-V").contains(arguments[0])) {
      out.println("oneway " + Version.current());
      out.flush();
      return;
    }
    PrintStream err = stream(FileDescriptor.err);
    int exit =
        Oneway.run(List.of(arguments), surroundings(out, err), Parts.REAL, Version.current());
    out.flush();
    err.flush();
    System.exit(exit);
  }

  /** UTF-8 whatever the locale; each line is there when it is printed, in the order of both. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
  }

  private static Surroundings surroundings(PrintStream out, PrintStream err) {
    return new Surroundings(
        out,
        err,
        System.in,
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        Path.of("").toAbsolutePath(),
        InstantSource.system(),
        ZoneId.systemDefault(),
        isTerminal(),
        () -> Optional.ofNullable(System.console()).map(Console::readPassword),
        () -> TerminalWidth.of(System.getenv()),
        new Signals(err));
  }

  /** From Java 22 on there is a console without a terminal too; it then says so itself. */
  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Main::isTerminal).isPresent();
  }

  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
