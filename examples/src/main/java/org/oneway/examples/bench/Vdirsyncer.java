// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The same work done by vdirsyncer. */
final class Vdirsyncer {
  private static final String CONFIG =
      """
      [general]
      status_path = "%s/vdir-status/"
      [pair contacts]
      a = "cards"
      b = "server"
      collections = [["c", "vdir-cards", "contacts"]]
      [storage cards]
      type = "filesystem"
      path = "%s/"
      fileext = ".vcf"
      [storage server]
      type = "carddav"
      url = "%s"
      username = "ada"
      password = "ada"
      """;

  private Vdirsyncer() {}

  /** Times each phase and compares it with ours; says so where it is not installed. */
  static void beside(Path work, Path cards, DelayedBook book, List<Times> ours) throws IOException {
    Optional<Path> program =
        Stream.of(
                Optional.ofNullable(System.getenv("PATH"))
                    .orElse("")
                    .split(Pattern.quote(File.pathSeparator), -1))
            .filter(directory -> !directory.isEmpty())
            .map(directory -> Path.of(directory, "vdirsyncer"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      System.out.println("vdirsyncer is not installed: nothing to compare with");
      return;
    }
    Path copy = Files.createDirectory(work.resolve("vdir-cards"));
    try (Stream<Path> files = Files.list(cards)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
      }
    }
    Path config = work.resolve("vdir.config");
    Files.writeString(config, CONFIG.formatted(work, work, book.home()));
    book.clear();
    TimedCommand vdirsyncer = new TimedCommand(work);
    vdirsyncer.run(
        0, List.of(program.get().toString(), "-c", config.toString(), "discover", "contacts"));
    book.takeCounts();
    phase(
        "first sync",
        vdirsyncer.run(0, List.of(program.get().toString(), "-c", config.toString(), "sync")),
        ours.get(0),
        book);
    phase(
        "nothing changed",
        vdirsyncer.run(0, List.of(program.get().toString(), "-c", config.toString(), "sync")),
        ours.get(1),
        book);
    CarddavBench.change(copy);
    phase(
        "changes",
        vdirsyncer.run(0, List.of(program.get().toString(), "-c", config.toString(), "sync")),
        ours.get(2),
        book);
  }

  private static void phase(String what, Times theirs, Times ours, DelayedBook book) {
    CarddavBench.say("vdirsyncer, " + what, theirs, CarddavBench.counts(book));
    System.out.printf(
        Locale.ROOT,
        "  we are %.2f times as fast%n",
        (double) theirs.elapsed() / Math.max(1, ours.elapsed()));
  }
}
