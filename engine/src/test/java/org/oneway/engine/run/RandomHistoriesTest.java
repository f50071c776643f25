// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of random histories against a model that knows nothing of pairings. Another first seed
 * and another number are given by the system properties {@code oneway.seed} and {@code
 * oneway.histories}.
 */
final class RandomHistoriesTest {
  private static final int PORTIONS = 20;
  private static final int FRESH = 100;

  @TempDir Path scratch;

  static IntStream portions() {
    return IntStream.range(0, PORTIONS);
  }

  @DisplayName("random histories: the target is what both users' edits come to")
  @ParameterizedTest
  @MethodSource("portions")
  void targetIsAsExpected(int portion) {
    long first = Long.getLong("oneway.seed", 1);
    int count = Integer.getInteger("oneway.histories", 2000) / PORTIONS;
    requireAll(first + (long) portion * count, count);
  }

  @DisplayName("random histories nobody has seen before: the same")
  @Test
  void freshOnes() {
    long first = System.currentTimeMillis() / 1000 * FRESH;
    System.out.println("Fresh histories: -Doneway.seed=" + first + " -Doneway.histories=" + FRESH);
    requireAll(first, FRESH);
  }

  private void requireAll(long first, int count) {
    List<Long> failed = new ArrayList<>();
    String story = "";
    for (long seed = first; seed < first + count; seed++) {
      History history = new History(seed, scratch);
      try {
        history.go();
      } catch (AssertionError | RuntimeException e) {
        failed.add(seed);
        story = story.isEmpty() ? e + "\n" + history.story() : story;
      }
    }
    if (!failed.isEmpty()) {
      throw new AssertionError("seeds " + failed + "; the first:\n" + story);
    }
  }
}
