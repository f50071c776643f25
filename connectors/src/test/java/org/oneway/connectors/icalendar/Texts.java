// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.oneway.connectors.shared.jscalendar.Calendars;
import org.oneway.engine.item.Item;

/** Calendars as other programs write them, and items as sources send them. */
final class Texts {
  private Texts() {}

  /** A calendar of these components. */
  static String calendar(String... components) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//Program//EN\r\n"
        + String.join("", components)
        + "END:VCALENDAR\r\n";
  }

  static String event(String uid, String title, String... more) {
    return component("VEVENT", uid, title, more);
  }

  static String component(String name, String uid, String title, String... more) {
    String rest = more.length == 0 ? "" : String.join("\r\n", more) + "\r\n";
    return "BEGIN:"
        + name
        + "\r\n"
        + (uid.isEmpty() ? "" : "UID:" + escaped(uid) + "\r\n")
        + "DTSTAMP:20261101T060000Z\r\nDTSTART:20261201T090000Z\r\nSUMMARY:"
        + title
        + "\r\n"
        + rest
        + "END:"
        + name
        + "\r\n";
  }

  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n");
  }

  /** The definition of a time zone. */
  static String zone(String tzid, String offset) {
    return "BEGIN:VTIMEZONE\r\nTZID:"
        + tzid
        + "\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:"
        + offset
        + "\r\nTZOFFSETTO:"
        + offset
        + "\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
  }

  static Item item(String uid, String title) {
    ObjectNode json = bare(uid, title);
    json.put("description", "Bring the drawings");
    json.put("timeZone", "Europe/London");
    return Calendars.item(json);
  }

  static ObjectNode bare(String uid, String title) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("@type", "Event")
        .put("uid", uid)
        .put("title", title)
        .put("updated", "2026-11-02T06:00:00Z")
        .put("start", "2026-12-01T09:00:00")
        .put("duration", "PT1H");
  }

  /** Puts a file in place as careful programs do. */
  static Path put(Path file, String text) {
    try {
      Files.createDirectories(file.resolveSibling("."));
      Path successor = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(successor, text, StandardCharsets.UTF_8);
      Files.move(
          successor,
          file,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
