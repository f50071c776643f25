// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How long short calls of the command take, from the start of the launcher to the end of the
 * process, beside a JVM that only prints a word.
 */
public final class StartupBench {
  private static final int MEASUREMENTS = 5;

  /** Beyond a bare JVM, in milliseconds; the others are those of the whole process. */
  private static final int VERSION = 250;

  private static final int STATUS = 500;
  private static final int NOTHING = 700;

  private final Path directory;
  private final TimedCommand command;

  private StartupBench(Path directory) {
    this.directory = directory;
    this.command = new TimedCommand(directory);
  }

  /**
   * One call, measured.
   *
   * @param what as it is printed
   * @param times the median
   * @param allowance in milliseconds by the clock, on a machine that does nothing else; 0 for none
   */
  record Measured(String what, Times times, long allowance) {
    String line() {
      return String.format(
          Locale.ROOT,
          "%-28s %5d ms   %5d ms of a processor   %s",
          what,
          times.elapsed(),
          times.processor(),
          allowance == 0 ? "" : "allowed " + allowance + " ms");
    }
  }

  /** Arguments: the command, and the directory of the example that is synced. */
  public static void main(String[] arguments) throws IOException {
    try (WorkDirectory work = WorkDirectory.create("startup")) {
      measure(Path.of(arguments[0]), Path.of(arguments[1]), work.path(), MEASUREMENTS).stream()
          .map(Measured::line)
          .forEach(System.out::println);
    }
  }

  /**
   * Measures with a copy of the example.
   *
   * @throws IllegalStateException if a call fails
   */
  static List<Measured> measure(Path oneway, Path example, Path work, int times)
      throws IOException {
    for (String file : List.of("oneway.toml", "address-book.vcf")) {
      Files.copy(example.resolve(file), work.resolve(file));
    }
    StartupBench bench = new StartupBench(work);
    List<Measured> measured = new ArrayList<>();
    Times bare = bench.median(times, 0, bench.bareStart());
    measured.add(new Measured("a JVM that prints a word", bare, 0));
    String name = oneway.toString();
    measured.add(
        new Measured(
            "oneway --version",
            bench.median(times, 0, List.of(name, "--version")),
            bare.elapsed() + VERSION));
    // The first fills the target; the second reads what was written too shortly before to be
    // trusted; 2 says that some cards of the example are broken.
    List<String> sync = List.of(name, "sync", "--config", "oneway.toml");
    bench.command.run(2, sync);
    bench.command.run(2, sync);
    measured.add(
        new Measured(
            "oneway status",
            bench.median(times, 0, List.of(name, "status", "--config", "oneway.toml")),
            STATUS));
    measured.add(new Measured("oneway sync, no change", bench.median(times, 2, sync), NOTHING));
    return measured;
  }

  /** From a directory with one class in it, as one would start the smallest program. */
  private List<String> bareStart() throws IOException {
    String file = BareStart.class.getName().replace('.', '/') + ".class";
    Path copy = directory.resolve("bare").resolve(file);
    Files.createDirectories(copy.getParent());
    try (InputStream bytes = BareStart.class.getResourceAsStream("BareStart.class")) {
      Files.copy(Objects.requireNonNull(bytes), copy);
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-Xshare:auto",
        "-cp",
        directory.resolve("bare").toString(),
        BareStart.class.getName());
  }

  private Times median(int times, int exit, List<String> arguments) throws IOException {
    List<Times> measured = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      measured.add(command.run(exit, arguments));
    }
    return Median.of(measured);
  }
}
