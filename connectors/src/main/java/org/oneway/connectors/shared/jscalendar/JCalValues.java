// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.Text;

/** The values of properties in jCal (RFC 7265 section 3.6), typed. */
final class JCalValues {
  /** The type of a value of which nobody knows one (section 5). */
  static final String UNKNOWN = "unknown";

  private static final String TEXT = "text";

  /** The types that names have without VALUE; those missing here are unknown. */
  private static final Map<String, String> TYPES = types();

  /** Texts that are lists. */
  private static final Set<String> LISTS = Set.of("CATEGORIES", "RESOURCES", "LOCATION-TYPE");

  private JCalValues() {}

  private static Map<String, String> types() {
    Map<String, String> types = new HashMap<>();
    put(
        types,
        TEXT,
        "CALSCALE METHOD PRODID VERSION CATEGORIES CLASS COMMENT DESCRIPTION LOCATION RESOURCES"
            + " STATUS SUMMARY TRANSP TZID TZNAME CONTACT RELATED-TO UID ACTION REQUEST-STATUS NAME"
            + " COLOR BUSYTYPE STYLED-DESCRIPTION PARTICIPANT-TYPE LOCATION-TYPE RESOURCE-TYPE"
            + " PROXIMITY POLL-MODE JSPROP JSID JSCAL-PROP JSCAL-ID TZID-ALIAS-OF REFID");
    put(
        types,
        "date-time",
        "COMPLETED DTEND DUE DTSTART RECURRENCE-ID EXDATE RDATE CREATED DTSTAMP");
    put(types, "date-time", "LAST-MODIFIED ACKNOWLEDGED TZUNTIL");
    put(types, "duration", "DURATION TRIGGER REFRESH-INTERVAL ESTIMATED-DURATION");
    put(types, "uri", "ATTACH TZURL URL SOURCE IMAGE CONFERENCE STRUCTURED-DATA CONCEPT LINK");
    put(types, "uri", "COORDINATES");
    put(types, "cal-address", "ATTENDEE ORGANIZER CALENDAR-ADDRESS");
    put(types, "integer", "PERCENT-COMPLETE PRIORITY REPEAT SEQUENCE");
    put(types, "float", "GEO");
    put(types, "recur", "RRULE EXRULE");
    put(types, "period", "FREEBUSY");
    put(types, "utc-offset", "TZOFFSETFROM TZOFFSETTO");
    return Map.copyOf(types);
  }

  private static void put(Map<String, String> types, String type, String names) {
    for (String name : names.split(" ", -1)) {
      types.put(name, type);
    }
  }

  /** The type that values of a property have where it tells none. */
  static String defaultType(String name) {
    return TYPES.getOrDefault(name, UNKNOWN);
  }

  /** The values of a property; empty where they are not what their type says. */
  static List<JsonNode> read(String name, String type, String value) {
    if (type.equals(TEXT)) {
      return texts(name, value);
    }
    if (type.equals("recur")) {
      return recur(value).map(List::<JsonNode>of).orElse(List.of());
    }
    if (name.equals("GEO") && type.equals("float")) {
      return geo(value);
    }
    List<JsonNode> values = new ArrayList<>();
    boolean isList = Set.of("date", "date-time", "period", "integer", "float").contains(type);
    for (String part : isList ? Text.split(value, ',') : List.of(value)) {
      Optional<JsonNode> one = single(type, part);
      if (one.isEmpty()) {
        return List.of();
      }
      values.add(one.get());
    }
    return values;
  }

  private static List<JsonNode> texts(String name, String value) {
    List<JsonNode> values = new ArrayList<>();
    if (name.equals("REQUEST-STATUS") && value.indexOf(';') >= 0) {
      ArrayNode parts = Reading.JSON.arrayNode();
      Text.split(value, ';').forEach(part -> parts.add(Line.unescape(part)));
      return List.of(parts);
    }
    for (String part : LISTS.contains(name) ? Text.split(value, ',') : List.of(value)) {
      values.add(Reading.JSON.textNode(Line.unescape(part)));
    }
    return values;
  }

  private static List<JsonNode> geo(String value) {
    ArrayNode parts = Reading.JSON.arrayNode();
    for (String part : Text.split(value, ';')) {
      Optional<JsonNode> number = single("float", part);
      if (number.isEmpty()) {
        return List.of();
      }
      parts.add(number.get());
    }
    return parts.size() == 2 ? List.of(parts) : List.of();
  }

