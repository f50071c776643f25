// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ComponentReader;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.LineWriter;
import org.oneway.connectors.shared.vobject.RawComponent;

/**
 * A whole VCALENDAR as a Group, with what it says of itself and the components that are no objects
 * (draft-ietf-calext-jscalendar-icalendar-25, "VCALENDAR"). Archives hold no Groups.
 */
final class Groups {
  private static final String NAME = "VCALENDAR";
  private static final Set<String> ONCE =
      Set.of("NAME", "DESCRIPTION", "UID", "COLOR", "CREATED", "LAST-MODIFIED", "SOURCE", "PRODID");
  private static final Map<String, Rule> RULES = rules();

  private Groups() {}

  private static Map<String, Rule> rules() {
    Map<String, Rule> all = new HashMap<>();
    TextRules.addTo(all);
    WordRules.addTo(all);
    LinkRules.addAttachmentsTo(all);
    Map<String, Rule> rules = new HashMap<>();
    for (String name :
        List.of(
            "UID",
            "DESCRIPTION",
            "COLOR",
            "CATEGORIES",
            "CONCEPT",
            "CREATED",
            "ATTACH",
            "IMAGE",
            "LINK",
            "URL")) {
      rules.put(name, all.getOrDefault(name, (reading, line) -> reading.raw(line.content())));
    }
    rules.put("NAME", Groups::name);
    rules.put("PRODID", (reading, line) -> TextRules.text(reading, line, "prodId"));
    rules.put("SOURCE", (reading, line) -> TextRules.text(reading, line, "source"));
    rules.put("LAST-MODIFIED", (reading, line) -> WordRules.moment(reading, line, "updated"));
    // Said by each of the entries.
    rules.put("METHOD", (reading, line) -> {});
    return Map.copyOf(rules);
  }

  private static void name(Reading reading, Line line) {
    line.take("LANGUAGE").ifPresent(language -> reading.object.put("locale", language));
    TextRules.text(reading, line, "title");
  }

