// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.cli.command.Oneway;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.cli.work.Parts;

/**
 * Syncs with the configuration that its first argument names, as {@code ./oneway sync} does. Prints
 * the milliseconds that took and those of the processors; with a second argument, also what it did
 * to the files of cards, as {@link SyncedBook.Touched} has it. Fails where the sync does.
 */
final class SyncRun {
  private SyncRun() {}

  public static void main(String[] arguments) throws IOException {
    Path config = Path.of(arguments[0]).toAbsolutePath();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Optional<FileWatch> watch =
        arguments.length > 1 ? Optional.of(FileWatch.start()) : Optional.empty();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      long begin = System.nanoTime();
      int exit = sync(config, out);
      long took = (System.nanoTime() - begin) / 1_000_000;
      long processor = ProcessorTime.milliseconds();
      System.out.println(said.toString(StandardCharsets.UTF_8));
      if (exit != 0) {
        System.exit(exit);
      }
      System.out.printf("%d %d", took, processor);
      if (watch.isPresent()) {
        SyncedBook.Touched touched = watch.get().touched(config.resolveSibling(""), "state");
        System.out.printf(
            " %d %d %d %d",
            touched.read(), touched.often(), touched.bytesRead(), touched.bytesWritten());
      }
      System.out.println();
    }
  }

  private static int sync(Path config, PrintStream out) {
    Surroundings surroundings =
        new Surroundings(
            out,
            out,
            InputStream.nullInputStream(),
            Map.of(),
            config.resolveSibling("home"),
            config.resolveSibling(""),
            InstantSource.system(),
            ZoneOffset.UTC,
            false);
    return Oneway.run(
        List.of("sync", "--config", config.toString()), surroundings, Parts.REAL, "bench");
  }
}