  private static Optional<JsonNode> single(String type, String value) {
    return switch (type) {
      case "date", "date-time" ->
          Stamp.parse(value)
              .filter(stamp -> stamp.basic().equals(value))
              .map(stamp -> Reading.JSON.textNode(stamp.extended()));
      case "period" -> period(value).map(Reading.JSON::textNode);
      case "utc-offset" -> offset(value).map(Reading.JSON::textNode);
      case "integer", "float" -> number(type, value);
      case "boolean" ->
          value.equals("TRUE") || value.equals("FALSE")
              ? Optional.of(Reading.JSON.booleanNode(value.equals("TRUE")))
              : Optional.empty();
      default -> Optional.of(Reading.JSON.textNode(value));
    };
  }

  /** Only a number that is written back as it stood. */
  private static Optional<JsonNode> number(String type, String value) {
    if (value.length() > 20) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(value);
      if (!number.toPlainString().equals(value) || (number.scale() > 0 && type.equals("integer"))) {
        return Optional.empty();
      }
      if (number.scale() <= 0) {
        return Optional.of(whole(number.longValueExact()));
      }
      boolean isExact = BigDecimal.valueOf(number.doubleValue()).toPlainString().equals(value);
      return isExact
          ? Optional.of(Reading.JSON.numberNode(number.doubleValue()))
          : Optional.empty();
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** As a parser of JSON reads it: an int where that is enough. */
  static JsonNode whole(long number) {
    return number == (int) number
        ? Reading.JSON.numberNode((int) number)
        : Reading.JSON.numberNode(number);
  }

  private static Optional<String> period(String value) {
    int slash = value.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String end = value.substring(slash + 1);
    Optional<String> until =
        end.startsWith("P")
            ? Optional.of(end)
            : Stamp.parse(end).filter(s -> s.basic().equals(end)).map(Stamp::extended);
    return Stamp.parse(value.substring(0, slash))
        .filter(start -> value.startsWith(start.basic() + "/"))
        .flatMap(start -> until.map(to -> start.extended() + "/" + to));
  }

  private static Optional<String> offset(String value) {
    boolean isOne = value.matches("[+-]\\d{4}(\\d{2})?");
    if (!isOne) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(value).insert(3, ':');
    return Optional.of(text.length() > 6 ? text.insert(6, ':').toString() : text.toString());
  }

  /** A rule as an object (RFC 7265 section 3.6.10); empty where it could not be written back. */
  static Optional<ObjectNode> recur(String value) {
    ObjectNode rule = Reading.JSON.objectNode();
    for (String part : value.split(";", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals).toLowerCase(Locale.ROOT);
      if (!isName(name) || rule.has(name)) {
        return Optional.empty();
      }
      String[] values = part.substring(equals + 1).split(",", -1);
      if (values.length == 1) {
        rule.set(name, recurValue(name, values[0]));
        continue;
      }
      ArrayNode array = rule.putArray(name);
      for (String one : values) {
        array.add(recurValue(name, one));
      }
    }
    return Optional.of(rule);
  }

  private static boolean isName(String name) {
    return JCal.isName(name);
  }

  private static JsonNode recurValue(String name, String value) {
    if (name.equals("until")) {
      return Reading.JSON.textNode(
          Stamp.parse(value)
              .filter(stamp -> stamp.basic().equals(value))
              .map(Stamp::extended)
              .orElse(value));
    }
    return number("integer", value).orElseGet(() -> Reading.JSON.textNode(value));
  }

  /** One value as it stands in a line. */
  static String write(String name, String type, JsonNode value) {
    if (value.isObject()) {
      return recurText(value);
    }
    if (value.isArray()) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(part.asText()));
      return type.equals(TEXT) ? Text.join(parts, ';') : String.join(";", parts);
    }
    return switch (type) {
      case TEXT -> Text.escape(value.asText());
      case "date", "date-time" -> basic(value.asText());
      case "period" -> periodText(value.asText());
      case "utc-offset" -> value.asText().replace(":", "");
      case "boolean" -> value.asText().toUpperCase(Locale.ROOT);
      case "float" -> value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
      default -> Text.keepOnOneLine(value.asText());
    };
  }

  private static String periodText(String value) {
    int slash = value.indexOf('/');
    return slash < 0
        ? Text.keepOnOneLine(value)
        : basic(value.substring(0, slash)) + "/" + basic(value.substring(slash + 1));
  }

  private static String basic(String extended) {
    return Stamp.parseExtended(extended).map(Stamp::basic).orElse(Text.keepOnOneLine(extended));
  }

  private static String recurText(JsonNode rule) {
    List<String> parts = new ArrayList<>();
    rule.properties()
        .forEach(
            part -> {
              List<String> values = new ArrayList<>();
              JsonNode node = part.getValue();
              if (node.isArray()) {
                node.forEach(one -> values.add(basic(one.asText())));
              } else {
                values.add(basic(node.asText()));
              }
              parts.add(part.getKey().toUpperCase(Locale.ROOT) + "=" + String.join(",", values));
            });
    return Text.keepOnOneLine(String.join(";", parts));
  }
}
