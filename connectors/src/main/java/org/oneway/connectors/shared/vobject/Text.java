// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.util.ArrayList;
import java.util.List;

/** Backslash escapes and structured values (RFC 6350 section 3.4; vCard 2.1 section 2.1.4). */
public final class Text {
  private static final int MOST_PARTS = 10_000;

  private Text() {}

  /**
   * The text that a value means. An escape that no version has is kept as it stands, so that a path
   * written without escaping survives.
   */
  public static String unescape(String value, CardVersion version) {
    int slash = value.indexOf('\\');
    if (slash < 0) {
      return value;
    }
    StringBuilder text = new StringBuilder(value.length());
    int from = 0;
    while (slash >= 0 && slash + 1 < value.length()) {
      char next = value.charAt(slash + 1);
      text.append(value, from, slash);
      if ((next == 'n' || next == 'N') && version != CardVersion.V2_1) {
        text.append('\n');
      } else if (next == '\\' || next == ',' || next == ';' || next == ':') {
        text.append(next);
      } else {
        text.append('\\').append(next);
      }
      from = slash + 2;
      slash = value.indexOf('\\', from);
    }
    return text.append(value, from, value.length()).toString();
  }

  /** The value that means {@code text}; control characters that no value may have are left out. */
  public static String escape(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder value = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\', ',', ';' -> value.append('\\').append(c);
        case '\n' -> value.append("\\n");
        case '\r' -> {
          if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
            value.append("\\n");
          }
        }
        default -> {
          if (!isForbidden(c)) {
            value.append(c);
          }
        }
      }
    }
    return value.toString();
  }

  /** {@code raw} with nothing escaped but what would end the line. */
  public static String keepOnOneLine(String raw) {
    boolean clean = true;
    for (int i = 0; clean && i < raw.length(); i++) {
      char c = raw.charAt(i);
      clean = c != '\n' && c != '\r' && !isForbidden(c);
    }
    if (clean) {
      return raw;
    }
    StringBuilder value = new StringBuilder(raw.length() + 16);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == raw.length() || raw.charAt(i + 1) != '\n'))) {
        value.append("\\n");
      } else if (c != '\r' && !isForbidden(c)) {
        value.append(c);
      }
    }
    return value.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == ',' || c == ';' || c == '\n' || c == '\r' || isForbidden(c)) {
        return false;
      }
    }
    return true;
  }

  /** {@code text} without the control characters that no value may have. */
  static String withoutControls(String text) {
    int i = 0;
    while (i < text.length() && !isForbidden(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.substring(0, i));
    for (; i < text.length(); i++) {
      if (!isForbidden(text.charAt(i))) {
        clean.append(text.charAt(i));
      }
    }
    return clean.toString();
  }

  /** Whether there is a control character among {@code bytes} that no value may have. */
  static boolean holdsForbidden(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if ((b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') || b == 0x7f) {
        return true;
      }
    }
    return false;
  }

  /** Control characters and halves of surrogate pairs apart, a value may have anything. */
  static boolean isForbidden(char c) {
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
  }

  /**
   * The parts of {@code value} between separators that are not escaped; escapes stay. One part
   * where there is no separator. Of very many parts the last holds what is left.
   */
  public static List<String> split(String value, char separator) {
    if (value.indexOf(separator) < 0) {
      return List.of(value);
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == separator && parts.size() < MOST_PARTS) {
        parts.add(value.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(value.substring(Math.min(from, value.length())));
    return parts;
  }

  /** A list of texts as one value. */
  public static String join(List<String> texts, char separator) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        value.append(separator);
      }
      value.append(escape(texts.get(i)));
    }
    return value.toString();
  }
}
