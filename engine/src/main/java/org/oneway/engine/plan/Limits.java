// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

/**
 * From where on a plan that deletes is held (design: Deleting).
 *
 * @param share of the items kept in one folder, or in all together, 0 to 1; counts only together
 *     with {@code count}
 * @param count number of deletions that must be passed too
 * @param total number of deletions of a whole sync
 */
public record Limits(double share, int count, int total) {
  /** 20 %, 10 and 1,000. */
  public static final Limits DEFAULT = new Limits(0.20, 10, 1000);
}
