// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size: {@code 100M}, {@code 4G}, {@code 650MB}; a bare number is bytes. */
final class SizeWord implements ITypeConverter<Long> {
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,11})([KMGT]?)(I?B)?");

  @Override
  public Long convert(String written) {
    Matcher matcher = SIZE.matcher(written.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException("a size is a number with K, M, G or T, as 100M");
    }
    int power = "KMGT".indexOf(matcher.group(2));
    return Long.parseLong(matcher.group(1)) << (matcher.group(2).isEmpty() ? 0 : 10 * (power + 1));
  }
}
