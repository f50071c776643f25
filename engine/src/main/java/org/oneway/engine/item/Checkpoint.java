// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.item;

/**
 * A store's opaque mark for one state of a scope: a sync-token, HIGHESTMODSEQ with UIDVALIDITY, a
 * JMAP state.
 *
 * @param value empty only in {@link #NONE}
 */
public record Checkpoint(String value) {
  /** Before everything: who asks for changes since here gets a complete listing. */
  public static final Checkpoint NONE = new Checkpoint("");

  /** Whether this is {@link #NONE}. */
  public boolean isNone() {
    return value.isEmpty();
  }
}
