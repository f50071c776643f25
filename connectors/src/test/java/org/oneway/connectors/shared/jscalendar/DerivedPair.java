// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A pair of {@code corpus/derived}; how they are written is told there. */
record DerivedPair(
    String name, String component, List<String> lines, String arrow, ObjectNode json) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final UUID NAMESPACE = UUID.fromString("7f1e1965-ae73-4454-b088-232c90730ce2");
  private static final Pattern UUID_OF = Pattern.compile("uuid\\((.*?)\\)(?=[-\"/])");

  /** The pairs of a file. */
  static List<DerivedPair> in(Path file) {
    try {
      String area = file.getFileName().toString().replace(".txt", "");
      String text = Files.readString(file);
      String component = text.startsWith("@") ? text.substring(1, text.indexOf('\n')) : "VEVENT";
      return Arrays.stream(text.split("(?m)^== "))
          .skip(1)
          .map(t -> of(area, component, t))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DerivedPair of(String area, String component, String text) {
    List<String> lines = text.lines().toList();
    List<String> arrows = List.of("<->", "->", "<-");
    int at = 0;
    while (!arrows.contains(lines.get(at))) {
      at++;
    }
    String members = lines.subList(at + 1, lines.size()).stream().collect(Collectors.joining("\n"));
    try {
      return new DerivedPair(
          area + ": " + lines.get(0),
          component,
          lines.subList(1, at),
          lines.get(at),
          (ObjectNode) MAPPER.readTree("{" + withUuids(members) + "}"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }

  /** Whether it holds from iCalendar to JSCalendar. */
  boolean holdsThere() {
    return arrow.endsWith(">");
  }

  /** Whether it holds from JSCalendar to iCalendar. */
  boolean holdsBack() {
    return arrow.startsWith("<");
  }

  /** A whole VCALENDAR. */
  String calendar() {
    List<String> all = new ArrayList<>(List.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//T//T"));
    boolean isWhole = lines.get(0).startsWith("BEGIN:V") && !lines.get(0).equals("BEGIN:VALARM");
    if (isWhole) {
      lines.forEach(line -> complete(all, line));
    } else {
      complete(all, "BEGIN:" + component);
      all.addAll(lines);
      all.add("END:" + component);
    }
    all.add("END:VCALENDAR");
    return String.join("\r\n", all) + "\r\n";
  }

  private void complete(List<String> all, String line) {
    all.add(line);
    if (!line.equals("BEGIN:" + component)) {
      return;
    }
    if (lines.stream().noneMatch(l -> l.startsWith("UID:") && l.equals("UID:series"))) {
      all.add("UID:made-up");
    }
    if (lines.stream().noneMatch(l -> l.startsWith("DTSTAMP"))) {
      all.add("DTSTAMP:20060102T030405Z");
    }
    boolean hasStart = lines.stream().anyMatch(l -> l.matches("DTSTART.*") && !isOfZone(l));
    if (component.equals("VEVENT") && !hasStart) {
      all.add("DTSTART:20060102T030405Z");
    }
  }

  /** Whether a start is the one of a rule of a zone. */
  private boolean isOfZone(String line) {
    int zone = lines.indexOf("BEGIN:VTIMEZONE");
    int at = lines.indexOf(line);
    return zone >= 0 && at > zone && at < lines.indexOf("END:VTIMEZONE");
  }

  /** A whole object. */
  ObjectNode object() {
    ObjectNode whole = MAPPER.createObjectNode();
    String type =
        component.equals("VTODO") ? "Task" : component.equals("VJOURNAL") ? "Note" : "Event";
    whole.put("@type", type).put("uid", "made-up").put("updated", "2006-01-02T03:04:05Z");
    if (type.equals("Event")) {
      whole.put("start", "2006-01-02T03:04:05");
      if (!json.has("start")) {
        whole.put("timeZone", "Etc/UTC");
      }
    }
    json.properties().stream()
        .filter(member -> !member.getValue().isNull())
        .forEach(member -> whole.set(member.getKey(), member.getValue()));
    return whole;
  }

  private static String withUuids(String text) {
    return UUID_OF.matcher(text).replaceAll(m -> uuid(m.group(1).replace("\\n", "\n")).toString());
  }

  /** RFC 9562, 5.5. */
  static UUID uuid(String text) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(NAMESPACE.getMostSignificantBits())
              .putLong(NAMESPACE.getLeastSignificantBits())
              .array());
      ByteBuffer hash = ByteBuffer.wrap(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
      long high = (hash.getLong() & ~0xF000L) | 0x5000L;
      long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
