// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.EnumMap;
import java.util.Map;

/** How many of what; unchangeable. */
public record Counts(Map<Count, Long> values) {
  /** Nothing of anything. */
  public static final Counts ZERO = new Counts(Map.of());

  /** What is counted. */
  public enum Count {
    /** Created at the target. */
    ADDED,
    /** Updated or merged at the target. */
    CHANGED,
    /** Deleted at the target. */
    DELETED,
    /** Moved to another folder, or put into or taken out of one. */
    MOVED,
    /** Found at the target and paired without a write. */
    ADOPTED,
    /** Not settled: broken, refused, or in conflict under {@code stop}; ignored ones too. */
    SKIPPED,
    /** Fields that both sides changed differently. */
    CONFLICTS,
    /** Paired and in need of nothing. */
    UNCHANGED,
    /** Items that the source named. */
    READ_SOURCE,
    /** Items that the target named. */
    READ_TARGET
  }

  public Counts {
    EnumMap<Count, Long> copy = new EnumMap<>(Count.class);
    copy.putAll(values);
    values = java.util.Collections.unmodifiableMap(copy);
  }

  /** How many of {@code what}. */
  public long of(Count what) {
    return values.getOrDefault(what, 0L);
  }

  /** These with {@code more} of {@code what}. */
  public Counts plus(Count what, long more) {
    EnumMap<Count, Long> copy = new EnumMap<>(Count.class);
    copy.putAll(values);
    copy.merge(what, more, Long::sum);
    return new Counts(copy);
  }

  /** How many writes at the target. */
  public long writes() {
    return of(Count.ADDED) + of(Count.CHANGED) + of(Count.DELETED) + of(Count.MOVED);
  }
}
