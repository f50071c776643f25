// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.util.Locale;

/**
 * Header fields of a message that have the name of one of the file's get {@code X-Oneway-} before
 * it, and one more each time, so that they come out as they went in.
 */
final class OwnFields {
  /** What is written before a name. */
  static final String PREFIX = "X-Oneway-";

  /** Says that the message does not end with the end of a line, though in the file it does. */
  static final String OPEN_END = "X-Oneway-Open-End";

  private static final String START = PREFIX.toLowerCase(Locale.ROOT);

  private OwnFields() {}

  private static String plain(String name) {
    return name.trim().toLowerCase(Locale.ROOT);
  }

  /** Whether a field of a message needs a prefix. */
  static boolean isToBeQuoted(String name) {
    String rest = plain(name);
    while (rest.startsWith(START) && !isFiles(rest)) {
      rest = rest.substring(START.length());
    }
    return isFiles(rest);
  }

  /** Whether a field in the file has a prefix too many. */
  static boolean isQuoted(String name) {
    String rest = plain(name);
    return rest.startsWith(START) && !isFiles(rest) && isToBeQuoted(rest);
  }

  /** Whether a field in the file is the file's. */
  static boolean isFiles(String name) {
    return Bookkeeping.FIELDS.contains(plain(name)) || isOpenEnd(name);
  }

  static boolean isOpenEnd(String name) {
    return plain(name).equals(OPEN_END.toLowerCase(Locale.ROOT));
  }
}
