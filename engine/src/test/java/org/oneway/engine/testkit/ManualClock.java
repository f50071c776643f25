// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes only when told to. Safe for use by several threads. */
public final class ManualClock implements InstantSource {
  private Instant now;

  public ManualClock(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Lets time pass, or runs backwards if negative. */
  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }
}
