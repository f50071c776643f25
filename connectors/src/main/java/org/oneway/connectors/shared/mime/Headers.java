// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The header fields of a message (RFC 5322 section 2.2), read from bytes that may be broken in any
 * way: lines end with CRLF or LF, what is no field is passed over, NUL is left out, and bytes that
 * are no UTF-8 (RFC 6532) count as windows-1252.
 */
public final class Headers {
  private static final Charset WESTERN = Charset.forName("windows-1252");

  /** One field, its value unfolded and not decoded. */
  public record Field(String name, String value) {}

  private final List<Field> fields;

  private Headers(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /** The fields at the beginning of {@code bytes}, up to the first empty line. */
  public static Headers of(byte[] bytes) {
    List<Field> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    int start = 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      int length = end > start && bytes[end - 1] == '\r' ? end - start - 1 : end - start;
      if (length == 0) {
        break;
      }
      String line = text(bytes, start, length);
      boolean isFolded = bytes[start] == ' ' || bytes[start] == '\t';
      if (!isFolded) {
        add(field, fields);
        field.setLength(0);
      }
      field.append(line);
      start = end + 1;
    }
    add(field, fields);
    return new Headers(fields);
  }

  private static void add(StringBuilder text, List<Field> fields) {
    int colon = text.indexOf(":");
    String name = colon < 1 ? "" : text.substring(0, colon).trim();
    // The line of an mbox that a program took along, "From ada Thu Jan 1 08:00:00", is no field.
    if (!name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      String value = text.substring(colon + 1).replace('\t', ' ').trim();
      fields.add(new Field(name.toLowerCase(Locale.ROOT), value));
    }
  }

  private static String text(byte[] bytes, int start, int length) {
    ByteBuffer line = ByteBuffer.wrap(bytes, start, length);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(line).toString();
    } catch (CharacterCodingException e) {
      text = new String(bytes, start, length, WESTERN);
    }
    return text.indexOf(0) < 0 ? text : text.replace("\u0000", "");
  }

  /** All fields, in order, names in lower case. */
  public List<Field> fields() {
    return fields;
  }

  /**
   * The value of the first field of this name, unfolded and not decoded.
   *
   * @param name in lower case
   */
  public Optional<String> first(String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(Field::value)
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
