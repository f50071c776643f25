// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Spreads requests so that no more than so many begin in a second. Safe for several threads. */
final class Throttle {
  private final Duration gap;
  private final InstantSource clock;
  private Instant next = Instant.MIN;

  /**
   * @param perSecond how many requests; 0 for no limit
   */
  Throttle(int perSecond, InstantSource clock) {
    this.gap = perSecond == 0 ? Duration.ZERO : Duration.ofSeconds(1).dividedBy(perSecond);
    this.clock = clock;
  }

  /** Books the next place; how long to wait until it comes. */
  synchronized Duration take() {
    if (gap.isZero()) {
      return Duration.ZERO;
    }
    Instant now = clock.instant();
    Instant begin = next.isAfter(now) ? next : now;
    // A clock that was put back never makes us wait long.
    if (Duration.between(now, begin).compareTo(Duration.ofMinutes(1)) > 0) {
      begin = now;
    }
    next = begin.plus(gap);
    return Duration.between(now, begin);
  }
}
