// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The beginning of a file, by which it is recognised.
 *
 * @param text without a byte order mark and white space
 */
public record FileHead(String text) {
  private static final Pattern CARD = begin("VCARD");
  private static final Pattern CALENDAR = begin("(VCALENDAR|VEVENT|VTODO|VJOURNAL)");

  private static final Pattern MBOX =
      Pattern.compile("\\AFrom [^\\n]*\\d\\d?:\\d\\d[^\\n]* \\d{4}");

  private static final int LENGTH = 4_096;

  private static Pattern begin(String component) {
    return Pattern.compile(
        "^[ \\t]*BEGIN[ \\t]*:[ \\t]*" + component, Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
  }

  /** Reads the beginning of a file. */
  public static FileHead of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LENGTH);
      return new FileHead(new String(bytes, charset(bytes)).replaceFirst("^\ufeff?\\s*", ""));
    }
  }

  /** What is not UTF-16 counts as UTF-8; bytes that are none do not matter here. */
  private static Charset charset(byte[] bytes) {
    if (bytes.length < 2) {
      return StandardCharsets.UTF_8;
    }
    int mark = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    return mark == 0xfeff || mark == 0xfffe ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }

  /** Whether it may hold vCards; other text may stand before the first. */
  public boolean isVcard() {
    return CARD.matcher(text).find();
  }

  /** Whether it may hold calendars, or components of one; other text may stand before. */
  public boolean isCalendar() {
    return CALENDAR.matcher(text).find();
  }

  /** Whether it begins as a file of messages does: with the line before a message. */
  public boolean isMbox() {
    return MBOX.matcher(text).find();
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** Whether it may hold JSON. */
  public boolean isJson() {
    return text.startsWith("{") || text.startsWith("[");
  }
}
