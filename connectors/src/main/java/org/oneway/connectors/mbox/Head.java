// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.oneway.connectors.shared.mime.Headers;

/**
 * The header of a message in its file, where fields of the file are put in, changed and cut out.
 */
final class Head {
  private final byte[] bytes;

  /**
   * @param bytes of the message's beginning; what follows the header is not looked at
   */
  Head(byte[] bytes) {
    this.bytes = Arrays.copyOf(bytes, end(bytes));
  }

  /** Behind the last line of the header, before the empty one. */
  private static int end(byte[] bytes) {
    int start = 0;
    while (start < bytes.length) {
      int next = nextLine(bytes, start);
      boolean isEmpty =
          bytes[start] == '\n'
              || (bytes[start] == '\r' && next == start + 2 && bytes[start + 1] == '\n');
      if (isEmpty) {
        return start;
      }
      start = next;
    }
    return start;
  }

  private static int nextLine(byte[] bytes, int start) {
    int next = start;
    while (next < bytes.length && bytes[next] != '\n') {
      next++;
    }
    return Math.min(next + 1, bytes.length);
  }

  int length() {
    return bytes.length;
  }

  Headers headers() {
    return Headers.of(bytes);
  }

  /** What ends its lines. */
  private String lineEnd() {
    int end = nextLine(bytes, 0);
    return end > 1 && bytes[end - 2] == '\r' ? "\r\n" : "\n";
  }

  /**
   * The header with these fields instead of those it has of them; new ones come first.
   *
   * @param fields what has no value is cut out
   */
  byte[] with(Map<String, String> fields) {
    return with(fields, lineEnd());
  }

  /** The same of a message that comes to the others; nothing but these fields. */
  static byte[] of(Map<String, String> fields, String lineEnd) {
    return new Head(new byte[0]).with(fields, lineEnd);
  }

  private byte[] with(Map<String, String> fields, String lineEnd) {
    Map<String, String> left = new HashMap<>();
    fields.forEach((name, value) -> left.put(name.toLowerCase(Locale.ROOT), value));
    ByteArrayOutputStream lead = new ByteArrayOutputStream();
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    boolean isCut = false;
    boolean isLead = true;
    Map<String, String> names = new HashMap<>();
    fields.keySet().forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
    int next;
    for (int start = 0; start < bytes.length; start = next) {
      next = nextLine(bytes, start);
      if (bytes[start] == ' ' || bytes[start] == '\t') {
        // Goes on with the field before; at the beginning, with none.
        if (!isCut) {
          (isLead ? lead : rest).write(bytes, start, next - start);
        }
        continue;
      }
      isLead = false;
      String name = name(start, next);
      isCut = names.containsKey(name);
      if (!isCut) {
        rest.write(bytes, start, next - start);
      } else if (left.containsKey(name)) {
        rest.writeBytes(line(names.getOrDefault(name, name), left.getOrDefault(name, ""), lineEnd));
        left.remove(name);
      }
    }
    fields.forEach(
        (name, value) -> {
          if (left.containsKey(name.toLowerCase(Locale.ROOT))) {
            lead.writeBytes(line(name, value, lineEnd));
          }
        });
    lead.writeBytes(rest.toByteArray());
    return lead.toByteArray();
  }

  private String name(int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == ':') {
        return new String(bytes, start, i - start, StandardCharsets.ISO_8859_1)
            .trim()
            .toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }

  private static byte[] line(String name, String value, String lineEnd) {
    return value.isEmpty()
        ? new byte[0]
        : (name + ": " + value + lineEnd).getBytes(StandardCharsets.US_ASCII);
  }
}
