// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.oneway.cli.real.Command.Answer;
import org.oneway.cli.real.halting.HaltingProvider;

/**
 * A program of its own, on a {@link HaltingProvider}: a mixed sync in which something that is done
 * with a file fails, once, and then from there on; each is run again on sound files. It prints what
 * went wrong, and a last line that says how many were tried.
 */
final class FailingSyncs {
  /** How a line ends that names a trouble. */
  private static final Pattern CODE = Pattern.compile("\\[E-[A-Z-]+, exit (\\d+)\\]");

  /** Where nothing failed. */
  static final String CLEAN = "clean";

  /** How a line begins that names a place which has still to be judged. */
  static final String LATER = "later: ";

  private final MixedSync mixed;
  private final List<String> operations;
  private final CleanSync clean;
  private final List<String> faults = new ArrayList<>();
  private int failed;

  private FailingSyncs(MixedSync mixed, Path log) throws IOException {
    this.mixed = mixed;
    Path place = mixed.again(CLEAN);
    System.setProperty(HaltingProvider.FAILING_LOG, log.toString());
    System.setProperty(HaltingProvider.FAILING_BELOW, place + "/");
    MixedSync.syncHere(place);
    System.clearProperty(HaltingProvider.FAILING_BELOW);
    System.clearProperty(HaltingProvider.FAILING_LOG);
    this.operations = Files.readAllLines(log);
    this.clean = new CleanSync(place);
  }

  /**
   * Takes the directory in which a {@link MixedSync} was prepared, and whether to leave none out.
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    FailingSyncs syncs = new FailingSyncs(new MixedSync(root), root.resolve("operations"));
    for (int number : syncs.points(arguments[1].equals("all"))) {
      syncs.fail(number, true);
      syncs.fail(number, false);
    }
    syncs.faults.forEach(System.out::println);
    System.out.printf(
        "R10: %d failed of %d operations, %d faults%n",
        syncs.failed, syncs.operations.size(), syncs.faults.size());
  }

  /**
   * Of each kind of operation on each kind of file the first two, then the fourth, the eighth and
   * so on; or all.
   */
  private List<Integer> points(boolean all) {
    List<Integer> points = new ArrayList<>();
    Map<String, Integer> met = new HashMap<>();
    for (int number = 1; number <= operations.size(); number++) {
      String kind = operations.get(number - 1).replaceAll("[0-9]+(-[0-9a-f]+)?", "#");
      if (all || Integer.bitCount(met.merge(kind, 1, Integer::sum)) == 1) {
        points.add(number);
      }
    }
    return points;
  }

  private void fail(int number, boolean once) {
    String name = (once ? "once" : "from") + number;
    Path place = mixed.again(name);
    System.clearProperty(HaltingProvider.FAILED);
    System.setProperty(HaltingProvider.FAILING_FROM, String.valueOf(number));
    System.setProperty(
        HaltingProvider.FAILING_UNTIL, String.valueOf(once ? number : Integer.MAX_VALUE));
    System.setProperty(HaltingProvider.FAILING_BELOW, place + "/");
    Answer answer = MixedSync.syncHere(place);
    System.clearProperty(HaltingProvider.FAILING_BELOW);
    String failure = System.getProperty(HaltingProvider.FAILED, "");
    if (!failure.isEmpty()) {
      failed++;
      judge(name + " (" + failure + ")", answer, place);
    }
  }

  private void judge(String point, Answer failure, Path place) {
    String told = point + ": exit " + failure.exit() + "\n" + failure.text();
    boolean isTold = CODE.matcher(failure.text()).find();
    if (failure.text().contains("\tat ") || failure.text().contains("Exception")) {
      faults.add("a stack trace: " + told);
    } else if ((failure.exit() != CleanSync.EXIT && !isTold) || failure.text().contains("E-BUG")) {
      faults.add("unclear: " + told);
    } else if (failure.text().contains("damaged")) {
      faults.add("said to be damaged, and is not: " + told);
    }
    if (point.contains("state.mv.db") || point.contains("access state")) {
      // A database that failed stays open in this process.
      System.out.println(LATER + place.getFileName());
    } else {
      clean.fault(place).ifPresent(fault -> faults.add(fault + ", after " + told));
      Trees.remove(place);
    }
  }
}
