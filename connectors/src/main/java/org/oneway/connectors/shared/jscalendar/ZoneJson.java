// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.connectors.shared.vobject.Text;

/**
 * Time zones as JSCalendar defines them ({@code timeZones}, RFC 8984 section 4.7.2), and as
 * iCalendar does.
 */
final class ZoneJson {
  private static final Map<String, String> RULES =
      Map.of("STANDARD", "standard", "DAYLIGHT", "daylight");

  private ZoneJson() {}

  /** The TimeZone that a VTIMEZONE is. */
  static ObjectNode of(RawComponent definition) {
    ObjectNode zone = Reading.JSON.objectNode();
    zone.put("@type", "TimeZone");
    Preserved preserved = new Preserved(Surface.RFC8984, "VTIMEZONE");
    for (ContentLine line : definition.lines()) {
      if (!readLine(zone, line)) {
        preserved.add(line);
      }
    }
    for (RawComponent observance : definition.components()) {
      Optional<String> member = Optional.ofNullable(RULES.get(observance.name()));
      if (member.isEmpty()) {
        preserved.add(observance);
        continue;
      }
      ArrayNode rules =
          zone.path(member.get()) instanceof ArrayNode there ? there : zone.putArray(member.get());
      rules.add(rule(observance));
    }
    preserved.into(zone);
    return zone;
  }

