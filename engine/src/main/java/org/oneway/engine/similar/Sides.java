// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

/**
 * One field in the four cards of a merge; absent where a card does not have it.
 *
 * @param base at the source as last synced
 * @param left at the target as we left it
 * @param now at the source
 * @param there at the target
 */
record Sides(Field base, Field left, Field now, Field there) {
  /** A member of this object. */
  Sides member(String name) {
    return new Sides(base.member(name), left.member(name), now.member(name), there.member(name));
  }

  /** Whether the field can be merged part by part. */
  boolean haveParts() {
    return base.hasParts() && left.hasParts() && now.hasParts() && there.hasParts();
  }

  boolean sourceChanged() {
    return !base.same(now);
  }

  boolean targetChanged() {
    return !left.same(there);
  }
}
