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
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.testkit.ScriptedCollection;
import org.oneway.connectors.testkit.ScriptedExchange;
import org.oneway.connectors.testkit.ScriptedSending.End;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.store.StoreException;

/** A server carries a write out, and nobody hears of it. */
class LostReplyTest {
  @TempDir private Path scratch;
  private Mirror mirror;

  @BeforeEach
  void open() {
    mirror = new Mirror(scratch);
    fill(mirror.from(), 1, 5);
  }

  @AfterEach
  void close() {
    mirror.close();
  }

  private void assertQuiet() {
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(run.writes()).as("writes of the next run").isEmpty();
  }

  @Test
  @DisplayName("F05 a create whose reply was lost is recognised: one item, and it is ours")
  void create() {
    mirror.target().faults().on("PUT").after(2).once().loseReply();
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(run.count(Count.ADDED)).isEqualTo(5);
    assertThat(run.writes("PUT")).extracting(ScriptedExchange::status).contains(412);
    assertThat(mirror.names()).hasSize(5);
    assertQuiet();
    mirror.from().names().stream().limit(1).forEach(mirror.from()::remove);
    assertThat(mirror.sync().count(Count.DELETED)).isEqualTo(1);
  }

  @Test
  @DisplayName("F05 an update whose reply was lost is recognised, and not a conflict")
  void update() {
    mirror.sync();
    mirror.from().put("p1.vcf", card("p1", "Renamed"));
    mirror.target().faults().on("PUT").once().loseReply();
    Mirror.Run run = mirror.sync();
    assertThat(run.count(Count.CHANGED)).isEqualTo(1);
    assertThat(run.count(Count.CONFLICTS)).isZero();
    assertThat(mirror.names()).containsEntry("p1", "Renamed").hasSize(5);
    assertQuiet();
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410, 412})
  @DisplayName("F05 a deletion whose reply was lost finds nothing the second time: success")
  void delete(int status) {
    mirror.sync();
    mirror.from().remove("p1.vcf");
    mirror.target().faults().on("DELETE").once().loseReply();
    mirror.target().faults().on("DELETE").after(1).once().answer(status);
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(run.count(Count.DELETED)).isEqualTo(1);
    assertThat(mirror.names()).hasSize(4).doesNotContainKey("p1");
    assertQuiet();
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 412})
  @DisplayName("F05 a move whose reply was lost is recognised: one item, in its new place")
  void move(int status) {
    ScriptedCollection family = mirror.source().tree().addressBook("Family");
    ScriptedCollection there = mirror.target().tree().addressBook("Family");
    fill(family, 11, 13);
    mirror.sync();
    mirror.from().remove("p1.vcf");
    family.put("p1.vcf", card("p1", "Person 1"));
    mirror.target().faults().on("MOVE").once().loseReply();
    mirror.target().faults().on("MOVE").after(1).once().answer(status);
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(run.count(Count.MOVED)).as(run.toString()).isEqualTo(1);
    assertThat(mirror.names()).hasSize(4);
    assertThat(Mirror.names(there)).hasSize(4).containsEntry("p1", "Person 1");
    assertQuiet();
  }

  @Test
  @DisplayName("F05 every reply of a run lost: the next run takes what is there as its own work")
  void everything() {
    mirror.target().faults().on("PUT").loseReply();
    Mirror.Run run = mirror.sync();
    assertThat(run.trouble()).get().isInstanceOf(StoreException.Unavailable.class);
    assertThat(mirror.names()).isNotEmpty();
    mirror.target().faults().clear();
    assertThat(mirror.sync().report().troubles()).isEmpty();
    assertThat(mirror.names()).hasSize(5);
    assertQuiet();
  }

  @Test
  @DisplayName("F05 a connection that dies for good after a write: the next run knows its own work")
  void dies() {
    mirror.target().faults().on("PUT").once().loseReply();
    mirror
        .target()
        .faults()
        .on("*")
        .where(request -> !mirror.to().names().isEmpty())
        .drop(End.RESET_UNSENT);
    Mirror.Run run = mirror.sync();
    assertThat(run.trouble()).get().isInstanceOf(StoreException.Unavailable.class);
    mirror.target().faults().clear();
    Mirror.Run next = mirror.sync();
    assertThat(next.report().troubles()).isEmpty();
    assertThat(mirror.names()).hasSize(5);
    assertQuiet();
    mirror.from().names().stream().limit(1).forEach(mirror.from()::remove);
    assertThat(mirror.sync().count(Count.DELETED)).isEqualTo(1);
    assertThat(mirror.names()).hasSize(4);
  }
}
