// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.HexFormat;
import java.util.Optional;

/** Time zones by what they do, not by what they are called. */
final class Zones {
  /** How far a series without an end is looked at: as far as old definitions of zones reach. */
  private static final LocalDateTime HORIZON = LocalDateTime.of(2037, 12, 31, 0, 0);

  private static final int LEAST_YEARS = 5;
  private static final int LABEL_BYTES = 8;

  private Zones() {}

  /**
   * What a zone does.
   *
   * @param name an IANA name, or that of a definition
   * @param definitions {@code timeZones} of the item (RFC 8984 section 4.7.2)
   */
  static Optional<ZoneRules> rules(String name, JsonNode definitions) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (name.startsWith("/")) {
      return ZoneDefinition.rules(definitions.path(name)).or(() -> known(name.substring(1)));
    }
    return known(name);
  }

  private static Optional<ZoneRules> known(String name) {
    try {
      return Optional.of(ZoneId.of(name).getRules());
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  /** A LocalDateTime (RFC 8984 section 1.4.4); empty where it is none. */
  static Optional<LocalDateTime> local(JsonNode time) {
    try {
      return time.isTextual()
          ? Optional.of(LocalDateTime.parse(time.textValue()))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * The instant of a local time, as a UTCDateTime; of a time that a clock skips, as RFC 5545 has
   * it.
   */
  static String instant(LocalDateTime time, ZoneRules rules) {
    return time.toInstant(rules.getOffset(time)).toString();
  }

  /**
   * Equal for zones that go the same way from {@code start} to {@code end}, or as far as anybody
   * can know.
   */
  static String label(ZoneRules rules, LocalDateTime start, Optional<LocalDateTime> end) {
    LocalDateTime open = start.plusYears(LEAST_YEARS);
    LocalDateTime last = end.orElse(open.isAfter(HORIZON) ? open : HORIZON);
    Instant from = start.toInstant(rules.getOffset(start));
    Instant until = last.toInstant(ZoneOffset.UTC);
    StringBuilder way = new StringBuilder(rules.getOffset(from).getId());
    ZoneOffsetTransition next = rules.nextTransition(from);
    while (next != null && next.getInstant().isBefore(until)) {
      way.append(' ').append(next.toEpochSecond());
      way.append('=').append(next.getOffsetAfter().getTotalSeconds());
      next = rules.nextTransition(next.getInstant());
    }
    return HexFormat.of().formatHex(Hashes.sha256(way.toString()), 0, LABEL_BYTES);
  }
}
