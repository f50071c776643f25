// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Keeps servers from mailing people about copies. A server that schedules (RFC 6638) would invite
 * everybody again whom an event names; of whom it says that nobody is to be told, it tells nobody.
 */
public final class Scheduling {
  private static final Pattern FOLD = Pattern.compile("\r?\n[ \t]");
  private static final Pattern PERSON =
      Pattern.compile("(?i)^(ATTENDEE|ORGANIZER)((?:;[^;:\"]*(?:\"[^\"]*\"[^;:\"]*)*)*):");
  private static final Pattern AGENT = Pattern.compile("(?i);SCHEDULE-AGENT=(?:\"[^\"]*\"|[^;:]*)");
  private static final int WIDTH = 75;

  private Scheduling() {}

  /** The same calendar objects, in which nobody is to be told of anything (section 7.1). */
  public static byte[] quiet(byte[] calendar) {
    String text = FOLD.matcher(new String(calendar, StandardCharsets.UTF_8)).replaceAll("");
    StringBuilder out = new StringBuilder(text.length() + 256);
    for (String line : text.split("\r?\n", -1)) {
      if (!line.isEmpty()) {
        appendFolded(out, quietLine(line));
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quietLine(String line) {
    var person = PERSON.matcher(line);
    if (!person.find()) {
      return line;
    }
    String parameters = AGENT.matcher(person.group(2)).replaceAll("");
    return person.group(1) + ";SCHEDULE-AGENT=NONE" + parameters + line.substring(person.end() - 1);
  }

  /** RFC 5545 section 3.1; never inside a character. */
  private static void appendFolded(StringBuilder out, String line) {
    int width = 0;
    for (int i = 0; i < line.length(); ) {
      int character = line.codePointAt(i);
      int bytes = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (width + bytes > WIDTH) {
        out.append("\r\n ");
        width = 1;
      }
      out.appendCodePoint(character);
      width += bytes;
      i += Character.charCount(character);
    }
    out.append("\r\n");
  }
}
