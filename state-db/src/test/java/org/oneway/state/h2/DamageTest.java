// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateException.Kind;

final class DamageTest {
  private static final int COMMITS = 40;
  private static final int TIMES = Integer.getInteger("damage.times", 24);

  @TempDir Path directory;

  /** A way to spoil a file. */
  @FunctionalInterface
  private interface Damage {
    byte[] to(byte[] bytes, Random random);
  }

  private static byte[] flip(byte[] bytes, Random random) {
    for (int i = 1 << random.nextInt(7); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] blank(byte[] bytes, Random random) {
    int block = random.nextInt(bytes.length / 4096);
    Arrays.fill(bytes, block * 4096, (block + 1) * 4096, (byte) 0);
    return bytes;
  }

  private static byte[] truncate(byte[] bytes, Random random) {
    return Arrays.copyOf(bytes, random.nextInt(bytes.length));
  }

  private static byte[] scramble(byte[] bytes, Random random) {
    random.nextBytes(bytes);
    return bytes;
  }

  private static final List<Damage> DAMAGES =
      List.of(DamageTest::flip, DamageTest::blank, DamageTest::truncate, DamageTest::scramble);

  private final Random random = seeded();

  private static Random seeded() {
    long seed = Long.getLong("damage.seed", System.nanoTime());
    System.out.println("damage: seed " + seed);
    return new Random(seed);
  }

  @Test
  void aFileThatChangedSinceItWasClosedIsToldAsDamaged() throws Exception {
    Path sound = soundState();
    for (int time = 0; time < TIMES; time++) {
      Path state = damaged(sound, DAMAGES.get(time % DAMAGES.size()), time);
      Files.copy(Seal.file(sound), Seal.file(state));
      assertDamaged(state, catchThrowableOfType(StateException.class, () -> read(state)));
      assertDamaged(
          state,
          catchThrowableOfType(StateException.class, () -> H2State.openReadOnly(state).close()));
    }
  }

  @Test
  void fromAFileThatWasDamagedAfterAKillNothingWrongIsRead() throws Exception {
    Path sound = soundState();
    for (int time = 0; time < TIMES; time++) {
      Path state = damaged(sound, DAMAGES.get(time % DAMAGES.size()), time);
      try {
        read(state);
      } catch (StateException e) {
        assertDamaged(state, e);
      }
    }
  }

  private static void assertDamaged(Path state, StateException told) {
    assertThat(told.kind()).as(told.toString()).isEqualTo(Kind.DAMAGED);
    assertThat(told).hasMessageContaining(state.toString());
    assertThat(told.remedy()).contains("oneway state rebuild");
  }

  private Path damaged(Path sound, Damage damage, int time) throws IOException {
    Path state = Files.createDirectory(directory.resolve("damaged" + time));
    byte[] bytes = damage.to(Files.readAllBytes(Schema.file(sound)), random);
    Files.write(Schema.file(state), bytes);
    return state;
  }

  private Path soundState() {
    Path state = directory.resolve("sound");
    try (H2State open = H2State.open(state, Clock.systemUTC())) {
      for (long number = 1; number <= COMMITS; number++) {
        open.sync(SoakHistory.SYNC).commit(SoakHistory.commit(number));
      }
    }
    return state;
  }

  /** Reads everything; what is given is right. */
  private static void read(Path state) {
    SoakComparison comparison = new SoakComparison();
    comparison.expect(COMMITS);
    try (H2State open = H2State.open(state, Clock.systemUTC())) {
      comparison.requireRight(open);
    }
  }
}
