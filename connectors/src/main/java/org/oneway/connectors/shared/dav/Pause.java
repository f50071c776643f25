// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.time.Duration;

/** Waits before a request is sent again. */
@FunctionalInterface
public interface Pause {
  /** Sleeps. */
  Pause SLEEP = duration -> Thread.sleep(duration.toMillis());

  /** Returns when this time has passed. */
  void take(Duration duration) throws InterruptedException;
}
