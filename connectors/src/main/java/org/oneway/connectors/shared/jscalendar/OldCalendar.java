// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.connectors.shared.vobject.Text;

/**
 * What vCalendar 1.0 writes in another way than iCalendar, as iCalendar writes it. Rules of
 * recurrence are told apart by whoever reads them.
 */
final class OldCalendar {
  private static final Set<String> LISTS = Set.of("CATEGORIES", "RESOURCES");
  private static final Set<String> DATES = Set.of("EXDATE", "RDATE");
  private static final Map<String, String> ALARMS =
      Map.of("DALARM", "DISPLAY", "AALARM", "AUDIO", "MALARM", "EMAIL", "PALARM", "PROCEDURE");
  private static final Map<String, String> NAMES = Map.of("DCREATED", "CREATED");
  private static final Map<String, String> STATUSES =
      Map.of("NEEDS ACTION", "NEEDS-ACTION", "SENT", "NEEDS-ACTION", "CONFIRMED", "ACCEPTED");

  private OldCalendar() {}

  /** The component as iCalendar writes it. */
  static RawComponent modern(RawComponent old) {
    List<ContentLine> lines = new ArrayList<>();
    List<RawComponent> components = new ArrayList<>(old.components());
    for (ContentLine line : old.lines()) {
      Optional<RawComponent> alarm = alarm(old, line);
      if (alarm.isPresent()) {
        components.add(alarm.get());
      } else {
        lines.addAll(line.name().equals("ATTENDEE") ? people(line) : List.of(modern(line)));
      }
    }
    return new RawComponent(
        old.name(), old.span(), old.hash(), lines, components, old.findings(), old.defect());
  }

  private static ContentLine modern(ContentLine line) {
    String name = NAMES.getOrDefault(line.name(), line.name());
    if (LISTS.contains(name)) {
      return with(line, name, Text.join(texts(line.value()), ','));
    }
    if (DATES.contains(name)) {
      return with(line, name, line.value().replace(';', ','));
    }
    if (name.equals("TRANSP")) {
      return with(line, name, line.value().trim().equals("0") ? "OPAQUE" : "TRANSPARENT");
    }
    if (name.equals("STATUS") && line.value().trim().equalsIgnoreCase("NEEDS ACTION")) {
      return with(line, name, "NEEDS-ACTION");
    }
    return JCalValues.defaultType(name).equals("text")
        ? with(line, name, Text.escape(Text.unescape(line.value(), CardVersion.V2_1)))
        : with(line, name, line.value());
  }

  private static List<String> texts(String value) {
    List<String> texts = new ArrayList<>();
    for (String part : Text.split(value, ';')) {
      texts.add(Text.unescape(part, CardVersion.V2_1));
    }
    return texts;
  }

  private static ContentLine with(ContentLine line, String name, String value) {
    List<Parameter> parameters =
        line.parameters().stream().filter(p -> !isUrl(p) && !isEncoding(p)).toList();
    return new ContentLine(line.group(), name, parameters, value, line.number());
  }

  private static boolean isUrl(Parameter parameter) {
    return parameter.name().equals("VALUE") && parameter.values().get(0).equalsIgnoreCase("URL");
  }

  /** Base64 is told by ENCODING in both, what is written as it is needs none. */
  private static boolean isEncoding(Parameter parameter) {
    return parameter.name().equals("ENCODING")
        && Set.of("7BIT", "8BIT", "QUOTED-PRINTABLE")
            .contains(parameter.values().get(0).toUpperCase(Locale.ROOT));
  }

  /** ATTENDEE;ROLE=OWNER;STATUS=ACCEPTED;RSVP=YES:Jane Doe &lt;jane@example.com&gt;. */
  private static List<ContentLine> people(ContentLine line) {
    String text = Text.unescape(line.value(), CardVersion.V2_1).trim();
    int angle = text.lastIndexOf('<');
    boolean isNamed = angle >= 0 && text.endsWith(">");
    String address = isNamed ? text.substring(angle + 1, text.length() - 1).trim() : text;
    List<Parameter> name =
        isNamed && angle > 0
            ? List.of(Parameter.of("CN", text.substring(0, angle).trim()))
            : List.of();
    List<Parameter> parameters = new ArrayList<>(name);
    boolean isOrganizer = false;
    for (Parameter parameter : line.parameters()) {
      String word = parameter.values().get(0).toUpperCase(Locale.ROOT);
      switch (parameter.name()) {
        case "STATUS" ->
            parameters.add(Parameter.of("PARTSTAT", STATUSES.getOrDefault(word, word)));
        case "RSVP" -> parameters.add(Parameter.of("RSVP", word.equals("YES") ? "TRUE" : "FALSE"));
        case "ROLE" -> isOrganizer = word.equals("ORGANIZER") || word.equals("OWNER");
        default -> parameters.add(parameter);
      }
    }
    boolean isMail = address.indexOf('@') > 0 && address.indexOf(':') < 0;
    String value = Text.keepOnOneLine(isMail ? "mailto:" + address : address);
    List<ContentLine> people = new ArrayList<>();
    if (isOrganizer) {
      people.add(at(line, "ORGANIZER", name, value));
    }
    if (!isOrganizer || parameters.size() > name.size()) {
      people.add(at(line, "ATTENDEE", parameters, value));
    }
    return people;
  }

