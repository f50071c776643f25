// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * iCalendar as the tests read it, without the code they test: components of properties whose
 * spelling is made the same where it says nothing.
 */
final class CalendarText {
  private static final Pattern PARAMETER = Pattern.compile("^;([^=;:]+)=((?:\"[^\"]*\"|[^\";:])*)");
  private static final Pattern DURATION =
      Pattern.compile("([+-]?)P(?:(\\d+)W)?(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+)S)?)?");

  private CalendarText() {}

  /** A line: its name, its parameters with what is quoted unquoted, and its value as written. */
  record Property(String name, List<String> parameters, String value) {
    /** The value of a parameter, or nothing. */
    String parameter(String parameter) {
      String start = parameter + "=";
      return parameters.stream()
          .filter(p -> p.startsWith(start))
          .map(p -> p.substring(start.length()))
          .findFirst()
          .orElse("");
    }

    /** What the line says, one text for each of its values. */
    List<String> meanings() {
      TreeSet<String> said = new TreeSet<>(parameters);
      said.removeIf(p -> p.equals("VALUE=" + usualType()) || p.equals("ROLE=REQ-PARTICIPANT"));
      String start = name + said + ":";
      boolean isList =
          switch (name) {
            case "CATEGORIES", "EXDATE", "RDATE", "RESOURCES", "LOCATION-TYPE" -> true;
            default -> false;
          };
      return (isList
              ? Arrays.stream(value.split("(?<!\\\\),", -1))
              : Arrays.stream(new String[] {value}))
          .map(v -> start + plain(v))
          .toList();
    }

    private String usualType() {
      return switch (name) {
        case "DTSTART",
            "DTEND",
            "DUE",
            "RECURRENCE-ID",
            "EXDATE",
            "RDATE",
            "DTSTAMP",
            "CREATED",
            "LAST-MODIFIED",
            "COMPLETED" ->
            "DATE-TIME";
        case "TRIGGER", "DURATION" -> "DURATION";
        case "ATTACH", "URL", "TZURL", "CONFERENCE", "IMAGE", "LINK", "COORDINATES" -> "URI";
        default -> "TEXT";
      };
    }

    private String plain(String text) {
      return switch (name) {
        case "RRULE", "EXRULE" -> rule(text);
        case "DURATION", "TRIGGER", "ESTIMATED-DURATION" -> duration(text);
        case "GEO" -> numbers(text);
        case "CREATED", "COMPLETED", "ACKNOWLEDGED" -> text.endsWith("Z") ? text : text + "Z";
        case "STATUS", "CLASS", "TRANSP", "ACTION" -> text.toUpperCase(Locale.ROOT);
        default -> unescaped(text);
      };
    }
  }

  /** A component: its name, what its properties say, and its components. */
  record Component(String name, List<Property> properties, List<Component> components) {
    /** What its lines say, in an order of its own. */
    List<String> meanings() {
      return properties.stream().flatMap(p -> p.meanings().stream()).sorted().toList();
    }

    /** The value of its first property of that name, or nothing. */
    String value(String property) {
      return properties.stream()
          .filter(p -> p.name().equals(property))
          .map(Property::value)
          .findFirst()
          .orElse("");
    }

    /** Its components of that name. */
    List<Component> all(String component) {
      return components.stream().filter(c -> c.name().equals(component)).toList();
    }
  }

  /** A component without a name around everything there is; lines that are none are left out. */
  static Component parse(byte[] bytes) {
    boolean isUtf16 = bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE;
    if (isUtf16) {
      return parse(new String(bytes, StandardCharsets.UTF_16));
    }
    // A fold may stand inside a character, so that bytes are unfolded before they are text.
    String unfolded =
        new String(bytes, ISO_8859_1)
            // Some programs put an empty line before the fold behind a name.
            .replaceAll("(?m)(?<=^[A-Z-]{2,40})\\r?\\n(?=\\r?\\n[ \\t][:;])", "")
            .replaceAll("\\r?\\n[ \\t]", "");
    return parse(new String(unfolded.getBytes(ISO_8859_1), StandardCharsets.UTF_8));
  }

  static Component parse(String text) {
    Component root = new Component("", new ArrayList<>(), new ArrayList<>());
    Deque<Component> open = new ArrayDeque<>(List.of(root));
    for (String line : unfolded(text)) {
      Property property = property(line);
      if (property.name().equals("BEGIN")) {
        Component component =
            new Component(
                property.value().trim().toUpperCase(Locale.ROOT),
                new ArrayList<>(),
                new ArrayList<>());
        open.element().components().add(component);
        open.push(component);
      } else if (property.name().equals("END")) {
        if (open.size() > 1) {
          open.pop();
        }
      } else if (line.contains(":") && property.name().matches("[A-Z0-9-]+")) {
        open.element().properties().add(property);
      }
    }
    return root;
  }

  /** Its lines, unfolded. */
  static List<String> unfolded(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.replace("\uFEFF", "").split("\r\n|\n|\r", -1)) {
      boolean isMore = line.startsWith(" ") || line.startsWith("\t");
      if (isMore && !lines.isEmpty()) {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + line.substring(1));
      } else if (!line.isBlank()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static Property property(String line) {
    Matcher name = Pattern.compile("^[^;:]*").matcher(line);
    String first = name.find() ? name.group() : "";
    String rest = line.substring(first.length());
    List<String> parameters = new ArrayList<>();
    Matcher parameter = PARAMETER.matcher(rest);
    while (parameter.find()) {
      parameters.add(
          parameter.group(1).toUpperCase(Locale.ROOT) + "=" + parameter.group(2).replace("\"", ""));
      rest = rest.substring(parameter.end());
      parameter = PARAMETER.matcher(rest);
    }
    String value = rest.startsWith(":") ? rest.substring(1) : rest;
    return new Property(first.trim().toUpperCase(Locale.ROOT), parameters, value);
  }

  private static String unescaped(String text) {
    return text.replaceAll("\\\\[nN]", "\n").replaceAll("\\\\(.)", "$1").strip();
  }

  private static String rule(String text) {
    List<String> parts =
        Arrays.stream(text.toUpperCase(Locale.ROOT).split(";"))
            .filter(part -> !part.equals("INTERVAL=1"))
            .toList();
    return new TreeSet<>(parts).toString();
  }

  private static String duration(String text) {
    Matcher parts = DURATION.matcher(text.trim());
    if (!parts.matches()) {
      return text;
    }
    long days = 7 * number(parts, 2) + number(parts, 3);
    long seconds = 3600 * number(parts, 4) + 60 * number(parts, 5) + number(parts, 6);
    boolean isNothing = days == 0 && seconds == 0;
    return (parts.group(1).equals("-") && !isNothing ? "-" : "") + days + " days " + seconds + " s";
  }

  private static long number(Matcher matcher, int group) {
    String text = matcher.group(group);
    return text == null || text.length() > 9 ? 0 : Long.parseLong(text);
  }

  private static String numbers(String text) {
    try {
      return Arrays.stream(text.split(";")).map(Double::parseDouble).toList().toString();
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
