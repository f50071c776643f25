// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

/** How a pairing came about. */
public enum Origin {
  /** We created the item at the target. */
  CREATED,
  /** It was at the target before us. */
  ADOPTED
}
