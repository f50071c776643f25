// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

/** What was being made was not made to its end, because whoever follows it asked to stop. */
public final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Stopped() {
    super("stopped as asked");
  }
}
