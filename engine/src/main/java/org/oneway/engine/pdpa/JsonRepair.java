// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Puts right two slips in the drafts' own examples that no JSON reader forgives: a line of text
 * before the object, and a comma left out between two entries. Neither can occur in valid JSON, so
 * a valid text comes back as it was. Lines keep their numbers.
 */
final class JsonRepair {
  private JsonRepair() {}

  static byte[] repaired(byte[] text) {
    return withCommas(withoutStrayFirstLine(text));
  }

  private static byte[] withoutStrayFirstLine(byte[] text) {
    int end = 0;
    while (end < text.length && text[end] != '\n') {
      if (text[end] == '{' || text[end] == '[') {
        return text;
      }
      end++;
    }
    byte[] blanked = text.clone();
    Arrays.fill(blanked, 0, end, (byte) ' ');
    return blanked;
  }

  private static byte[] withCommas(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 16);
    boolean inString = false;
    boolean escaped = false;
    byte before = 0;
    for (byte b : text) {
      if (inString) {
        inString = escaped || b != '"';
        escaped = !escaped && b == '\\';
        out.write(b);
        continue;
      }
      boolean opens = b == '{' || b == '[' || b == '"';
      if (opens && (before == '}' || before == ']')) {
        out.write(',');
      }
      inString = b == '"';
      if (!Character.isWhitespace(b)) {
        before = b;
      }
      out.write(b);
    }
    return out.toByteArray();
  }
}
