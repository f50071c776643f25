// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.carddav.Cards.card;
import static org.oneway.connectors.carddav.Cards.fill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oneway.engine.plan.Counts.Count;

/** Clocks that are wrong. */
class ClockTest {
  @TempDir private Path scratch;

  @ParameterizedTest
  @CsvSource({"0,0,0", "1,-1,0", "-1,1,0", "1,-1,-2", "0,0,-400"})
  @DisplayName("F09 the same changes are seen whatever the clocks say")
  void seesTheSame(int sourceDays, int targetDays, int jumpDays) {
    try (Mirror mirror = new Mirror(scratch)) {
      fill(mirror.from(), 1, 12);
      mirror.setClocks(Duration.ofDays(sourceDays), Duration.ofDays(targetDays));
      mirror.sync();
      mirror.clock().pass(Duration.ofDays(jumpDays));
      mirror.from().put("p2.vcf", card("p2", "Renamed"));
      mirror.from().put("p13.vcf", card("p13", "Person 13"));
      mirror.from().remove("p3.vcf");
      mirror.to().put("p4.vcf", card("p4", "Person 4", "NOTE:by hand"));
      Mirror.Run run = mirror.sync();
      assertThat(run.report().troubles()).isEmpty();
      assertThat(
              List.of(run.count(Count.ADDED), run.count(Count.CHANGED), run.count(Count.DELETED)))
          .containsExactly(1L, 1L, 1L);
      assertThat(mirror.names()).hasSize(12).containsEntry("p2", "Renamed").containsKey("p13");
      assertThat(mirror.sync().writes()).isEmpty();
    }
  }
}
