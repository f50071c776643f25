// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import java.util.Locale;
import java.util.Optional;

/**
 * Telephone numbers by what is dialled. Free text and tel: URIs (RFC 3966) of one number come out
 * equal; what is no number at all stays as it is.
 */
final class PhoneNumbers {
  private static final String SCHEME = "tel:";
  private static final String EXTENSION = "ext=";
  private static final int IDENTIFYING_DIGITS = 9;
  private static final int LEAST_DIGITS = 5;

  private PhoneNumbers() {}

  /**
   * The digits, a leading plus, {@code *}, {@code #}, pauses p and w, and x before an extension.
   */
  static String canonical(String number) {
    String text = number.strip();
    if (startsWith(text, 0, SCHEME)) {
      text = Uris.decoded(text.substring(SCHEME.length()));
    }
    StringBuilder dialled = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ';' && startsWith(text, i + 1, EXTENSION)) {
        dialled.append('x');
        i += EXTENSION.length();
      } else if (c == ';' && isParameter(text, i + 1)) {
        dialled.append(text.substring(i).toLowerCase(Locale.ROOT));
        break;
      } else if (Character.isDigit(c)) {
        dialled.append((char) ('0' + Character.digit(c, 10)));
      } else if (Character.isLetter(c)) {
        int end = endOfWord(text, i);
        Optional<String> sign = sign(text.substring(i, end));
        if (sign.isEmpty() || dialled.isEmpty()) {
          return text;
        }
        dialled.append(sign.get());
        i = end - 1;
      } else if (!isSpacing(c)) {
        String sign = sign(c, dialled.isEmpty());
        if (sign.isEmpty()) {
          return text;
        }
        dialled.append(sign);
      }
    }
    return dialled.isEmpty() ? text : dialled.toString();
  }

  /**
   * The digits that tell one line from another, without country and trunk codes; empty for what is
   * too short to tell anything.
   */
  static Optional<String> identifying(String number) {
    StringBuilder digits = new StringBuilder();
    String canonical = canonical(number);
    for (int i = 0; i < canonical.length() && canonical.charAt(i) != ';'; i++) {
      if (Character.isDigit(canonical.charAt(i))) {
        digits.append(canonical.charAt(i));
      }
    }
    return digits.length() < LEAST_DIGITS
        ? Optional.empty()
        : Optional.of(digits.substring(Math.max(0, digits.length() - IDENTIFYING_DIGITS)));
  }

  private static Optional<String> sign(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "x", "ext", "extension" -> Optional.of("x");
      default ->
          lower.chars().allMatch(c -> c == 'p' || c == 'w') ? Optional.of(lower) : Optional.empty();
    };
  }

  /** Phones write a pause as a comma and "wait" as a semicolon. */
  private static String sign(char c, boolean first) {
    return switch (c) {
      case '+', '\uff0b' -> first ? "+" : "";
      case '*', '#' -> String.valueOf(c);
      case ',' -> first ? "" : "p";
      case ';' -> first ? "" : "w";
      default -> "";
    };
  }

  private static boolean isSpacing(char c) {
    return switch (Character.getType(c)) {
      case Character.DASH_PUNCTUATION,
          Character.SPACE_SEPARATOR,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.CONTROL,
          Character.FORMAT ->
          true;
      default -> c == '.' || c == '/' || c == ':' || c == '=' || c == '\u2212';
    };
  }

  private static boolean isParameter(String text, int start) {
    int end = endOfWord(text, start);
    return end > start && end < text.length() && text.charAt(end) == '=';
  }

  /** Parameter names of tel: URIs may have hyphens. */
  private static int endOfWord(String text, int start) {
    int end = start;
    while (end < text.length()
        && (Character.isLetter(text.charAt(end))
            || (text.charAt(end) == '-' && end > start && isLetterAt(text, end + 1)))) {
      end++;
    }
    return end;
  }

  private static boolean isLetterAt(String text, int index) {
    return index < text.length() && Character.isLetter(text.charAt(index));
  }

  private static boolean startsWith(String text, int from, String prefix) {
    return text.regionMatches(true, from, prefix, 0, prefix.length());
  }
}
