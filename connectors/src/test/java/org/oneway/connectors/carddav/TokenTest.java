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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.testkit.ScriptedDamage;
import org.oneway.connectors.testkit.ScriptedQuirks.LostToken;
import org.oneway.engine.plan.Counts.Count;

/** Sync-tokens that are lost, lie or lead through pages (RFC 6578). */
class TokenTest {
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

  private void assertQuiet() {
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(run.writes()).as("writes of the next run").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(LostToken.class)
  @DisplayName("F11 a token that neither server knows any more costs a listing and no write")
  void lostAtBoth(LostToken answer) {
    mirror.source().quirks().lostToken(answer);
    mirror.target().quirks().lostToken(answer);
    fill(mirror.from(), 1, 30);
    mirror.sync();
    assertQuiet();
    mirror.from().expireTokens();
    mirror.to().expireTokens();
    assertQuiet();
    assertThat(mirror.names()).hasSize(30);
  }

  @ParameterizedTest
  @EnumSource(LostToken.class)
  @DisplayName("F11 what changed while the token was lost is seen: one edit, one new, one deleted")
  void changesWhileLost(LostToken answer) {
    mirror.source().quirks().lostToken(answer);
    fill(mirror.from(), 1, 30);
    mirror.sync();
    assertChangesAreSeen(30);
  }

  @ParameterizedTest
  @EnumSource(LostToken.class)
  @DisplayName("F11 the same in a small folder, where a coincidence is nearer")
  void changesWhileLostInSmallFolder(LostToken answer) {
    mirror.source().quirks().lostToken(answer);
    fill(mirror.from(), 1, 6);
    mirror.sync();
    assertChangesAreSeen(6);
  }

  private void assertChangesAreSeen(int before) {
    mirror.from().put("p1.vcf", card("p1", "Renamed"));
    mirror.from().remove("p2.vcf");
    mirror.from().put("new.vcf", card("new", "New"));
    mirror.from().expireTokens();
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(run.count(Count.CHANGED)).isEqualTo(1);
    assertThat(run.count(Count.ADDED)).isEqualTo(1);
    assertThat(run.count(Count.DELETED)).isEqualTo(1);
    assertThat(run.writes()).hasSize(3);
    assertThat(mirror.names()).hasSize(before).containsEntry("p1", "Renamed").containsKey("new");
    assertQuiet();
  }

  @Test
  @DisplayName("F11 an edit that token and ctag do not tell is seen when they tell the next one")
  void lies() {
    fill(mirror.from(), 1, 5);
    mirror.sync();
    mirror.from().putUntold("p1.vcf", card("p1", "Renamed"));
    assertQuiet();
    mirror.from().expireTokens();
    assertThat(mirror.sync().count(Count.CHANGED)).isEqualTo(1);
    assertThat(mirror.names()).containsEntry("p1", "Renamed");
  }

  @Test
  @DisplayName("F11 a server without sync-collection is read by ctag and ETags")
  void withoutTokens() {
    mirror.source().quirks().noSyncCollection();
    mirror.target().quirks().noSyncCollection().noCtag();
    fill(mirror.from(), 1, 12);
    mirror.sync();
    assertQuiet();
    assertChangesAreSeen(12);
  }

  @Test
  @DisplayName("F11 a first listing that names what is gone is taken as what is there")
  void namesTheRemoved() {
    mirror.source().quirks().removedInFirstListing();
    fill(mirror.from(), 1, 5);
    mirror.from().remove("p1.vcf");
    mirror.sync();
    assertThat(mirror.names()).hasSize(4);
    assertQuiet();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 22, 23})
  @DisplayName(
      "F14 edits, deletions and new items between two pages: nothing lost, nothing deleted")
  void pages(int size) {
    fill(mirror.from(), 1, 23);
    mirror.source().quirks().page(size);
    mirror
        .source()
        .faults()
        .on("REPORT")
        .saying("sync-collection")
        .once()
        .then(
            () -> {
              mirror.from().put("p1.vcf", card("p1", "Renamed"));
              mirror.from().put("p23.vcf", card("p23", "Renamed too"));
              mirror.from().remove("p2.vcf");
              mirror.from().remove("p22.vcf");
              mirror.from().put("new.vcf", card("new", "New"));
            });
    mirror.sync();
    mirror.sync();
    assertThat(mirror.names())
        .hasSize(22)
        .containsEntry("p1", "Renamed")
        .containsEntry("p23", "Renamed too")
        .containsKey("new")
        .doesNotContainKeys("p2", "p22");
    assertQuiet();
    fill(mirror.from(), 30, 50);
    mirror.from().remove("p5.vcf");
    mirror.sync();
    assertThat(mirror.names()).hasSize(22 + 21 - 1);
    assertQuiet();
  }

  @Test
  @DisplayName("F14 pages that never end are left, and delete nothing")
  void endlessPages() {
    fill(mirror.from(), 1, 23);
    mirror.sync();
    mirror.from().expireTokens();
    mirror.source().quirks().page(5);
    mirror
        .source()
        .faults()
        .on("REPORT")
        .saying("sync-collection")
        .change(
            ScriptedDamage.body(
                xml -> xml.replaceAll("<d:sync-token>[^<]*", "<d:sync-token>same")));
    Mirror.Run run = mirror.sync();
    assertThat(run.read().size()).isLessThan(20);
    assertThat(run.writes()).isEmpty();
    assertThat(mirror.names()).hasSize(23);
  }
}
