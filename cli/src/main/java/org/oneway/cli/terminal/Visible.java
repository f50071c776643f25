// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.terminal;

import java.util.Locale;

/**
 * Text of files and servers made safe to print: what would steer the terminal, hide, or reorder
 * other text is written out as an escape instead.
 */
public final class Visible {
  private Visible() {}

  /** {@code text} as one line that shows everything that is in it. */
  public static String of(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(shown, c));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int c) {
    switch (c) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> {
        if (!isHarmful(c)) {
          shown.appendCodePoint(c);
        } else if (c <= 0xff) {
          shown.append(String.format(Locale.ROOT, "\\x%02x", c));
        } else {
          shown.append(String.format(Locale.ROOT, "\\u{%04x}", c));
        }
      }
    }
  }

  /**
   * Whether a terminal would obey {@code c}, or show nothing, or show other characters elsewhere
   * because of it. Joiners are harmless: names and emoji need them.
   */
  static boolean isHarmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> c != 0x200c && c != 0x200d;
      default -> false;
    };
  }

  /** {@code text} made safe and at most {@code columns} wide, with an ellipsis where it is cut. */
  public static String clipped(String text, int columns) {
    // A hostile name may be of any length; no more of it is looked at than can be shown.
    int enough = Math.min(text.length(), Math.max(columns, 1) * 12);
    String safe = of(text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, enough))));
    if (enough == text.length() && width(safe) <= columns) {
      return safe;
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int i = 0; i < safe.length(); i += Character.charCount(safe.codePointAt(i))) {
      int c = safe.codePointAt(i);
      used += width(c);
      if (used > columns - 1) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept.append('…').toString();
  }

  /** {@link #clipped} and filled up with blanks to exactly {@code columns}. */
  public static String column(String text, int columns) {
    String clipped = clipped(text, columns);
    return clipped + " ".repeat(Math.max(0, columns - width(clipped)));
  }

  /** How many columns {@code text} takes on a terminal. */
  public static int width(String text) {
    return text.codePoints().map(Visible::width).sum();
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115f)
            || (c >= 0x2e80 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
  }
}
