// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import java.util.Arrays;
import java.util.Set;

/** What two items of different uid can have in common, and what that proves. */
public enum Evidence {
  /** Everything but the uid. */
  CONTENT(0, "same content"),
  /** The full name, of two words or more. */
  NAME(1, "same name"),
  /** A name of one word, or of an organisation without a person. */
  SHORT_NAME(2, "same short name"),
  /**
   * The surname and the first given name, whatever stands between and around them. The surname
   * alone would take father and son, who share address, telephone and e-mail, for one person.
   */
  SURNAME(3, "same first name and surname"),
  EMAIL(4, "same e-mail"),
  PHONE(5, "same telephone number"),
  ORGANIZATION(6, "same organisation"),
  BIRTHDAY(7, "same birthday"),
  ADDRESS(8, "same address"),
  /** The bytes of a file that has any. */
  BYTES(9, "same bytes"),
  /** The last part of a file's path. */
  FILE_NAME(10, "same file name"),
  /** The title and the start of an event, or the due time of a task. */
  OCCASION(11, "same title and start"),
  /** The end too. */
  OCCASION_END(12, "same end"),
  /** The organiser too. */
  OCCASION_ORGANIZER(13, "same organiser");

  private static final int BITS = 4;
  private final int code;
  private final String words;

  Evidence(int code, String words) {
    this.code = code;
    this.words = words;
  }

  /** In words for a report. */
  public String words() {
    return words;
  }

  /** A bit of its own. */
  public long bit() {
    return 1L << code;
  }

  /** A token's hash that tells its evidence. */
  public long mark(long hash) {
    return (hash << BITS) | code;
  }

  /** The evidence that a marked hash tells. */
  public static Evidence of(long marked) {
    int code = (int) (marked & ((1 << BITS) - 1));
    return Arrays.stream(values()).filter(e -> e.code == code).findFirst().orElseThrow();
  }

  /**
   * How much a set of evidence proves, 0 to 100; {@link #CERTAIN} and more is acted on. Without a
   * name in common nothing is certain, and what people of one house or company share, which is all
   * but the e-mail address and the birthday, is not even worth a word.
   */
  public static int score(Set<Evidence> shared) {
    if (shared.contains(CONTENT)) {
      return 100;
    }
    if (shared.contains(BYTES)) {
      // A file that is gone and one that is new are one; two that are there are copies.
      return CERTAIN_IF_GONE + (shared.contains(FILE_NAME) ? 5 : 0);
    }
    if (shared.contains(OCCASION)) {
      // Two of the same title can begin together: two rooms, two halves of a class.
      return shared.contains(OCCASION_END)
          ? OCCASION_SCORE + (shared.contains(OCCASION_ORGANIZER) ? 5 : 0)
          : POSSIBLE;
    }
    int name =
        shared.contains(NAME)
            ? 40
            : shared.contains(SHORT_NAME) ? 25 : shared.contains(SURNAME) ? 20 : 0;
    int points = name;
    points += shared.contains(EMAIL) ? 40 : 0;
    points += shared.contains(PHONE) ? 30 : 0;
    points += shared.contains(BIRTHDAY) ? 25 : 0;
    points += shared.contains(ADDRESS) ? 15 : 0;
    points += shared.contains(ORGANIZATION) ? 5 : 0;
    if (name > 0) {
      return Math.min(points, 99);
    }
    boolean personal = shared.contains(EMAIL) || shared.contains(BIRTHDAY);
    return Math.min(points, personal ? CERTAIN - 1 : POSSIBLE - 1);
  }

  /** The same title from the same start to the same end. */
  private static final int OCCASION_SCORE = 60;

  /** From here on a match is acted on. */
  public static final int CERTAIN = 50;

  /**
   * From here on a match is acted on where the one side is new and the other gone in one listing.
   */
  public static final int CERTAIN_IF_GONE = 40;

  /** From here on a twin is worth naming. */
  public static final int POSSIBLE = 40;
}
