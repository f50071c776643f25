// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class SettingTest {
  private final StoreSettings settings =
      new StoreSettings(
          "phone",
          Path.of("."),
          Map.of(
              "limits.connections", "4",
              "timeouts.connect", "1500 ms",
              "hosts", "*.example.org\nexample.net"),
          () -> Instant.EPOCH);

  @Test
  void aTimeIsANumberAndItsUnit() {
    assertThat(Setting.durationOf("250ms")).contains(Duration.ofMillis(250));
    assertThat(Setting.durationOf("30s")).contains(Duration.ofSeconds(30));
    assertThat(Setting.durationOf("30 s")).contains(Duration.ofSeconds(30));
    assertThat(Setting.durationOf("2m")).contains(Duration.ofMinutes(2));
    assertThat(Setting.durationOf("2min")).contains(Duration.ofMinutes(2));
    assertThat(Setting.durationOf("1h")).contains(Duration.ofHours(1));
    for (String none : List.of("", "30", "0s", "-1s", "1.5s", "2 days", "100000s", "s", "30S")) {
      assertThat(Setting.durationOf(none)).as(none).isEmpty();
    }
  }

  @Test
  void aStoreReadsNumbersTimesAndListsAsTheyAreMeant() {
    assertThat(settings.number("limits.connections")).hasValue(4);
    assertThat(settings.duration("timeouts.connect")).contains(Duration.ofMillis(1500));
    assertThat(settings.list("hosts")).containsExactly("*.example.org", "example.net");
  }

  @Test
  void whatIsLeftOutIsEmpty() {
    assertThat(settings.number("limits.none")).isEqualTo(OptionalInt.empty());
    assertThat(settings.duration("timeouts.none")).isEmpty();
    assertThat(settings.list("none")).isEmpty();
    assertThat(settings.secret("auth.password")).isEmpty();
  }

  @Test
  void onlyANumberHasBoundsAndTheyAreInOrder() {
    assertThatThrownBy(() -> Setting.number("connections", 5, 1, "4", "how many"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Setting("name", Setting.Form.TEXT, List.of(), 1, 2, "", "what it is called"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
