// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.oneway.connectors.carddav.Cards.card;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.testkit.ScriptedExchange;
import org.oneway.connectors.testkit.ScriptedReply;
import org.oneway.engine.store.StoreException;

/** Servers that ask to be left alone for a while. */
class RetryTest {
  @TempDir private Path scratch;
  private Mirror mirror;

  @BeforeEach
  void open() {
    mirror = new Mirror(scratch);
    mirror.from().put("a.vcf", card("a", "Ann"));
  }

  @AfterEach
  void close() {
    mirror.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  @DisplayName("F01 no request comes before the seconds are over that a server asked for")
  void waitsForSeconds(int status) {
    mirror.target().faults().on("PUT").once().answer(status, "Retry-After", "2");
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(mirror.pauses()).containsExactly(Duration.ofSeconds(2));
    assertThat(between(run.writes("PUT"))).isEqualTo(Duration.ofSeconds(2));
    assertThat(mirror.names()).containsOnlyKeys("a");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  @DisplayName("F01 no request comes before the date that a server named")
  void waitsForDate(int status) {
    Instant until = mirror.clock().instant().plusSeconds(2);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC).format(until);
    mirror.source().faults().on("REPORT").once().answer(status, "Retry-After", date);
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    List<ScriptedExchange> reports =
        run.read().stream().filter(each -> each.method().equals("REPORT")).toList();
    assertThat(reports.get(1).at()).isAfterOrEqualTo(until);
    assertThat(mirror.names()).containsOnlyKeys("a");
  }

  @Test
  @DisplayName("F01 nobody sleeps for a year: the run ends, says when, and the next one goes on")
  void parksForAYear() {
    mirror.target().faults().on("PUT").answer(503, "Retry-After", "31536000");
    Mirror.Run run = mirror.sync();
    assertThat(mirror.pauses()).isEmpty();
    assertThat(run.writes("PUT")).hasSize(1);
    assertThat(run.trouble())
        .get(type(StoreException.Unavailable.class))
        .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofDays(365)))
        .satisfies(e -> assertThat(e).hasMessageContaining("busy"));
    mirror.target().faults().clear();
    assertThat(mirror.sync().writes("PUT")).hasSize(1);
    assertThat(mirror.names()).containsOnlyKeys("a");
    assertThat(mirror.sync().writes()).isEmpty();
  }

  @Test
  @DisplayName("F02 where no time is named, each pause is about twice the one before, five in all")
  void backsOff() {
    mirror.target().faults().on("PUT").answer(ScriptedReply.of(503));
    Mirror.Run run = mirror.sync();
    assertThat(run.writes("PUT")).hasSize(5);
    assertThat(mirror.pauses()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      Duration least = Duration.ofSeconds(1L << i);
      assertThat(mirror.pauses().get(i)).isBetween(least, least.multipliedBy(3).dividedBy(2));
    }
    assertThat(run.trouble()).get().isInstanceOf(StoreException.Unavailable.class);
    mirror.target().faults().clear();
    assertThat(mirror.sync().writes("PUT")).hasSize(1);
  }

  @Test
  @DisplayName("F02 clients that failed at the same moment do not come back at the same moment")
  void jitters() {
    mirror.target().faults().on("PUT").times(1).answer(ScriptedReply.of(503));
    mirror.sync();
    mirror.from().put("b.vcf", card("b", "Bob"));
    mirror.clock().pass(Duration.ofNanos(123_456_789));
    mirror.target().faults().on("PUT").times(1).answer(ScriptedReply.of(503));
    mirror.sync();
    assertThat(mirror.pauses()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("F02 a server that recovers in time is not mentioned")
  void recovers() {
    mirror.source().faults().on("PROPFIND").times(2).answer(ScriptedReply.of(503));
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(mirror.names()).containsOnlyKeys("a");
  }

  private static Duration between(List<ScriptedExchange> two) {
    assertThat(two).hasSize(2);
    return Duration.between(two.get(0).at(), two.get(1).at());
  }
}
