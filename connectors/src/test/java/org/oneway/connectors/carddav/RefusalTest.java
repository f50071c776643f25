// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.carddav.Cards.card;
import static org.oneway.connectors.carddav.Cards.fill;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oneway.connectors.testkit.ScriptedItem;
import org.oneway.connectors.testkit.ScriptedNames;
import org.oneway.connectors.testkit.ScriptedReply;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.state.Pending;
import org.oneway.engine.store.StoreException;

/** Targets that do not take what they are given. */
class RefusalTest {
  @TempDir private Path scratch;
  private Mirror mirror;

  @BeforeEach
  void open() {
    mirror = new Mirror(scratch);
  }

  @AfterEach
  void close() {
    mirror.close();
  }

  @ParameterizedTest
  @CsvSource({"400,valid-address-data", "403,valid-address-data", "415,supported-address-data"})
  @DisplayName("F17 one item that the server refuses waits with its words; all others arrive")
  void quarantines(int status, String why) {
    fill(mirror.from(), 1, 6);
    mirror
        .target()
        .faults()
        .on("PUT")
        .where(request -> request.path().endsWith("/p3.vcf"))
        .answer(ScriptedReply.error(status, ScriptedNames.card(why)));
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(mirror.names()).hasSize(5).doesNotContainKey("p3");
    assertThat(run.report().pending())
        .singleElement()
        .satisfies(pending -> assertThat(pending.reason()).isEqualTo(Pending.Reason.REFUSED))
        .satisfies(pending -> assertThat(pending.title()).isEqualTo("Person 3"))
        .satisfies(pending -> assertThat(pending.finding().reason()).contains(why));

    mirror.from().put("p4.vcf", card("p4", "Renamed"));
    Mirror.Run second = mirror.sync();
    assertThat(second.writes("PUT")).as("offered again, and the edit").hasSize(2);
    assertThat(mirror.names()).containsEntry("p4", "Renamed");

    mirror.target().faults().clear();
    assertThat(mirror.sync().report().pending()).isEmpty();
    assertThat(mirror.names()).containsKey("p3");
    assertThat(mirror.sync().writes()).isEmpty();
  }

  @Test
  @DisplayName("F17 a changed item that the target does not show waits with its words")
  void unreadableThere() {
    fill(mirror.from(), 1, 6);
    mirror.sync();
    mirror.to().put("p3.vcf", card("p3", "Edited there"));
    mirror.from().put("p3.vcf", card("p3", "Renamed"));
    mirror
        .target()
        .faults()
        .on("GET")
        .where(request -> request.path().endsWith("/p3.vcf"))
        .answer(ScriptedReply.error(403, ScriptedNames.card("hidden")));
    mirror.target().faults().on("REPORT").answer(ScriptedReply.of(501));
    for (int run = 1; run <= 2; run++) {
      Mirror.Run refused = mirror.sync();
      assertThat(refused.writes()).isEmpty();
      assertThat(refused.report().pending())
          .singleElement()
          .satisfies(pending -> assertThat(pending.title()).isEqualTo("Renamed"))
          .satisfies(pending -> assertThat(pending.finding().reason()).contains("403"));
    }
    mirror.target().faults().clear();
    assertThat(mirror.sync().report().pending()).isEmpty();
    assertThat(mirror.names()).containsEntry("p3", "Renamed");
    assertThat(mirror.sync().writes()).isEmpty();
  }

  @Test
  @DisplayName("F07 a full target gets no further writes, and loses nothing to make room")
  void full() {
    fill(mirror.from(), 1, 40);
    mirror.sync();
    mirror.target().quirks().quota(size() + 300);
    mirror.from().remove("p1.vcf");
    fill(mirror.from(), 41, 80);
    Mirror.Run run = mirror.sync();
    assertThat(run.trouble()).get().isInstanceOf(StoreException.StoreFull.class);
    assertThat(run.writes("DELETE")).isEmpty();
    assertThat(mirror.names()).containsKey("p1");
    assertThat(run.writes("PUT").size()).as("writes that were already under way").isLessThan(20);

    mirror.target().quirks().quota(Long.MAX_VALUE);
    assertThat(mirror.sync().report().troubles()).isEmpty();
    assertThat(mirror.names()).hasSize(79).doesNotContainKey("p1");
    assertThat(mirror.sync().writes()).isEmpty();
  }

  private long size() {
    return mirror.to().items().stream()
        .map(ScriptedItem::content)
        .mapToLong(content -> content.size())
        .sum();
  }

  @Test
  @DisplayName("F17 a folder that may not be written is said to be so, and is not a bad item")
  void readOnly() {
    fill(mirror.from(), 1, 3);
    mirror.to().makeReadOnly();
    Mirror.Run run = mirror.sync();
    assertThat(run.trouble()).get().isInstanceOf(StoreException.ReadOnly.class);
    assertThat(run.count(Count.ADDED)).isZero();
  }

  @Test
  @DisplayName("F17 a folder that may not be written is known as such without the server's reason")
  void readOnlyWithoutReason() {
    fill(mirror.from(), 1, 3);
    mirror.to().makeReadOnly();
    mirror.target().faults().on("PUT").answer(ScriptedReply.of(403));
    Mirror.Run run = mirror.sync();
    assertThat(run.trouble()).get().isInstanceOf(StoreException.ReadOnly.class);
    assertThat(run.trouble().get()).hasMessageContaining("is read-only");
    assertThat(run.report().pending()).isEmpty();
  }
}
