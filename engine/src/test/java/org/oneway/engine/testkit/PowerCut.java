// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

/**
 * The process is killed here. After it every call to a store or state of that run throws it too, so
 * that nothing is put right on the way out.
 */
public final class PowerCut extends Error {
  private static final long serialVersionUID = 1L;

  public PowerCut(String where) {
    super("power cut " + where, null, false, false);
  }
}
