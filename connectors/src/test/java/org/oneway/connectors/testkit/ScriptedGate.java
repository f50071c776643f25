// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds requests until the test, or the end of the server, opens it. */
public final class ScriptedGate {
  private static final long LIMIT_SECONDS = 60;

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  /** Lets through what waits and what comes later. */
  public void open() {
    open.countDown();
  }

  /** Returns when a first request waits; fails the test after a minute. */
  public void awaitArrival() throws InterruptedException {
    if (!arrived.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("no request came to the gate");
    }
  }

  /** Whether a request ever came here. */
  public boolean reached() {
    return arrived.getCount() == 0;
  }

  void pass() {
    arrived.countDown();
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
