// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.change;

/** What the silence of a stream that was read to its end means. */
public enum Coverage {
  /** Everything was named: what was not is gone. */
  COMPLETE,
  /** Only what changed was named: what was not is as it was. */
  INCREMENTAL,
  /** Everything was named under new references: match by key, delete nothing. */
  RENUMBERED
}
