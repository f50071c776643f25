// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.carddav.Cards.card;
import static org.oneway.connectors.carddav.Cards.fill;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.connectors.testkit.ScriptedItem;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Notice;

/** Somebody else writes to the target while we do. */
class OtherHandsTest {
  @TempDir private Path scratch;
  private Mirror mirror;

  @BeforeEach
  void open() {
    mirror = new Mirror(scratch);
    fill(mirror.from(), 1, 4);
    mirror.sync();
  }

  @AfterEach
  void close() {
    mirror.close();
  }

  private String there(String uid) {
    return mirror.to().item(uid + ".vcf").map(ScriptedItem::text).orElse("");
  }

  private void everyWriteHadACondition(Mirror.Run run) {
    assertThat(run.writes())
        .allSatisfy(
            write ->
                assertThat(
                        Optional.empty()
                            .or(() -> write.header("If-Match"))
                            .or(() -> write.header("If-None-Match")))
                    .isPresent());
  }

  @Test
  @DisplayName("F06 an edit by a person just before our update is read again and merged")
  void merges() {
    mirror.from().put("p1.vcf", card("p1", "Person 1", "EMAIL:one@example.org"));
    mirror
        .target()
        .faults()
        .on("PUT")
        .once()
        .first(() -> mirror.to().put("p1.vcf", card("p1", "Person 1", "NOTE:by hand")));
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    everyWriteHadACondition(run);
    assertThat(run.writes("PUT")).hasSize(2);
    assertThat(there("p1")).contains("one@example.org", "by hand");
    assertThat(mirror.sync().writes()).isEmpty();
  }

  @Test
  @DisplayName("F06 an edit of the same field just before ours is a conflict, and is reported")
  void conflicts() {
    mirror.from().put("p1.vcf", card("p1", "From the source"));
    mirror
        .target()
        .faults()
        .on("PUT")
        .once()
        .first(() -> mirror.to().put("p1.vcf", card("p1", "By hand")));
    Mirror.Run run = mirror.sync();
    everyWriteHadACondition(run);
    assertThat(run.notices(Notice.About.CONFLICT)).hasSize(1);
    assertThat(mirror.sync().notices(Notice.About.CONFLICT)).isEmpty();
  }

  @Test
  @DisplayName("F06 what a person edited just before our deletion is kept, and reported")
  void keeps() {
    mirror.from().remove("p1.vcf");
    mirror
        .target()
        .faults()
        .on("DELETE")
        .once()
        .first(() -> mirror.to().put("p1.vcf", card("p1", "Person 1", "NOTE:by hand")));
    Mirror.Run run = mirror.sync();
    everyWriteHadACondition(run);
    assertThat(there("p1")).contains("by hand");
    assertThat(run.count(Count.DELETED)).isZero();
    assertThat(run.notices(Notice.About.KEPT)).hasSize(1);
    assertThat(mirror.sync().writes()).isEmpty();
  }

  @Test
  @DisplayName("F06 what a person created just before us, under the same name, is not overwritten")
  void createdMeanwhile() {
    mirror.from().put("p9.vcf", card("p9", "Person 9", "EMAIL:nine@example.org"));
    mirror
        .target()
        .faults()
        .on("PUT")
        .once()
        .first(() -> mirror.to().put("p9.vcf", card("p9", "Person 9", "NOTE:by hand")));
    Mirror.Run run = mirror.sync();
    everyWriteHadACondition(run);
    assertThat(there("p9")).contains("by hand", "nine@example.org");
    assertThat(mirror.sync().writes()).isEmpty();
  }
}
