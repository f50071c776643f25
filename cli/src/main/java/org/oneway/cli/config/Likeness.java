// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the word that a user probably meant. */
public final class Likeness {
  /** No word of ours is longer; the comparison takes time by the product of both lengths. */
  private static final int LONGEST = 100;

  private Likeness() {}

  /** The word most like {@code written}, if one is like it. */
  public static Optional<String> nearest(String written, Collection<String> words) {
    return words.stream()
        .filter(word -> isLike(written, word))
        .min(Comparator.comparing((String word) -> distance(written, word)).thenComparing(w -> w));
  }

  /** {@code Did you mean "from"?}, or the words there are, as one sentence. */
  public static String advice(String written, Collection<String> words) {
    return nearest(written, words)
        .map(word -> "Did you mean \"" + word + "\"?")
        .orElseGet(
            () ->
                words.isEmpty()
                    ? "There are none."
                    : words.stream()
                        .map(word -> '"' + word + '"')
                        .collect(Collectors.joining(", ", "Possible: ", ".")));
  }

  private static boolean isLike(String written, String word) {
    String a = folded(written);
    String b = folded(word);
    boolean begins = a.length() >= 3 && (b.startsWith(a) || (a.startsWith(b) && b.length() >= 3));
    return begins || distance(written, word) <= Math.max(1, Math.min(a.length(), b.length()) / 3);
  }

  private static String folded(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Insertions, deletions, replacements and swaps of neighbours. */
  static int distance(String written, String word) {
    String a = folded(written);
    String b = folded(word);
    if (a.length() > LONGEST || b.length() > LONGEST) {
      return LONGEST;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
