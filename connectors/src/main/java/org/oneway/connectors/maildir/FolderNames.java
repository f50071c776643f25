// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Names of folders as names of directories: modified UTF-7 (RFC 3501 section 5.1.3), as Dovecot
 * writes them; what would be a separator, a reserved name or hidden is a backslash and two digits
 * of its code, as Dovecot's escape character is used. Names in UTF-8 are read as they are.
 */
final class FolderNames {
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
  private static final char ESCAPE = '\\';

  private FolderNames() {}

  /**
   * The name of one folder, without those above it, as a part of a directory's name.
   *
   * @param hasDots whether a "." may stand in it
   */
  static String encode(String name, boolean hasDots) {
    StringBuilder encoded = new StringBuilder();
    StringBuilder wide = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isPlain = c >= ' ' && c < 0x7f;
      if (!isPlain) {
        wide.append(c);
        continue;
      }
      flush(wide, encoded);
      boolean isSeparator = c == '/' || c == ESCAPE || (c == '.' && (!hasDots || i == 0));
      boolean isHome = c == '~' && i == 0;
      if (isSeparator || isHome) {
        encoded.append(String.format("%c%02x", ESCAPE, (int) c));
      } else {
        encoded.append(c == '&' ? "&-" : c);
      }
    }
    flush(wide, encoded);
    String result = encoded.toString();
    boolean isReserved = result.equals("cur") || result.equals("new") || result.equals("tmp");
    return isReserved && hasDots
        ? String.format("%c%02x", ESCAPE, (int) result.charAt(0)) + result.substring(1)
        : result;
  }

  private static void flush(StringBuilder wide, StringBuilder encoded) {
    if (wide.length() > 0) {
      ByteBuffer units = ByteBuffer.allocate(2 * wide.length());
      wide.chars().forEach(c -> units.putChar((char) c));
      String text = ENCODER.encodeToString(units.array()).replace('/', ',');
      encoded.append('&').append(text).append('-');
      wide.setLength(0);
    }
  }

  /** The name that a part of a directory's name stands for; itself where it stands for none. */
  static String decode(String part) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '&') {
        int end = part.indexOf('-', i);
        Optional<String> wide = end < 0 ? Optional.empty() : wide(part.substring(i + 1, end));
        if (wide.isEmpty()) {
          return part;
        }
        name.append(wide.get());
        i = end;
      } else if (c == ESCAPE && part.substring(i + 1).matches("(?s)[0-9a-fA-F]{2}.*")) {
        name.append((char) Integer.parseInt(part.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }

  private static Optional<String> wide(String text) {
    if (text.isEmpty()) {
      return Optional.of("&");
    }
    try {
      byte[] units = Base64.getDecoder().decode(text.replace(',', '/'));
      return units.length % 2 == 0
          ? Optional.of(new String(units, StandardCharsets.UTF_16BE))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
