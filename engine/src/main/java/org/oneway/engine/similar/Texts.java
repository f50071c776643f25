// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import java.text.Normalizer;
import java.util.Set;

/** Text as the rules see it: composed letters, one kind of line end, no trailing space. */
final class Texts {
  private Texts() {}

  static String canonical(String text, Set<Rule> rules) {
    if (isPlain(text)) {
      return text;
    }
    String result = text;
    if (rules.contains(Rule.LINE_ENDS) && result.indexOf('\r') >= 0) {
      result = result.replace("\r\n", "\n").replace('\r', '\n');
    }
    if (rules.contains(Rule.TRAILING_SPACE)) {
      result = withoutTrailingSpace(result);
    }
    if (rules.contains(Rule.COMPOSED_LETTERS)) {
      result = Normalizer.normalize(result, Normalizer.Form.NFC);
    }
    return result;
  }

  /** Whether no rule can apply; true of nearly all text, and found out in one look. */
  private static boolean isPlain(String text) {
    char before = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c >= 0x80 || (c == '\n' && isSpace(before))) {
        return false;
      }
      before = c;
    }
    return !isSpace(before) && before != '\n';
  }

  private static String withoutTrailingSpace(String text) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        cutSpace(result, false);
      }
      result.append(c);
    }
    cutSpace(result, true);
    return result.toString();
  }

  private static void cutSpace(StringBuilder text, boolean lineEndsToo) {
    int end = text.length();
    while (end > 0
        && (isSpace(text.charAt(end - 1)) || (lineEndsToo && text.charAt(end - 1) == '\n'))) {
      end--;
    }
    text.setLength(end);
  }

  /** A space within a line, the non-breaking one too. */
  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\u00a0';
  }
}
