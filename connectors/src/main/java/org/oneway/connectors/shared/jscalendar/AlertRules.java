// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.RawComponent;

/** Alarms: VALARM (RFC 5545 section 3.6.6, RFC 9074). */
final class AlertRules {
  static final String ALERTS = "alerts";
  private static final Pattern DURATION =
      Pattern.compile("[+-]?P(?=[\\dT])(\\d+W)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+S)?)?");
  private static final Set<String> ACTIONS = Set.of("DISPLAY", "EMAIL");
  private static final Set<String> ONCE = Set.of("TRIGGER", "ACTION", "ACKNOWLEDGED");
  private static final Map<String, Rule> RULES = rules();

  private AlertRules() {}

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new HashMap<>();
    rules.put("TRIGGER", AlertRules::trigger);
    rules.put("ACTION", AlertRules::action);
    rules.put("ACKNOWLEDGED", (reading, line) -> WordRules.moment(reading, line, "acknowledged"));
    rules.put("RELATED-TO", LinkRules::related);
    return Map.copyOf(rules);
  }

  static void read(Reading reading, RawComponent inner) {
    Optional<ContentLine> trigger = inner.line("TRIGGER");
    if (trigger.flatMap(AlertRules::json).isEmpty() || isPlaceholder(inner)) {
      reading.raw(inner);
      return;
    }
    ObjectNode alerts = Reading.child(reading.object, ALERTS);
    String key = Entries.key(reading, ALERTS, inner, value(inner));
    ObjectNode alert = alerts.putObject(key).put("@type", "Alert");
    Reading within = reading.inner(inner, alert);
    if (inner.line("ACTION").isEmpty()) {
      alert.put("action", "display");
    }
    Entries.read(within, RULES, ONCE);
  }

  /** Apple's sign that there is to be no alarm. */
  private static boolean isPlaceholder(RawComponent inner) {
    return inner.line("ACTION").filter(line -> line.value().equalsIgnoreCase("NONE")).isPresent();
  }

  /** What the key of an alarm without UID is made of. */
  static String value(RawComponent alarm) {
    StringBuilder text = new StringBuilder();
    for (String name : new String[] {"TRIGGER", "ACTION"}) {
      alarm
          .line(name)
          .ifPresent(line -> text.append(text.length() == 0 ? "" : "\n").append(written(line)));
    }
    return text.toString();
  }

  private static String written(ContentLine line) {
    StringBuilder text = new StringBuilder(line.name());
    for (Parameter parameter : line.parameters()) {
      text.append(';').append(parameter.name()).append('=');
      text.append(String.join(",", parameter.values()));
    }
    return text.append(':').append(line.value()).toString();
  }

  /** The trigger that a line is; empty where JSCalendar has none for it. */
  private static Optional<ObjectNode> json(ContentLine line) {
    String value = line.value().trim();
    ObjectNode trigger = Reading.JSON.objectNode();
    if (isDuration(value)) {
      trigger.put("@type", "OffsetTrigger").put("offset", value);
      return Optional.of(trigger);
    }
    return Stamp.parse(value)
        .filter(Stamp::isUtc)
        .map(
            stamp ->
                trigger.put("@type", "AbsoluteTrigger").put("when", Stamp.json(stamp.instant())));
  }

  static boolean isDuration(String text) {
    return DURATION.matcher(text).matches();
  }

  private static void trigger(Reading reading, Line line) {
    ObjectNode trigger = json(line.content()).orElseGet(Reading.JSON::objectNode);
    boolean isOffset = trigger.has("offset");
    Optional<String> related =
        line.peek("RELATED")
            .filter(word -> word.equalsIgnoreCase("START") || word.equalsIgnoreCase("END"));
    if (isOffset && related.isPresent()) {
      line.take("RELATED");
      trigger.put("relativeTo", related.get().toLowerCase(Locale.ROOT));
    }
    if (!isOffset || line.peek("VALUE").filter(v -> !v.equalsIgnoreCase("DURATION")).isPresent()) {
      line.take("VALUE");
    }
    reading.object.set("trigger", trigger);
    if (!line.rest().isEmpty()) {
      reading.preserved.converted("trigger", line.name(), line.rest());
    }
  }

  private static void action(Reading reading, Line line) {
    String action = line.value().trim().toUpperCase(Locale.ROOT);
    if (!ACTIONS.contains(action)) {
      reading.raw(line.content());
      return;
    }
    reading.object.put("action", action.toLowerCase(Locale.ROOT));
    reading.converted(line, "action");
  }

  /** When all are there: relations among alarms name the keys of alerts. */
  static void join(Reading reading) {
    AlertRelations.join(reading.object.path(ALERTS));
  }

  static void write(Writing writing) {
    JsonNode alerts = writing.object.path(ALERTS);
    Set<String> named = AlertRelations.named(alerts);
    for (Map.Entry<String, ObjectNode> one : writing.entries(ALERTS)) {
      write(writing, one.getKey(), one.getValue(), named);
    }
  }

  private static void write(Writing writing, String key, ObjectNode alert, Set<String> named) {
    Optional<Stamp> when =
        Stamp.parseExtended(Writing.textOf(alert.path("trigger"), "when")).filter(Stamp::isUtc);
    String offset = Writing.textOf(alert.path("trigger"), "offset");
    if (when.isEmpty() && !isDuration(offset)) {
      return; // A trigger that iCalendar has no word for; the whole alert is a JSPROP.
    }
    Writing inner = writing.inner("VALARM", alert);
    Writing.Out trigger = inner.line("TRIGGER", "trigger");
    if (when.isPresent()) {
      trigger.with("VALUE", "DATE-TIME").value(when.get().basic());
    } else {
      String related = Writing.textOf(alert.path("trigger"), "relativeTo");
      if (related.equals("start") || related.equals("end")) {
        trigger.with("RELATED", related.toUpperCase(Locale.ROOT));
      }
      trigger.value(offset);
    }
    writeAction(inner, alert);
    WordRules.writeMoment(inner, "ACKNOWLEDGED", "acknowledged");
    AlertRelations.write(inner, alert, writing.object.path(ALERTS));
    writeKey(writing, inner, key, named.contains(key));
    writing.add(inner.component());
  }

  /** Others name it by its UID; else a key that follows need not be told. */
  private static void writeKey(Writing writing, Writing inner, String key, boolean isNamed) {
    boolean follows = writing.follows(ALERTS, key, value(inner.component()));
    if (isNamed || !follows || Entries.uid(inner.object).isPresent()) {
      Entries.writeKey(inner, key);
    }
  }

  private static void writeAction(Writing inner, ObjectNode alert) {
    String action = Writing.textOf(alert, "action").toUpperCase(Locale.ROOT);
    boolean isKept = Preserved.lines(alert).stream().anyMatch(line -> line.name().equals("ACTION"));
    if (!isKept) {
      inner.line("ACTION", "action").value(ACTIONS.contains(action) ? action : "DISPLAY");
    }
  }
}
