// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;

/** Small calendars, there and back. */
final class Fragment {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Fragment() {}

  /** A calendar whose only component has these lines. */
  static String of(String component, String... lines) {
    return "BEGIN:"
        + component
        + "\nUID:u\n"
        + String.join("\n", lines)
        + "\nEND:"
        + component
        + "\n";
  }

  static String event(String... lines) {
    return of("VEVENT", lines);
  }

  static String task(String... lines) {
    return of("VTODO", lines);
  }

  private static Calendars.Converted converted(String components) {
    String calendar = "BEGIN:VCALENDAR\nVERSION:2.0\n" + components + "END:VCALENDAR\n";
    Calendars.CalendarObject object =
        Calendars.read(calendar.getBytes(StandardCharsets.UTF_8), "x");
    if (object.items().size() != 1) {
      throw new AssertionError(object.toString());
    }
    return object.items().get(0);
  }

  /** The item that components of one uid are. */
  static Item item(String components) {
    return converted(components).item();
  }

  /** What the components are as RFC 8984 writes it. */
  static ObjectNode json(String components) {
    return item(components).json();
  }

  /** What the components are in JSCalendar 2.0. */
  static ObjectNode modern(String components) {
    return Calendars.objects(Surface.DRAFT_25, item(components)).get(0);
  }

  /** What was told about them. */
  static List<String> findings(String components) {
    return converted(components).findings().stream()
        .filter(finding -> finding.level() != Finding.Level.NOTE)
        .map(finding -> finding.level() + " " + finding.property())
        .toList();
  }

  /** An Event with a start, and these members. */
  static ObjectNode eventJson(String members) {
    return parse("{\"@type\":\"Event\",\"uid\":\"u\"," + members.replace('\'', '"') + "}");
  }

  static ObjectNode parse(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** The lines of all components but time zones, unfolded, without UID. */
  static List<String> lines(ObjectNode object) {
    String text =
        new String(Calendars.write(Calendars.item(object)), StandardCharsets.UTF_8)
            .replace("\r\n ", "");
    List<String> lines = new ArrayList<>();
    boolean isZone = false;
    for (String line : text.split("\r\n", -1)) {
      isZone |= line.equals("BEGIN:VTIMEZONE");
      boolean isFrame =
          line.isEmpty() || line.contains("VCALENDAR") || line.matches("(VERSION|PRODID|UID):.*");
      if (!isZone && !isFrame) {
        lines.add(line);
      }
      isZone &= !line.equals("END:VTIMEZONE");
    }
    return lines;
  }

  /** What comes back of components. */
  static List<String> back(String components) {
    ObjectNode json = json(components);
    List<String> lines = lines(json);
    ObjectNode again = item(zones(json) + String.join("\n", withUids(lines)) + "\n").json();
    if (!again.equals(json)) {
      throw new AssertionError("no fixed point:\n" + json + "\n" + again);
    }
    return lines;
  }

  private static List<String> withUids(List<String> lines) {
    List<String> all = new ArrayList<>();
    for (String line : lines) {
      all.add(line);
      if (line.matches("BEGIN:(VEVENT|VTODO|VJOURNAL)")) {
        all.add("UID:u");
      }
    }
    return all;
  }

  /** The lines with their parameters in order. */
  static List<String> sorted(List<String> lines) {
    List<String> sorted = new ArrayList<>();
    for (String line : lines) {
      List<String> parts = new ArrayList<>(List.of(line.split("[;:]", -1)));
      Collections.sort(parts.subList(1, parts.size()));
      sorted.add(String.join("|", parts));
    }
    return sorted;
  }

  /** The time zones that are defined where the object is written. */
  static String zones(ObjectNode object) {
    String text = new String(Calendars.write(Calendars.item(object)), StandardCharsets.UTF_8);
    int from = text.indexOf("BEGIN:VTIMEZONE");
    int to = text.lastIndexOf("END:VTIMEZONE");
    return from < 0 ? "" : text.substring(from, to) + "END:VTIMEZONE\r\n";
  }
}
