// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.oneway.cli.command.Oneway;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.cli.work.Parts;

/**
 * The {@code oneway} at the root of the project, called in a directory. It builds itself first
 * where it has to.
 *
 * @param options go to the JVM
 */
record Command(Path directory, List<String> options) {
  private static final Path LAUNCHER = Path.of("../oneway").toAbsolutePath().normalize();

  /**
   * What a call left.
   *
   * @param text all that was printed, errors too
   */
  record Answer(int exit, String text) {
    long lines() {
      return text.lines().count();
    }
  }

  static Command in(Path directory) {
    return new Command(directory, List.of());
  }

  Command with(String... more) {
    return new Command(directory, Stream.concat(options.stream(), Stream.of(more)).toList());
  }

  /** Calls it and waits for its end. */
  Answer run(String... arguments) {
    List<String> words = new ArrayList<>(List.of(LAUNCHER.toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("ONEWAY_JAVA_OPTS", String.join(" ", options));
    builder.environment().put("NO_COLOR", "1");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .replaceFirst("^Building Oneway.*\\R", "");
      return new Answer(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Does in this JVM what the command would do. */
  Answer runHere(String... arguments) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            out,
            out,
            InputStream.nullInputStream(),
            Map.of(),
            directory.resolve("home"),
            directory,
            InstantSource.system(),
            ZoneOffset.UTC,
            false);
    int exit = Oneway.run(List.of(arguments), surroundings, Parts.REAL, "0");
    return new Answer(exit, text.toString(StandardCharsets.UTF_8));
  }
}
