// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A sync of many contacts that is killed at random moments, from the start of the process to its
 * end, over one growing state. The source is edited before each run. After each kill the state must
 * open, and must know all that it had acknowledged and all that was written; at the end the target
 * must be, byte for byte, what a sync makes that nobody disturbed.
 */
public final class KillBench {
  private static final int CONTACTS = 5_000;
  private static final int KILLS = 100;

  /** Of a killed process, as a shell tells it. */
  private static final int KILLED = 137;

  private final Path oneway;
  private final Path root;
  private final Random random;
  private final EditedBook book;

  /** Kills come up to so many milliseconds after the start; finds its length by itself. */
  private double window = 3_000;

  /**
   * What came of it.
   *
   * @param differences what {@code diff -r} says, a line each
   */
  record Result(int kills, List<String> differences) {}

  private KillBench(Path oneway, Path root, long seed, int contacts) {
    this.oneway = oneway;
    this.root = root;
    this.random = new Random(seed);
    this.book = new EditedBook(root.resolve("book.vcf"), contacts, random);
  }

  /** Arguments: the command to kill, how often, and the seed; the last two may be left out. */
  public static void main(String[] arguments) throws IOException {
    Path oneway = Path.of(arguments[0]);
    int kills = arguments.length > 1 ? Integer.parseInt(arguments[1]) : KILLS;
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
    try (WorkDirectory work = WorkDirectory.create("kills")) {
      Result result = run(oneway, work.path(), kills, CONTACTS, seed);
      result.differences().forEach(System.out::println);
      System.out.printf("%d kills, %d differences%n", kills, result.differences().size());
      if (!result.differences().isEmpty()) {
        System.exit(1);
      }
    }
  }

  /**
   * Kills so often, in a directory for all that it makes.
   *
   * @throws IllegalStateException if a run fails, or something that was acknowledged is missing
   */
  static Result run(Path oneway, Path root, int kills, int contacts, long seed) throws IOException {
    System.out.printf("%d contacts, %d kills, seed %d%n", contacts, kills, seed);
    return new KillBench(oneway, root, seed, contacts).run(kills);
  }

  private Result run(int kills) throws IOException {
    Path disturbed = place("disturbed");
    Survivors survivors = new Survivors(disturbed);
    int done = 0;
    int ended = 0;
    while (done < kills) {
      book.edit();
      if (isKilled(disturbed)) {
        done++;
      } else {
        ended++;
      }
      survivors.check(book.uids());
    }
    end(disturbed);
    survivors.check(book.uids());
    Path undisturbed = place("undisturbed");
    end(undisturbed);
    System.out.printf(
        "%d runs ended before they were killed; the state has %,d pairings and %,d KB%n",
        ended, survivors.pairings(), Files.size(disturbed.resolve("state/state.mv.db")) / 1024);
    return new Result(done, differences(disturbed, undisturbed));
  }

  private Path place(String name) throws IOException {
    Path place = Files.createDirectory(root.resolve(name));
    Files.writeString(
        place.resolve("oneway.toml"), SyncedBook.config("../book.vcf") + "max-delete = \"100%\"\n");
    return place;
  }

  private boolean isKilled(Path place) throws IOException {
    Path said = place.resolve("said");
    Process process = sync(place, said);
    if (ends(process, (long) (random.nextDouble() * window))) {
      window *= 0.8;
      require(process.exitValue() == 0, said);
      return false;
    }
    // The launcher has become the JVM by now, or else has started nothing yet.
    process.destroyForcibly();
    require(ends(process, TimeUnit.MINUTES.toMillis(1)), said);
    window *= 1.05;
    require(process.exitValue() == KILLED || process.exitValue() == 0, said);
    return process.exitValue() == KILLED;
  }

  private void end(Path place) throws IOException {
    Path said = place.resolve("said");
    Process process = sync(place, said);
    require(ends(process, TimeUnit.MINUTES.toMillis(10)) && process.exitValue() == 0, said);
  }

  private Process sync(Path place, Path said) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                oneway.toString(), "sync", "--config", place.resolve("oneway.toml").toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("ONEWAY_NO_BUILD", "1");
    return builder.start();
  }

  private static boolean ends(Process process, long milliseconds) {
    try {
      return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void require(boolean isSo, Path said) throws IOException {
    if (!isSo) {
      throw new IllegalStateException("a run failed:\n" + Files.readString(said));
    }
  }

  private static List<String> differences(Path disturbed, Path undisturbed) throws IOException {
    Process diff =
        new ProcessBuilder(
                "diff",
                "-rq",
                disturbed.resolve("folder").toString(),
                undisturbed.resolve("folder").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(diff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!ends(diff, TimeUnit.MINUTES.toMillis(1)) || diff.exitValue() > 1) {
      throw new IllegalStateException("diff failed: " + said);
    }
    return said.lines().toList();
  }
}
