// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.oneway.connectors.carddav.Cards.card;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.connectors.testkit.ScriptedPort;
import org.oneway.engine.store.StoreException;

/** Servers that say nothing. */
class TimeoutTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path scratch;
  private Mirror mirror;

  @BeforeEach
  void open() {
    mirror = new Mirror(scratch);
    mirror.from().put("a.vcf", card("a", "Ann"));
    mirror.atSource("timeouts.read", "400ms").atTarget("timeouts.read", "400ms");
    mirror.atTarget("timeouts.connect", "200ms");
  }

  @AfterEach
  void close() {
    mirror.close();
  }

  private Mirror.Run syncInTime() {
    return assertTimeoutPreemptively(LONG, () -> mirror.sync());
  }

  private void assertUnavailable(Mirror.Run run) {
    assertThat(run.trouble()).get().isInstanceOf(StoreException.Unavailable.class);
    assertThat(mirror.to().names()).isEmpty();
  }

  @Test
  @DisplayName("F03 a server that takes no connection does not stall a run")
  void connects() {
    try (ScriptedPort full = ScriptedPort.full()) {
      mirror.atTarget("url", "http://127.0.0.1:" + full.port() + "/dav/");
      assertUnavailable(syncInTime());
    }
  }

  @Test
  @DisplayName("F03 a server that never answers the first words of TLS does not stall a run")
  void shakesHands() {
    try (ScriptedPort silent = ScriptedPort.silent()) {
      mirror.atTarget("url", "https://127.0.0.1:" + silent.port() + "/dav/");
      Mirror.Run run = syncInTime();
      assertUnavailable(run);
      assertThat(silent.received()).isNotEmpty().doesNotContain("PROPFIND");
    }
  }

  @Test
  @DisplayName("F03 a target that hangs in discovery, or in a write, does not stall a run")
  void writes() {
    mirror.target().faults().on("PROPFIND").hang();
    assertUnavailable(syncInTime());
    mirror.target().faults().clear();
    mirror.target().faults().on("PUT").hang();
    assertUnavailable(syncInTime());
  }

  @Test
  @DisplayName("F03 a source that falls silent within an answer does not stall a run")
  void reads() {
    mirror.source().faults().on("REPORT").stall(100);
    assertUnavailable(syncInTime());
    assertThat(mirror.from().names()).containsExactly("a.vcf");
    mirror.source().faults().clear();
    mirror.atSource("timeouts.read", "60s").atTarget("timeouts.read", "60s");
    mirror.atTarget("timeouts.connect", "60s");
    assertThat(mirror.sync().report().troubles()).isEmpty();
    assertThat(mirror.names()).containsOnlyKeys("a");
  }
}
