// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a message's file: {@code 1700000000.M1P2.host,S=100:2,FS}. What stands before the
 * separator names the message wherever it lies; what stands behind it are its flags.
 *
 * @param unique what names the message; never empty
 * @param separator between the two, ":" but where a file system does not have it
 * @param letters the flags and keywords that are set, each a letter
 * @param rest what other programs have added behind the flags
 */
record MessageName(String unique, String separator, String letters, String rest) {
  private static final Pattern NAME = Pattern.compile("(?s)(.+?)([:;!])2,([A-Za-z]*)(.*)");
  private static final Pattern OTHER_INFORMATION = Pattern.compile("(?s)(.+?):(.*)");

  static MessageName of(String name) {
    Matcher parts = NAME.matcher(name);
    if (parts.matches()) {
      return new MessageName(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
    }
    Matcher other = OTHER_INFORMATION.matcher(name);
    return new MessageName(other.matches() ? other.group(1) : name, ":", "", "");
  }

  /** The name with these letters and no others. */
  MessageName with(String others) {
    String sorted =
        others
            .chars()
            .distinct()
            .sorted()
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return new MessageName(unique, separator, sorted, rest);
  }

  /** The name of the file in {@code cur}. */
  String file() {
    return unique + separator + "2," + letters + rest;
  }
}
