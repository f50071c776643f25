// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far back and ahead of today items take part.
 *
 * @param past how far back; empty for all of the past
 * @param future how far ahead; empty for all of the future
 */
public record Window(Optional<Period> past, Optional<Period> future) {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,5}) ?(d|w|mo|y)");

  /** Everything, whenever it is. */
  public static final Window ALL = new Window(Optional.empty(), Optional.empty());

  /** The length that {@code 90d}, {@code 6w}, {@code 18mo} or {@code 2y} means, if it is one. */
  public static Optional<Period> length(String written) {
    Matcher matcher = LENGTH.matcher(written.trim());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(1));
    return switch (matcher.group(2)) {
      case "d" -> Optional.of(Period.ofDays(number));
      case "w" -> Optional.of(Period.ofWeeks(number));
      case "mo" -> Optional.of(Period.ofMonths(number));
      default -> number > 9_999 ? Optional.empty() : Optional.of(Period.ofYears(number));
    };
  }

  /** Whether nothing is outside. */
  public boolean isAll() {
    return past.isEmpty() && future.isEmpty();
  }

  /**
   * The window as it is at this time. It is made of whole days in UTC, so that it moves once a day
   * and two runs of one day see the same.
   */
  WindowFilter at(InstantSource clock) {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    return new WindowFilter(
        past.map(p -> today.minus(p).atStartOfDay().toInstant(ZoneOffset.UTC)),
        future.map(f -> today.plus(f).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
  }

  @Override
  public String toString() {
    return past.map(Period::toString).orElse("") + "/" + future.map(Period::toString).orElse("");
  }
}
