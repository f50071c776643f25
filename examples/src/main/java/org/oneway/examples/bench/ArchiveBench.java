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

  /** Measures both; fails where a promise is not kept. */
  public static void main(String[] arguments) throws IOException {
    List<Compared> all = new ArrayList<>();
    try (WorkDirectory work = WorkDirectory.create("archive")) {
      all.addAll(measure(work.path(), "contacts", CONTACTS, 0));
      all.addAll(measure(work.path(), "messages", MESSAGES, MESSAGE_BYTES));
    }
    if (all.stream().anyMatch(compared -> compared.ratio() > PROMISED)) {
      throw new IllegalStateException("that is more than " + PROMISED + " times as long");
    }
  }

  /** How long Oneway took, and the program that does the same with files. */
  record Compared(String what, Times ours, Times theirs) {
    /** By the processors' time, which tells more on a machine that is busy. */
    double ratio() {
      return (double) ours.processor() / Math.max(1, theirs.processor());
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%-24s %7.1f s, beside it %7.1f s: %.2f times (of a processor %.1f s and %.1f s: %.2f)",
          what,
          ours.elapsed() / 1e3,
          theirs.elapsed() / 1e3,
          (double) ours.elapsed() / Math.max(1, theirs.elapsed()),
          ours.processor() / 1e3,
          theirs.processor() / 1e3,
          ratio());
    }
  }

  /** Writes and reads as many items in each container; prints a line for each. */
  static List<Compared> measure(Path work, String kind, int count, int bytes) throws IOException {
    Path directory = work.resolve(kind);
    TimedCommand timed = new TimedCommand(work);
    timed.run(0, run("write", directory, kind, count, bytes));
    List<Compared> all = new ArrayList<>();
    for (String ending : List.of(".zip", ".tar.gz")) {
      boolean isZip = ending.equals(".zip");
      Path ours = work.resolve(kind + "-ours" + ending);
      Path theirs = work.resolve(kind + "-theirs" + ending);
      Path unpacked = Files.createDirectory(work.resolve(kind + "-unpacked"));
      Times packing =
          timed.run(
              0,
              isZip
                  ? List.of("zip", "-qr", theirs.toString(), kind)
                  : List.of("tar", "czf", theirs.toString(), kind));
      Times writing = timed.run(0, run("write", ours, kind, count, bytes));
      Times unpacking =
          timed.run(
              0,
              isZip
                  ? List.of("unzip", "-q", theirs.toString(), "-d", unpacked.toString())
                  : List.of("tar", "xzf", theirs.toString(), "-C", unpacked.toString()));
      Times reading = timed.run(0, run("read", ours, kind, count, bytes));
      all.add(new Compared("write " + kind + ending, writing, packing));
      all.add(new Compared("read " + kind + ending, reading, unpacking));
      all.subList(all.size() - 2, all.size()).forEach(line -> System.out.println(line.line()));
      WorkDirectory.remove(unpacked);
      Files.delete(theirs);
      Files.delete(ours);
    }
    return all;
  }

  private static List<String> run(String what, Path archive, String kind, int count, int bytes) {
    return ChildJvm.command(
        MEGABYTES,
        ArchiveRun.class.getName(),
        List.of(what, archive.toString(), kind, String.valueOf(count), String.valueOf(bytes)));
  }
}
