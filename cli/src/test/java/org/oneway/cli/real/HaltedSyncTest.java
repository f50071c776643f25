// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Command.Answer;

final class HaltedSyncTest {
  /** Each so many syncs are ended by a process of their own too, the others in this one. */
  private static final int OWN_PROCESS = 10;

  @TempDir private Path root;

  @Test
  @DisplayName("R01 halted before each step of a mixed sync and run again: as never halted")
  void haltedBeforeEachStep() throws IOException {
    MixedSync mixed = new MixedSync(root);
    mixed.prepare();
    Halting halting = Halting.in(root);
    Path clean = mixed.again("clean");
    Answer whole = MixedSync.sync(clean, halting.counting(clean));
    assertThat(whole.text()).contains("7 added   5 changed   3 deleted   3 moved   1 skipped");
    Map<String, String> target = Trees.texts(clean.resolve("target"));
    assertThat(target.values()).filteredOn(card -> card.contains("by hand")).hasSize(3);
    List<String> remembered = Remembered.of(clean);
    List<String> steps = halting.steps();
    int written = lastAtTarget(steps);
    assertThat(written).isGreaterThan(40);

    int halts = 0;
    for (int step : pointsOf(steps)) {
      String point = "halted before step " + step + ", " + steps.get(step - 1);
      Path place = mixed.again("halted" + step);
      Answer halted = MixedSync.sync(place, halting.before(step, place));
      if (step <= written) {
        assertThat(halted.exit()).as(point).isEqualTo(Halting.HALTED);
      }
      halts += halted.exit() == Halting.HALTED ? 1 : 0;

      Answer again = halts % OWN_PROCESS == 0 ? MixedSync.sync(place) : MixedSync.syncHere(place);

      assertThat(again.exit()).as(point + "\n" + again.text()).isEqualTo(whole.exit());
      assertThat(Trees.texts(place.resolve("target"))).as(point).isEqualTo(target);
      assertThat(Remembered.of(place)).as(point).isEqualTo(remembered);
      assertThat(MixedSync.syncHere(place).text()).as(point).contains("nothing to do");
      Trees.remove(place);
    }
    System.out.printf("R01: halted %d times, at %d steps%n", halts, steps.size());
  }

  /** Up to here each run takes the same steps; tidying the state takes now more, now less. */
  private static int lastAtTarget(List<String> steps) {
    return IntStream.rangeClosed(1, steps.size())
        .filter(step -> steps.get(step - 1).contains("target"))
        .max()
        .orElse(0);
  }

  /**
   * All steps; only where the state writes many pages in a row, to tidy its file, the first four
   * and then the eighth, the sixteenth and so on.
   */
  private static List<Integer> pointsOf(List<String> steps) {
    List<Integer> points = new ArrayList<>();
    int inARow = 0;
    for (int step = 1; step <= steps.size(); step++) {
      boolean isSame = step > 1 && steps.get(step - 1).equals(steps.get(step - 2));
      inARow = isSame ? inARow + 1 : 1;
      if (inARow <= 4 || Integer.bitCount(inARow) == 1) {
        points.add(step);
      }
    }
    return points;
  }
}
