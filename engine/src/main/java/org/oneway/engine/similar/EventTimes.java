// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.Optional;

/** The times of one item in canonical form: instants, or a wall clock that goes a certain way. */
final class EventTimes {
  private static final String ZONE = "timeZone";

  private final Canonical canonical;
  private final ObjectNode item;
  private final boolean recurs;

  /**
   * @param item as it travels
   */
  EventTimes(Canonical canonical, ObjectNode item) {
    this.canonical = canonical;
    this.item = item;
    this.recurs = !item.path("recurrenceRules").isEmpty();
  }

  /**
   * Brings the times of an item into their canonical form.
   *
   * @param plain the item with canonical values
   */
  void settle(ObjectNode plain) {
    settleRecurrenceId(plain);
    settle(plain, recurs);
  }

  /** The same of one instance: its times only. */
  void settleInstance(ObjectNode times) {
    settle(times, false);
  }

  private void settle(ObjectNode plain, boolean series) {
    Optional<ZoneRules> rules = rules(plain.path(ZONE));
    if (rules.isEmpty()) {
      return;
    }
    if (!series && canonical.applies(Rule.SAME_INSTANT)) {
      boolean start = toInstant(plain, "start", rules.get());
      if (toInstant(plain, "due", rules.get()) || start) {
        plain.remove(ZONE);
      }
    } else if (series && canonical.applies(Rule.SAME_ZONE)) {
      Zones.local(plain.path("start"))
          .ifPresent(start -> plain.put(ZONE, Zones.label(rules.get(), start, end(plain))));
    }
  }

  private void settleRecurrenceId(ObjectNode plain) {
    JsonNode own = plain.path("recurrenceIdTimeZone");
    Optional<ZoneRules> rules = rules(own.isTextual() ? own : plain.path(ZONE));
    if (rules.isPresent()
        && canonical.applies(Rule.SAME_INSTANT)
        && toInstant(plain, "recurrenceId", rules.get())) {
      plain.remove("recurrenceIdTimeZone");
    }
  }

  private static boolean toInstant(ObjectNode plain, String member, ZoneRules rules) {
    Optional<LocalDateTime> time = Zones.local(plain.path(member));
    time.ifPresent(local -> plain.put(member, Zones.instant(local, rules)));
    return time.isPresent();
  }

  /** When the last of several rules ends; empty where one goes on, or ends after a count. */
  private static Optional<LocalDateTime> end(ObjectNode plain) {
    Optional<LocalDateTime> end = Optional.empty();
    for (JsonNode rule : plain.path("recurrenceRules")) {
      Optional<LocalDateTime> until = Zones.local(rule.path("until"));
      if (until.isEmpty()) {
        return until;
      }
      end = end.filter(last -> last.isAfter(until.get())).or(() -> until);
    }
    return end;
  }

  /** The canonical form of the key of an override. */
  String recurrenceId(String key) {
    Optional<LocalDateTime> time = Zones.local(Canonical.NODES.textNode(key));
    Optional<ZoneRules> rules = recurs ? Optional.empty() : rules(item.path(ZONE));
    return time.isPresent() && rules.isPresent() && canonical.applies(Rule.SAME_INSTANT)
        ? Zones.instant(time.get(), rules.get())
        : key;
  }

  /** The key of an override in the zone of this item, of its canonical form. */
  String key(String recurrenceId) {
    Optional<ZoneRules> rules = rules(item.path(ZONE));
    if (!recurrenceId.endsWith("Z") || rules.isEmpty()) {
      return recurrenceId;
    }
    Instant instant = Instant.parse(recurrenceId);
    LocalDateTime local = LocalDateTime.ofInstant(instant, rules.get().getOffset(instant));
    return LOCAL.format(local);
  }

  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ISO_LOCAL_DATE_TIME;

  private Optional<ZoneRules> rules(JsonNode zone) {
    return Zones.rules(zone.asText(), item.path("timeZones"));
  }
}
