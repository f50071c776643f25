// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size as it is written: {@code 100M}, {@code 4G}, {@code 650MB}; a bare number is bytes. */
public final class Size {
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,11}) ?([KMGT]?)(I?B)?");

  private Size() {}

  /** In bytes, 1,024 to the next unit; empty where it is none. */
  public static OptionalLong read(String written) {
    Matcher matcher = SIZE.matcher(written.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    int power = "KMGT".indexOf(matcher.group(2));
    return OptionalLong.of(
        Long.parseLong(matcher.group(1)) << (matcher.group(2).isEmpty() ? 0 : 10 * (power + 1)));
  }
}
