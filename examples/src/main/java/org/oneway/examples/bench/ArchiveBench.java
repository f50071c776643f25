// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Packed archives beside what packs and unpacks files: {@code zip -r} and {@code tar czf} of the
 * same archive's directory, and their extraction. What Oneway writes it also checks, syncs and
 * reads over; what it reads it takes apart, but does not put into files.
 */
public final class ArchiveBench {
  private static final int MEGABYTES = 256;
  private static final int CONTACTS = 100_000;
  private static final int MESSAGES = 20_000;
  private static final int MESSAGE_BYTES = 50_000;
  private static final double PROMISED = 1.5;

  private ArchiveBench() {}

  /**
   * Measures both, or what is named: {@code contacts} or {@code messages}, and how many of them.
   * Fails where a promise is not kept.
   */
  public static void main(String[] arguments) throws IOException {
    List<String> kinds =
        arguments.length == 0 ? List.of("contacts", "messages") : List.of(arguments[0]);
    List<Compared> all = new ArrayList<>();
    try (WorkDirectory work = WorkDirectory.create("archive")) {
      for (String kind : kinds) {
        boolean isContacts = kind.equals("contacts");
        int usual = isContacts ? CONTACTS : MESSAGES;
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : usual;
        // What takes minutes is disturbed less by what lasts seconds.
        int rounds = isContacts ? 3 : 1;
        all.addAll(measure(work.path(), kind, count, isContacts ? 0 : MESSAGE_BYTES, rounds));
      }
    }
    List<String> missed =
        all.stream().filter(one -> one.ratio() > PROMISED).map(Compared::what).toList();
    if (!missed.isEmpty()) {
      System.out.println("More than " + PROMISED + " times as long: " + String.join(", ", missed));
      System.exit(1);
    }
  }

  /** How long Oneway took, and the program that does the same with files. */
  record Compared(String what, Times ours, Times theirs) {
    /** By the clock: the other programs, too, use several processors where they can. */
    double ratio() {
      return (double) ours.elapsed() / Math.max(1, theirs.elapsed());
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%-22s %7.1f s, beside it %7.1f s: %.2f times (of a processor %.1f s and %.1f s: %.2f)",
          what,
          ours.elapsed() / 1e3,
          theirs.elapsed() / 1e3,
          ratio(),
          ours.processor() / 1e3,
          theirs.processor() / 1e3,
          (double) ours.processor() / Math.max(1, theirs.processor()));
    }
  }

  /**
   * Writes and reads as many items in each container, ours and theirs in turns; prints a line for
   * each with the middle of the rounds.
   */
  static List<Compared> measure(Path work, String kind, int count, int bytes, int rounds)
      throws IOException {
    new TimedCommand(work).run(0, run("write", work.resolve(kind), kind, count, bytes));
    List<Compared> all = new ArrayList<>();
    for (String ending : List.of(".zip", ".tar.gz")) {
      List<List<Times>> measured = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        measured.add(round(work, kind, ending, count, bytes));
      }
      all.add(compared("write " + kind + ending, measured, 0));
      all.add(compared("read " + kind + ending, measured, 2));
      all.subList(all.size() - 2, all.size()).forEach(one -> System.out.println(one.line()));
    }
    return all;
  }

  private static Compared compared(String what, List<List<Times>> measured, int first) {
    return new Compared(
        what,
        Median.of(measured.stream().map(times -> times.get(first)).toList()),
        Median.of(measured.stream().map(times -> times.get(first + 1)).toList()));
  }

  /** Our writing, theirs, our reading, theirs. */
  private static List<Times> round(Path work, String kind, String ending, int count, int bytes)
      throws IOException {
    TimedCommand timed = new TimedCommand(work);
    boolean isZip = ending.equals(".zip");
    Path ours = work.resolve(kind + "-ours" + ending);
    Path theirs = work.resolve(kind + "-theirs" + ending);
    Path unpacked = Files.createDirectory(work.resolve(kind + "-unpacked"));
    List<String> pack =
        isZip
            ? List.of("zip", "-qr", theirs.toString(), kind)
            : List.of("tar", "czf", theirs.toString(), kind);
    List<String> unpack =
        isZip
            ? List.of("unzip", "-q", theirs.toString(), "-d", unpacked.toString())
            : List.of("tar", "xzf", theirs.toString(), "-C", unpacked.toString());
    Times packing = timed.run(0, pack);
    Times writing = timed.run(0, run("write", ours, kind, count, bytes));
    Times unpacking = timed.run(0, unpack);
    Times reading = timed.run(0, run("read", ours, kind, count, bytes));
    WorkDirectory.remove(unpacked);
    Files.delete(theirs);
    Files.delete(ours);
    return List.of(writing, packing, reading, unpacking);
  }

  private static List<String> run(String what, Path archive, String kind, int count, int bytes) {
    List<String> arguments =
        List.of(what, archive.toString(), kind, String.valueOf(count), String.valueOf(bytes));
    String program = ArchiveRun.class.getName();
    return what.equals("read")
        ? ChildJvm.readingCommand(MEGABYTES, program, arguments)
        : ChildJvm.command(MEGABYTES, program, arguments);
  }
}
