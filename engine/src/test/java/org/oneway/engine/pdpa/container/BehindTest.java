// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BehindTest {
  private static final int MUCH = 1 << 20;

  private final List<Integer> done = new ArrayList<>();

  private static void fail() throws IOException {
    throw new IOException("no space left on device");
  }

  @Test
  void stepsAreDoneInTheOrderInWhichTheyWereGiven() throws IOException {
    try (Behind behind = new Behind("test")) {
      for (int i = 0; i < 10_000; i++) {
        int number = i;
        behind.then(100, () -> done.add(number));
      }
      behind.join();
      assertThat(done).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
    }
  }

  @Test
  void failureIsToldToTheCallerAndNothingIsDoneAfterIt() throws IOException {
    try (Behind behind = new Behind("test")) {
      behind.then(0, () -> done.add(1));
      behind.then(0, BehindTest::fail);
      behind.then(0, () -> done.add(2));
      assertThatThrownBy(behind::join).hasMessage("no space left on device");
      behind.then(0, () -> done.add(3));
      assertThatThrownBy(behind::join).isInstanceOf(IOException.class);
      assertThat(done).containsExactly(1);
    }
  }

  @Test
  void failureIsToldWithoutWaitingForTheEnd() throws IOException {
    try (Behind behind = new Behind("test")) {
      assertThatThrownBy(
              () -> {
                behind.then(MUCH, BehindTest::fail);
                for (int i = 0; i < 10; i++) {
                  behind.then(MUCH, () -> done.add(0));
                }
              })
          .hasMessage("no space left on device");
    }
    assertThat(done).isEmpty();
  }

  @Test
  void callerIsOnlyAFewMegabytesAhead() throws IOException {
    AtomicInteger ended = new AtomicInteger();
    try (Behind behind = new Behind("test")) {
      for (int given = 1; given <= 100; given++) {
        behind.then(MUCH, ended::incrementAndGet);
        assertThat(given - ended.get()).isLessThanOrEqualTo(5);
      }
    }
  }

  @Test
  void whatWasNotBegunIsLeftWhenItIsClosed() throws IOException {
    try (Behind behind = new Behind("test")) {
      behind.then(0, () -> done.add(1));
    }
    assertThat(done).isEmpty();
  }
}
