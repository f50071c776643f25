// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

/**
 * What the target's own user made differ from the source, and is left so.
 *
 * @param drifted items that were edited there while the source did not change
 * @param deleted items that were deleted there
 * @param fields fields that the target keeps as its own user made them
 */
public record TargetsOwn(int drifted, int deleted, int fields) {
  /** Nothing. */
  public static final TargetsOwn NOTHING = new TargetsOwn(0, 0, 0);
}
