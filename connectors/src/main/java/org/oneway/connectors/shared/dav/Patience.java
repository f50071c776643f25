// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long to wait before a request is repeated: as long as the server asks for (RFC 9110 section
 * 10.2.3), else twice as long each time, with some jitter; never longer than a limit.
 *
 * @param tries how often a request is sent at most
 * @param longest what is still waited for
 */
record Patience(int tries, Duration first, Duration longest, InstantSource clock, Pause pause) {

  /** What a server asks for by {@code Retry-After}, in seconds or as a date. */
  Optional<Duration> asked(Optional<String> retryAfter) {
    return retryAfter
        .map(String::strip)
        .flatMap(this::parsed)
        .map(d -> d.isNegative() ? Duration.ZERO : d);
  }

  private Optional<Duration> parsed(String value) {
    if (value.matches("\\d{1,12}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(clock.instant(), until));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * How long to wait after the n-th failure, from 1; empty where it is not worth repeating.
   *
   * @param asked what the server asks for
   */
  Optional<Duration> after(int failures, Optional<Duration> asked) {
    if (failures >= tries || asked.filter(d -> d.compareTo(longest) > 0).isPresent()) {
      return Optional.empty();
    }
    Duration grown = first.multipliedBy(1L << Math.min(failures - 1, 16));
    // Clients that failed together do not come back together.
    long jitter = Math.floorMod(clock.millis(), 1_000);
    Duration own = grown.plus(grown.multipliedBy(jitter).dividedBy(2_000));
    return Optional.of(asked.orElse(own.compareTo(longest) > 0 ? longest : own));
  }

  /** Waits, unless the thread is interrupted; says whether it waited to the end. */
  boolean sleep(Duration duration) {
    try {
      pause.take(duration);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
