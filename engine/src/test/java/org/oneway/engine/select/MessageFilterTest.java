// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.oneway.engine.item.Kind;

final class MessageFilterTest {
  private static final Instant NOW = Instant.parse("2026-11-22T17:00:00Z");

  private static boolean lets(MessageFilter filter, String message) {
    return filter.at(() -> NOW).includes(Kind.MESSAGE, Json5.of(message));
  }

  private static MessageFilter notOlderThan(String age) {
    return new MessageFilter(Window.length(age), OptionalLong.empty(), Set.of(), Set.of());
  }

  @Test
  void ageCountsFromTheArrivalInWholeDays() {
    MessageFilter month = notOlderThan("30d");
    assertThat(lets(month, "receivedAt:'2026-10-23T00:00:00Z'")).isTrue();
    assertThat(lets(month, "receivedAt:'2026-10-22T23:59:59Z'")).isFalse();
    assertThat(lets(month, "receivedAt:'2026-11-01T00:00:00Z',sentAt:'1999-01-01T00:00:00Z'"))
        .isTrue();
  }

  @Test
  void withoutATimeOfArrivalTheTimeOfSendingCountsAndWithoutBothItIsLetIn() {
    MessageFilter years = notOlderThan("5y");
    assertThat(lets(years, "sentAt:'2021-11-22T01:00:00+02:00'")).isFalse();
    assertThat(lets(years, "sentAt:'2021-11-22T02:00:00+02:00'")).isTrue();
    assertThat(lets(years, "sentAt:'yesterday'")).isTrue();
    assertThat(lets(years, "")).isTrue();
  }

  @Test
  void aMessageOfJustTheSizeIsLetIn() {
    MessageFilter small =
        new MessageFilter(Optional.empty(), OptionalLong.of(1_000), Set.of(), Set.of());
    assertThat(lets(small, "size:1000")).isTrue();
    assertThat(lets(small, "size:1001")).isFalse();
    assertThat(lets(small, "")).isTrue();
  }

  @Test
  void flagsAreMeantHoweverTheyAreWritten() {
    MessageFilter flags =
        new MessageFilter(
            Optional.empty(), OptionalLong.empty(), Set.of("\\Flagged", "Work"), Set.of("$Junk"));
    assertThat(lets(flags, "keywords:{'$flagged':true}")).isTrue();
    assertThat(lets(flags, "keywords:{'work':true,'$seen':true}")).isTrue();
    assertThat(lets(flags, "keywords:{'$seen':true}")).isFalse();
    assertThat(lets(flags, "keywords:{'$flagged':true,'$junk':true}")).isFalse();
    assertThat(lets(flags, "keywords:{'$flagged':true,'$junk':false}")).isTrue();
  }

  @Test
  void otherKindsAreNotMeant() {
    assertThat(
            notOlderThan("1d")
                .at(() -> NOW)
                .includes(Kind.EVENT, Json5.of("receivedAt:'1999-01-01T00:00:00Z'")))
        .isTrue();
  }
}