  /** The Group that a calendar is; of several in one stream the first says what it is. */
  static ObjectNode group(byte[] icalendar, Surface surface) {
    try {
      CalendarIndex index = CalendarIndex.of(new ByteArrayInputStream(icalendar), "");
      ObjectNode group = Reading.JSON.objectNode().put("@type", "Group");
      if (surface.isNew()) {
        group.put("version", "2.0");
      }
      RawComponent calendar =
          RawComponent.of(NAME, index.frame().lines(), others(icalendar, surface));
      read(calendar, group, surface);
      ArrayNode entries = group.putArray("entries");
      for (CalendarIndex.Entry entry : index.entries()) {
        if (entry.defect().isEmpty()) {
          ObjectNode json =
              index.convert(entry, CalendarIndex.in(icalendar), surface, new ArrayList<>());
          for (ObjectNode object : Series.objects(json)) {
            object.remove("version");
            entries.add(object);
          }
        }
      }
      return group;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(RawComponent calendar, ObjectNode group, Surface surface) {
    Reading reading =
        new Reading(calendar, group, surface, Zones.none(), new FreeKeys(), "", new ArrayList<>());
    Entries.read(reading, RULES, ONCE);
  }

  /** Components that are no objects, and in JSCalendar 2.0 the zones that only they define. */
  private static List<RawComponent> others(byte[] icalendar, Surface surface) throws IOException {
    List<RawComponent> others = new ArrayList<>();
    try (ComponentReader reader =
        new ComponentReader(new ByteArrayInputStream(icalendar), "", icalendar.length)) {
      Optional<RawComponent> next = reader.next();
      while (next.isPresent()) {
        String name = next.get().name();
        boolean isZone = name.equals("VTIMEZONE");
        boolean isKept =
            isZone ? surface.isNew() && isOwn(next.get()) : !ObjectReader.isObject(name);
        if (isKept && next.get().defect().isEmpty()) {
          others.add(next.get());
        }
        next = reader.next();
      }
    }
    return others;
  }

  private static boolean isOwn(RawComponent zone) {
    String tzid = zone.line("TZID").map(ContentLine::value).orElse("");
    return ZoneNames.exact(tzid).filter(known -> known.id().equals(tzid)).isEmpty();
  }

  /** The calendar that a Group is. */
  static byte[] fromGroup(ObjectNode group) {
    Surface surface = surface(group);
    List<RawComponent> components = new ArrayList<>();
    List<RawComponent> zones = new ArrayList<>();
    Set<String> methods = new HashSet<>();
    for (JsonNode entry : group.path("entries")) {
      if (entry instanceof ObjectNode object) {
        methods.add(Writing.textOf(object, "method"));
        Calendars.Written written = Calendars.components(Calendars.item(alone(object, surface)));
        components.addAll(written.components());
        zones.addAll(written.zones());
      }
    }
    RawComponent calendar = calendar(group, surface);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      LineWriter writer = new LineWriter(out);
      writer.begin(NAME);
      writer.write(ContentLine.of("VERSION", List.of(), "2.0"));
      for (ContentLine line : calendar.lines()) {
        writer.write(line);
      }
      Optional<String> method = methods.stream().filter(ParticipantRules::isLower).findFirst();
      if (methods.size() == 1 && method.isPresent()) {
        writer.write(ContentLine.of("METHOD", List.of(), method.get().toUpperCase(Locale.ROOT)));
      }
      Set<String> defined = new HashSet<>();
      zones.addAll(0, calendar.components());
      for (RawComponent zone : zones) {
        String tzid = zone.line("TZID").map(ContentLine::value).orElse("");
        if (!zone.name().equals("VTIMEZONE") || defined.add(tzid)) {
          writer.writeComponent(zone);
        }
      }
      for (RawComponent component : components) {
        writer.writeComponent(component);
      }
      writer.end(NAME);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Surface surface(ObjectNode group) {
    boolean isNew = Surface.of(group) == Surface.DRAFT_25;
    for (JsonNode entry : group.path("entries")) {
      isNew |= entry instanceof ObjectNode object && Surface.of(object) == Surface.DRAFT_25;
    }
    return isNew ? Surface.DRAFT_25 : Surface.RFC8984;
  }

  /** An entry as it is outside of its Group, which says the version and the method. */
  private static ObjectNode alone(ObjectNode entry, Surface surface) {
    ObjectNode object = entry.deepCopy();
    object.remove("method");
    if (surface.isNew()) {
      object.put("version", "2.0");
    }
    return object;
  }

  private static RawComponent calendar(ObjectNode group, Surface surface) {
    ObjectNode itself = group.deepCopy();
    itself.remove("entries");
    Writing writing = new Writing(NAME, itself, surface, Definitions.none(), new FreeKeys());
    TextRules.writeText(writing, "PRODID", "prodId");
    TextRules.writeText(writing, "UID", "uid");
    writing
        .text("title")
        .filter(title -> !title.isEmpty())
        .ifPresent(
            title ->
                writing
                    .line("NAME", "title")
                    .with("LANGUAGE", writing.text("locale").orElse(""))
                    .text(title));
    TextRules.writeText(writing, "DESCRIPTION", "description");
    TextRules.writeCategories(writing);
    WordRules.writeMoment(writing, "CREATED", "created");
    WordRules.writeMoment(writing, "LAST-MODIFIED", "updated");
    TextRules.writeText(writing, "COLOR", "color");
    writing
        .text("source")
        .filter(uri -> !uri.isBlank())
        .ifPresent(uri -> writing.line("SOURCE", "source").with("VALUE", "URI").value(uri));
    LinkRules.writeAttachments(writing);
    RawComponent calendar = writing.component();
    ObjectNode back = Reading.JSON.objectNode();
    read(calendar, back, surface);
    List<ContentLine> lines = new ArrayList<>(calendar.lines());
    lines.addAll(JsProps.absent(itself, back, surface, List.of()));
    return RawComponent.of(NAME, lines, calendar.components());
  }
}
