// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.similar.Evidence;
import org.oneway.engine.state.Cursor;

/**
 * Matches what is left over on two sides by what identifies an item without its uid: one to one,
 * best score first. What is not certain is told as such and not matched.
 */
final class Identities {
  /** A token that more items than this share on one side proves nothing. */
  private static final int CROWD = 32;

  private static final int LEFT = 0;
  private static final int RIGHT = 1;
  private final Scratch scratch;
  private final LongSorter tokens;

  Identities(Scratch scratch) {
    this.scratch = scratch;
    this.tokens = scratch.sorter("tokens", 4);
  }

  /** Adds an item of the left side; {@code place} tells folders apart. */
  void addLeft(int id, int place, Set<Long> marked) {
    add(LEFT, id, place, marked);
  }

  /** Adds an item of the right side; only items of one place can match. */
  void addRight(int id, int place, Set<Long> marked) {
    add(RIGHT, id, place, marked);
  }

  private void add(int side, int id, int place, Set<Long> marked) {
    for (long token : marked) {
      tokens.add(token, place, side, id);
    }
  }

  /** Tells all matches, best first; a score of {@code certain} and more is certain if unique. */
  <X extends Exception> void match(int certain, Matches<X> matches) throws X {
    choose(scores(pairs()), certain, matches);
  }

  private LongSorter pairs() {
    LongSorter pairs = scratch.sorter("pairs", 3);
    try (Cursor<long[]> rows = tokens.sorted()) {
      long[] group = {};
      List<Long> left = new ArrayList<>();
      List<Long> right = new ArrayList<>();
      for (Optional<long[]> next = rows.next(); next.isPresent(); next = rows.next()) {
        long[] row = next.get();
        if (group.length == 0 || row[0] != group[0] || row[1] != group[1]) {
          cross(group, left, right, pairs);
          group = row;
          left.clear();
          right.clear();
        }
        List<Long> side = row[2] == LEFT ? left : right;
        if (side.size() <= CROWD || Evidence.of(row[0]) == Evidence.CONTENT) {
          side.add(row[3]);
        }
      }
      cross(group, left, right, pairs);
    }
    return pairs;
  }

  private static void cross(long[] group, List<Long> left, List<Long> right, LongSorter pairs) {
    if (left.isEmpty() || right.isEmpty()) {
      return;
    }
    Evidence evidence = Evidence.of(group[0]);
    long mask = evidence.bit();
    if (evidence == Evidence.CONTENT) {
      for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
        pairs.add(left.get(i), right.get(i), mask);
      }
    } else if (left.size() <= CROWD && right.size() <= CROWD) {
      for (long l : left) {
        for (long r : right) {
          pairs.add(l, r, mask);
        }
      }
    }
  }

  private LongSorter scores(LongSorter pairs) {
    LongSorter scores = scratch.sorter("scores", 4);
    try (Cursor<long[]> rows = pairs.sorted()) {
      long[] pair = {};
      long mask = 0;
      for (Optional<long[]> next = rows.next(); next.isPresent(); next = rows.next()) {
        long[] row = next.get();
        if (pair.length > 0 && (row[0] != pair[0] || row[1] != pair[1])) {
          score(pair, mask, scores);
          mask = 0;
        }
        pair = row;
        mask |= row[2];
      }
      score(pair, mask, scores);
    }
    return scores;
  }

  private static void score(long[] pair, long mask, LongSorter scores) {
    if (pair.length > 0) {
      int score = Evidence.score(evidence(mask));
      if (score >= Evidence.POSSIBLE) {
        scores.add(-score, pair[0], pair[1], mask);
      }
    }
  }

  /** Two readers of the same rows: one looks ahead to the end of a score, one follows. */
  private static <X extends Exception> void choose(
      LongSorter scores, int certain, Matches<X> matches) throws X {
    BitSet usedLeft = new BitSet();
    BitSet usedRight = new BitSet();
    try (Cursor<long[]> ahead = scores.sorted();
        Cursor<long[]> behind = scores.sorted()) {
      Optional<long[]> next = ahead.next();
      while (next.isPresent()) {
        long score = next.get()[0];
        Uses left = new Uses();
        Uses right = new Uses();
        long rows = 0;
        for (; next.isPresent() && next.get()[0] == score; next = ahead.next()) {
          int l = (int) next.get()[1];
          int r = (int) next.get()[2];
          if (!usedLeft.get(l) && !usedRight.get(r)) {
            left.add(l);
            right.add(r);
          }
          rows++;
        }
        for (; rows > 0; rows--) {
          long[] row = behind.next().orElseThrow();
          int l = (int) row[1];
          int r = (int) row[2];
          if (usedLeft.get(l) || usedRight.get(r)) {
            continue;
          }
          boolean unique = !left.twice.get(l) && !right.twice.get(r);
          boolean sure = unique && -score >= certain;
          if (sure) {
            usedLeft.set(l);
            usedRight.set(r);
          }
          matches.take(l, r, evidence(row[3]), sure);
        }
      }
    }
  }

  private static Set<Evidence> evidence(long mask) {
    EnumSet<Evidence> evidence = EnumSet.noneOf(Evidence.class);
    for (Evidence one : Evidence.values()) {
      if ((mask & one.bit()) != 0) {
        evidence.add(one);
      }
    }
    return evidence;
  }

  private static final class Uses {
    private final BitSet once = new BitSet();
    private final BitSet twice = new BitSet();

    void add(int id) {
      (once.get(id) ? twice : once).set(id);
    }
  }

  /** Takes matches. */
  @FunctionalInterface
  interface Matches<X extends Exception> {
    /** These two share this; acted on only if {@code certain}. */
    void take(int left, int right, Set<Evidence> shared, boolean certain) throws X;
  }
}
