// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

/** One of the two stores of a sync. */
public enum Side {
  SOURCE,
  TARGET
}