  private static ContentLine at(
      ContentLine line, String name, List<Parameter> parameters, String value) {
    return new ContentLine(line.group(), name, parameters, value, line.number());
  }

  private static ContentLine at(ContentLine line, String name, String value) {
    return at(line, name, List.of(), value);
  }

  /** DALARM:19960415T235000;PT5M;2;Your taxes are due: when, how long until again, how often. */
  private static Optional<RawComponent> alarm(RawComponent old, ContentLine line) {
    Optional<String> action = Optional.ofNullable(ALARMS.get(line.name()));
    List<String> parts = Text.split(line.value(), ';');
    Optional<ContentLine> trigger =
        action.flatMap(a -> Stamp.parse(parts.get(0))).flatMap(when -> trigger(old, line, when));
    if (trigger.isEmpty()) {
      return Optional.empty();
    }
    List<ContentLine> lines = new ArrayList<>();
    lines.add(at(line, "ACTION", action.get()));
    lines.add(trigger.get());
    String again = part(parts, 1);
    String often = part(parts, 2);
    if (AlertRules.isDuration(again) && often.matches("\\d{1,4}")) {
      lines.add(at(line, "DURATION", again));
      lines.add(at(line, "REPEAT", often));
    }
    addContent(line, action.get(), parts, lines);
    return Optional.of(RawComponent.of("VALARM", lines, List.of()));
  }

  private static String part(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index).trim() : "";
  }

  private static void addContent(
      ContentLine line, String action, List<String> parts, List<ContentLine> lines) {
    String first = Text.unescape(part(parts, 3), CardVersion.V2_1);
    if (first.isEmpty()) {
      return;
    }
    switch (action) {
      case "EMAIL" -> {
        String address = first.indexOf(':') < 0 ? "mailto:" + first : first;
        lines.add(at(line, "ATTENDEE", Text.keepOnOneLine(address)));
        String note = Text.unescape(part(parts, 4), CardVersion.V2_1);
        if (!note.isEmpty()) {
          lines.add(at(line, "DESCRIPTION", Text.escape(note)));
        }
      }
      case "DISPLAY" -> lines.add(at(line, "DESCRIPTION", Text.escape(first)));
      default -> lines.add(at(line, "ATTACH", Text.keepOnOneLine(first)));
    }
  }

  /** A time without zone is told by how long before the start it is. */
  private static Optional<ContentLine> trigger(RawComponent old, ContentLine line, Stamp when) {
    if (when.isUtc()) {
      return Optional.of(
          at(line, "TRIGGER", List.of(Parameter.of("VALUE", "DATE-TIME")), when.basic()));
    }
    return old.line("DTSTART")
        .flatMap(start -> Stamp.parse(start.value()))
        .filter(start -> !start.isUtc() && !when.isDate())
        .map(start -> Duration.between(start.local(), when.local()))
        .map(offset -> at(line, "TRIGGER", text(offset)));
  }

  private static String text(Duration offset) {
    Duration length = offset.abs();
    StringBuilder text = new StringBuilder(offset.isNegative() ? "-P" : "P");
    if (length.toDays() > 0) {
      text.append(length.toDays()).append('D');
    }
    if (length.toSeconds() % 86_400 == 0 && length.toDays() > 0) {
      return text.toString();
    }
    text.append('T');
    append(text, length.toHoursPart(), 'H');
    append(text, length.toMinutesPart(), 'M');
    append(text, length.toSecondsPart(), 'S');
    return length.isZero() ? "PT0S" : text.toString();
  }

  private static void append(StringBuilder text, int number, char unit) {
    if (number > 0) {
      text.append(number).append(unit);
    }
  }
}
