// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
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
    List<Long> failed = new ArrayList<>();
    List<String> stories = new ArrayList<>();
    for (long seed = first + (long) portion * count;
        seed < first + (portion + 1L) * count;
        seed++) {
      History history = new History(seed, scratch);
      try {
        history.go();
      } catch (AssertionError | RuntimeException e) {
        failed.add(seed);
        if (stories.isEmpty()) {
          stories.add(e.getMessage() + "\n" + history.story());
        }
      }
    }
    if (!failed.isEmpty()) {
      throw new AssertionError("seeds " + failed + "\n" + stories.get(0));
    }
  }
}