  private static boolean readLine(ObjectNode zone, ContentLine line) {
    if (!line.parameters().isEmpty()) {
      return false;
    }
    String value = new Line(line).text();
    Optional<Stamp> stamp = Stamp.parse(line.value()).filter(Stamp::isUtc);
    switch (line.name()) {
      case "TZID" -> {
        return putOnce(zone, "tzId", value);
      }
      case "TZURL" -> {
        return putOnce(zone, "url", line.value());
      }
      case "LAST-MODIFIED" -> {
        return stamp.isPresent() && putOnce(zone, "updated", stamp.get().extended());
      }
      case "TZUNTIL" -> {
        return stamp.isPresent() && putOnce(zone, "validUntil", stamp.get().extended());
      }
      case "TZID-ALIAS-OF" -> {
        Reading.child(zone, "aliases").put(value, true);
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  private static boolean putOnce(ObjectNode object, String member, String value) {
    boolean isNew = !object.has(member);
    if (isNew) {
      object.put(member, value);
    }
    return isNew;
  }

  private static ObjectNode rule(RawComponent observance) {
    ObjectNode rule = Reading.JSON.objectNode();
    rule.put("@type", "TimeZoneRule");
    Preserved preserved = new Preserved(Surface.RFC8984, observance.name());
    observance.line("DTSTART").ifPresent(line -> readRuleLine(rule, line));
    for (ContentLine line : observance.lines()) {
      boolean isRead = line.name().equals("DTSTART") && rule.has("start");
      if (!isRead && !readRuleLine(rule, line)) {
        preserved.add(line);
      }
    }
    observance.components().forEach(preserved::add);
    preserved.into(rule);
    return rule;
  }

  private static boolean readRuleLine(ObjectNode rule, ContentLine line) {
    boolean isPlain = line.parameters().isEmpty();
    String value = line.value().trim();
    switch (line.name()) {
      case "DTSTART" -> {
        Optional<Stamp> start = Stamp.parse(value).filter(s -> !s.isDate() && !s.isUtc());
        return isPlain
            && start.isPresent()
            && putOnce(rule, "start", Stamp.json(start.get().local()));
      }
      case "TZOFFSETFROM" -> {
        return isPlain && putOnce(rule, "offsetFrom", value);
      }
      case "TZOFFSETTO" -> {
        return isPlain && putOnce(rule, "offsetTo", value);
      }
      case "TZNAME" -> {
        if (isPlain) {
          Reading.child(rule, "names").put(new Line(line).text(), true);
        }
        return isPlain;
      }
      case "RRULE" -> {
        Optional<ObjectNode> recurrence =
            start(rule).flatMap(start -> Recurrence.read(value, start));
        if (isPlain && recurrence.isPresent()) {
          ArrayNode all =
              rule.path("recurrenceRules") instanceof ArrayNode there
                  ? there
                  : rule.putArray("recurrenceRules");
          all.add(recurrence.get());
          return true;
        }
        return false;
      }
      case "RDATE" -> {
        return isPlain && readDates(rule, value);
      }
      case "COMMENT" -> {
        if (isPlain) {
          ArrayNode all =
              rule.path("comments") instanceof ArrayNode there ? there : rule.putArray("comments");
          all.add(new Line(line).text());
        }
        return isPlain;
      }
      default -> {
        return false;
      }
    }
  }

  /** In UTC, in which time zones tell when their rules end. */
  private static Optional<Stamp> start(ObjectNode rule) {
    return stamp(rule, "start").map(start -> start.in(Optional.of(Zone.UTC)));
  }

  private static boolean readDates(ObjectNode rule, String value) {
    List<Stamp> stamps = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      Optional<Stamp> stamp = Stamp.parse(part).filter(s -> !s.isDate() && !s.isUtc());
      if (stamp.isEmpty()) {
        return false;
      }
      stamps.add(stamp.get());
    }
    ObjectNode overrides = Reading.child(rule, "recurrenceOverrides");
    stamps.forEach(stamp -> overrides.putObject(Stamp.json(stamp.local())));
    return true;
  }

  /** The VTIMEZONE that a TimeZone is. */
  static RawComponent definition(String tzid, JsonNode zone) {
    List<ContentLine> lines = new ArrayList<>();
    lines.add(line("TZID", Text.escape(tzid)));
    stamp(zone, "updated").ifPresent(stamp -> lines.add(line("LAST-MODIFIED", stamp.basic())));
    stamp(zone, "validUntil").ifPresent(stamp -> lines.add(line("TZUNTIL", stamp.basic())));
    if (zone.path("url").isTextual()) {
      lines.add(line("TZURL", zone.path("url").asText()));
    }
    zone.path("aliases")
        .fieldNames()
        .forEachRemaining(alias -> lines.add(line("TZID-ALIAS-OF", Text.escape(alias))));
    lines.addAll(Preserved.lines(zone));
    List<RawComponent> rules = new ArrayList<>();
    zone.path("standard").forEach(rule -> rules.add(observance("STANDARD", rule)));
    zone.path("daylight").forEach(rule -> rules.add(observance("DAYLIGHT", rule)));
    rules.addAll(Preserved.components(zone));
    return RawComponent.of("VTIMEZONE", lines, rules);
  }

  private static RawComponent observance(String name, JsonNode rule) {
    List<ContentLine> lines = new ArrayList<>();
    stamp(rule, "start").ifPresent(start -> lines.add(line("DTSTART", start.basic())));
    for (JsonNode recurrence : rule.path("recurrenceRules")) {
      Recurrence.write(recurrence, Optional.of(Zone.UTC), false)
          .ifPresent(text -> lines.add(line("RRULE", text)));
    }
    rule.path("recurrenceOverrides")
        .fieldNames()
        .forEachRemaining(
            key ->
                Stamp.parseExtended(key)
                    .ifPresent(stamp -> lines.add(line("RDATE", stamp.basic()))));
    offset(rule, "offsetFrom").ifPresent(offset -> lines.add(line("TZOFFSETFROM", offset)));
    offset(rule, "offsetTo").ifPresent(offset -> lines.add(line("TZOFFSETTO", offset)));
    rule.path("names")
        .fieldNames()
        .forEachRemaining(text -> lines.add(line("TZNAME", Text.escape(text))));
    rule.path("comments")
        .forEach(comment -> lines.add(line("COMMENT", Text.escape(comment.asText()))));
    lines.addAll(Preserved.lines(rule));
    return RawComponent.of(name, lines, Preserved.components(rule));
  }

  private static Optional<String> offset(JsonNode rule, String member) {
    return Optional.of(rule.path(member).asText().replace(":", "")).filter(text -> !text.isEmpty());
  }

  private static Optional<Stamp> stamp(JsonNode object, String member) {
    return Stamp.parseExtended(object.path(member).asText());
  }

  private static ContentLine line(String name, String value) {
    return ContentLine.of(name, List.of(), Text.keepOnOneLine(value));
  }
}
