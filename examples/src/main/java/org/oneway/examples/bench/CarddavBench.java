// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a sync of two thousand contacts from a directory to a CardDAV server costs whose answers
 * take 20 ms longer: beside the same with one request at a time, beside a loop that puts the same
 * cards and does nothing else, and beside vdirsyncer where it is installed.
 */
public final class CarddavBench {
  private static final int COUNT = 2_000;
  private static final int CHANGES = 20;
  private static final int CONNECTIONS = 5;
  private static final int MEGABYTES = 256;
  private static final Duration DELAY = Duration.ofMillis(20);

  private CarddavBench() {}

  /** Measures; its argument is the command. */
  public static void main(String[] arguments) throws IOException {
    measure(Path.of(arguments[0]), COUNT, DELAY);
  }

  /** Measures with so many contacts. */
  static void measure(Path oneway, int count, Duration delay) throws IOException {
    try (WorkDirectory work = WorkDirectory.create("carddav");
        DelayedBook book = DelayedBook.start(delay)) {
      Path cards = work.path().resolve("cards");
      CardBook.inDirectory(count, cards);
      Times bare = bare(work.path(), cards, book, count);
      book.clear();
      Times oneByOne = sync(oneway, work.path(), "one", book, 1, count);
      book.clear();
      Times first = sync(oneway, work.path(), "many", book, CONNECTIONS, count);
      say("a loop of PUTs, " + CONNECTIONS + " connections", bare, "");
      say("first sync, 1 connection", oneByOne, counts(book));
      say("first sync, " + CONNECTIONS + " connections", first, "");
      System.out.printf(
          Locale.ROOT,
          "  %.2f times as fast as one request at a time (at least 4 are promised),"
              + " %.2f times as long as the loop (at most 1.25)%n",
          ratio(oneByOne, first),
          ratio(first, bare));
      Times quiet = sync(oneway, work.path(), "many", book, CONNECTIONS, count);
      say("nothing changed", quiet, counts(book));
      change(cards);
      Times changed = sync(oneway, work.path(), "many", book, CONNECTIONS, count);
      say(CHANGES + " changed", changed, counts(book));
      Vdirsyncer.beside(work.path(), cards, book, List.of(first, quiet, changed));
    }
  }

  private static double ratio(Times one, Times other) {
    return (double) one.elapsed() / Math.max(1, other.elapsed());
  }

  static void say(String what, Times times, String counts) {
    System.out.printf(
        Locale.ROOT,
        "%-34s %7.2f s   (%.2f s of a processor)%s%n",
        what,
        times.elapsed() / 1e3,
        times.processor() / 1e3,
        counts);
  }

  static String counts(DelayedBook book) {
    int[] counts = book.takeCounts();
    return "   %d requests that write, %d others".formatted(counts[0], counts[1]);
  }

  private static Times bare(Path work, Path cards, DelayedBook book, int count) throws IOException {
    List<String> loop =
        List.of(cards.toString(), book.book().toString(), String.valueOf(CONNECTIONS));
    Times times =
        new TimedCommand(work).run(0, ChildJvm.command(MEGABYTES, BarePuts.class.getName(), loop));
    requireAll(book, count);
    return times;
  }

  private static Times sync(
      Path oneway, Path work, String name, DelayedBook book, int connections, int count)
      throws IOException {
    Path config = work.resolve(name + ".toml");
    Files.writeString(
        config,
        """
        version = 1
        state = "state-%s"
        [store.cards]
        type = "vcard"
        path = "cards"
        [store.server]
        type = "carddav"
        url = "%s"
        limits.connections = %d
        [sync.contacts]
        from = "cards"
        to = "server"
        """
            .formatted(name, book.home(), connections));
    Times times =
        new TimedCommand(work)
            .run(0, List.of(oneway.toString(), "sync", "--config", config.toString()));
    requireAll(book, count);
    return times;
  }

  private static void requireAll(DelayedBook book, int count) {
    if (book.size() != count) {
      throw new IllegalStateException("of %d contacts %d are there".formatted(count, book.size()));
    }
  }

  /** Edits the first cards, as a user would. */
  static void change(Path cards) throws IOException {
    try (Stream<Path> files = Files.list(cards)) {
      for (Path file : files.sorted().limit(CHANGES).toList()) {
        String text = Files.readString(file);
        Files.writeString(
            file, text.replaceFirst("TITLE:[^\r]*", "TITLE:Changed " + System.nanoTime()));
      }
    }
  }
}
