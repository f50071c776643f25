// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawComponent;

/** The time zones of a calendar. */
final class Zones {
  /** How many years of a series are looked at to tell its zone. */
  private static final int YEARS = 10;

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2090;
  private static final int USUAL_YEAR = 2020;

  /** Which zone of the IANA a definition is, by its name and the years that were compared. */
  private final Map<String, Zone> known;

  private final List<RawComponent> all;
  private final Map<String, RawComponent> definitions;
  private final ZoneMatch.Span span;
  private final boolean isExact;

  /**
   * @param definitions the VTIMEZONEs of the calendar; of two of one name the first counts
   */
  Zones(List<RawComponent> definitions) {
    this(definitions, byName(definitions), span(List.of()), new ConcurrentHashMap<>(), false);
  }

  private Zones(
      List<RawComponent> all,
      Map<String, RawComponent> definitions,
      ZoneMatch.Span span,
      Map<String, Zone> known,
      boolean isExact) {
    this.all = List.copyOf(all);
    this.definitions = definitions;
    this.span = span;
    this.known = known;
    this.isExact = isExact;
  }

  /** Those of a calendar that defines none. */
  static Zones none() {
    return new Zones(List.of());
  }

  private static Map<String, RawComponent> byName(List<RawComponent> definitions) {
    Map<String, RawComponent> byName = new HashMap<>();
    for (RawComponent definition : definitions) {
      text(definition, "TZID").ifPresent(tzid -> byName.putIfAbsent(tzid, definition));
    }
    return byName;
  }

  private static Optional<String> text(RawComponent definition, String name) {
    return definition.line(name).map(line -> new Line(line).text().trim());
  }

  /** The same zones, asked for by these components of one uid. */
  Zones of(List<RawComponent> uses) {
    return new Zones(all, definitions, span(uses), known, isExact);
  }

  /** The same zones, none of which is taken for one of the IANA because of its rules. */
  Zones asNamed() {
    return new Zones(all, definitions, span, known, true);
  }

  /**
   * The zone that a TZID means: one of the IANA's by name, else by the rules that the calendar
   * gives to the name, else one of the calendar's own.
   */
  Zone of(String tzid) {
    Optional<Zone> exact = ZoneNames.exact(tzid);
    if (exact.isPresent()) {
      return exact.get();
    }
    String key = tzid + " " + (isExact ? "" : span.first() + " " + span.last());
    return known.computeIfAbsent(key, ignored -> find(tzid));
  }

  private Zone find(String tzid) {
    Optional<ZoneNames.Match> named = ZoneNames.find(tzid);
    if (named.isPresent() && named.get().isCertain()) {
      return ZoneNames.zone(named.get().id());
    }
    Optional<RawComponent> definition = definition(tzid);
    Optional<ZoneRules> rules = definition.flatMap(Observances::rules);
    if (!isExact) {
      for (String name : List.of("X-LIC-LOCATION", "TZID-ALIAS-OF")) {
        Optional<Zone> alias = definition.flatMap(d -> text(d, name)).flatMap(ZoneNames::exact);
        if (alias.isPresent()) {
          return alias.get();
        }
      }
    }
    if (named.isPresent()
        && rules
            .filter(of -> !ZoneMatch.agree(ZoneNames.zone(named.get().id()).rules(), of, span))
            .isEmpty()) {
      return ZoneNames.zone(named.get().id());
    }
    if (rules.isEmpty()) {
      return Zone.unknown(tzid);
    }
    Optional<Zone> equal = isExact ? Optional.empty() : ZoneMatch.find(rules.get(), span);
    return equal.orElseGet(() -> new Zone("/" + tzid, rules.get()));
  }

  /** The zone of the IANA that shows what {@code zone} shows in the year the components begin. */
  Optional<Zone> nearest(Zone zone) {
    int year = span.first();
    return ZoneMatch.find(zone.rules(), new ZoneMatch.Span(year, year));
  }

  /** Whether somebody says what clocks there show. */
  boolean knows(Zone zone) {
    return !zone.isCustom() || !zone.rules().equals(Zone.UTC.rules());
  }

  /** The VTIMEZONE of this name. */
  Optional<RawComponent> definition(String tzid) {
    return Optional.ofNullable(definitions.get(tzid))
        .or(() -> Optional.ofNullable(definitions.get(tzid.trim())));
  }

  /** The years from the first start to the last occurrence that is told, but not too many. */
  private static ZoneMatch.Span span(List<RawComponent> components) {
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (RawComponent component : components) {
      for (ContentLine line : component.lines()) {
        switch (line.name()) {
          case "DTSTART", "DUE", "RECURRENCE-ID" -> {
            int year = year(line.value(), 0);
            first = Math.min(first, year == 0 ? first : year);
            last = Math.max(last, year);
          }
          case "DTEND" -> last = Math.max(last, year(line.value(), 0));
          case "RDATE" -> last = Math.max(last, year(line.value(), line.value().lastIndexOf(',')));
          case "RRULE" -> last = Math.max(last, until(line.value()));
          default -> {}
        }
      }
    }
    first = first > LAST_YEAR ? USUAL_YEAR : Math.max(first, FIRST_YEAR);
    return new ZoneMatch.Span(
        first, Math.min(Math.max(last, first), Math.min(first + YEARS, LAST_YEAR)));
  }

  private static int until(String rule) {
    int at = rule.toUpperCase(Locale.ROOT).indexOf("UNTIL=");
    return at < 0 ? LAST_YEAR : year(rule, at + 6);
  }

  private static int year(String value, int from) {
    int at =
        from > 0 && from < value.length() && value.charAt(from) == ','
            ? from + 1
            : Math.max(from, 0);
    int year = 0;
    for (int i = at; i < at + 4; i++) {
      if (i >= value.length() || !Character.isDigit(value.charAt(i))) {
        return 0;
      }
      year = year * 10 + Character.digit(value.charAt(i), 10);
    }
    return year;
  }

  List<RawComponent> definitions() {
    return all;
  }
}
