// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * One occurrence of an event or task. A time without a zone, or in one that only its object
 * explains, may be anywhere on Earth.
 *
 * @param start as the object has it
 * @param earliest it does not begin before
 * @param latest it does not end after
 */
record Span(LocalDateTime start, Instant earliest, Instant latest) {
  private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);
  private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);
  private static final JsonNode NOTHING = MissingNode.getInstance();

  /** The object's own time; empty where it has none that can be read. */
  static Optional<Span> of(JsonNode object) {
    Optional<LocalDateTime> start = local(object.path("start").asText(""));
    Optional<LocalDateTime> due = local(object.path("due").asText(""));
    if (start.isEmpty() && due.isEmpty()) {
      return Optional.empty();
    }
    return between(
        start.or(() -> due).orElseThrow(),
        due.or(() -> start).orElseThrow(),
        text(object, NOTHING, "timeZone"),
        text(object, NOTHING, "duration"));
  }

  /** One entry of {@code recurrenceOverrides}; empty where it excludes or cannot be read. */
  static Optional<Span> ofOverride(JsonNode object, String recurrenceId, JsonNode patch) {
    Optional<LocalDateTime> at = local(recurrenceId);
    if (at.isEmpty() || patch.path("excluded").asBoolean(false)) {
      return Optional.empty();
    }
    LocalDateTime start = local(patch.path("start").asText("")).orElse(at.get());
    return between(
        start,
        local(patch.path("due").asText("")).orElse(start),
        text(patch, object, "timeZone"),
        text(patch, object, "duration"));
  }

  private static String text(JsonNode first, JsonNode second, String member) {
    return first.has(member) ? first.path(member).asText("") : second.path(member).asText("");
  }

  private static Optional<Span> between(
      LocalDateTime start, LocalDateTime end, String zone, String duration) {
    try {
      LocalDateTime later = end.isBefore(start) ? start : end;
      Length length = Length.of(duration);
      LocalDateTime last = later.plus(length.days);
      Optional<ZoneId> known = zone(zone);
      return Optional.of(
          new Span(
              start,
              start.atZone(known.orElse(FIRST)).toInstant(),
              last.atZone(known.orElse(LAST)).toInstant().plus(length.time)));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** A later occurrence of the same length. */
  Instant latestOf(LocalDateTime other) {
    return other.toInstant(LAST).plus(Duration.between(earliest, latest));
  }

  private static Optional<ZoneId> zone(String name) {
    try {
      return name.isEmpty() || name.equals("null")
          ? Optional.empty()
          : Optional.of(ZoneId.of(name));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A LocalDateTime (RFC 8984 section 1.4.4); with a zone letter, as some write it, too. */
  static Optional<LocalDateTime> local(String text) {
    try {
      return text.length() < 10
          ? Optional.empty()
          : Optional.of(
              text.endsWith("Z")
                  ? OffsetDateTime.parse(text).toLocalDateTime()
                  : LocalDateTime.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A Duration (RFC 8984 section 1.4.6): days count on the calendar, the rest on the clock. */
  private record Length(Period days, Duration time) {
    static Length of(String text) {
      int clock = text.indexOf('T');
      String days = clock < 0 ? text : text.substring(0, clock);
      return new Length(
          days.length() > 1 ? Period.parse(days) : Period.ZERO,
          clock < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(clock)));
    }
  }
}
