// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the parameters of an ORGANIZER or ATTENDEE say of a participant. */
final class PersonLine {
  private final Reading reading;
  private final boolean isNew;
  private final Person person;
  private final Line line;

  PersonLine(Reading reading, Person person, Line line) {
    this.reading = reading;
    this.isNew = reading.surface.isNew();
    this.person = person;
    this.line = line;
  }

  /** What an ATTENDEE says, but for the others that it names. */
  void readAttendee() {
    readTexts();
    role();
    kind();
    status();
    line.peek("RSVP")
        .filter(word -> word.equalsIgnoreCase("TRUE") || word.equalsIgnoreCase("FALSE"))
        .ifPresent(
            word -> {
              line.take("RSVP");
              person.object.put("expectReply", word.equalsIgnoreCase("TRUE"));
            });
    if (!isNew) {
      scheduling();
    }
  }

  /** What both kinds of lines say: who it is. */
  void readTexts() {
    ParticipantRules.TEXTS.forEach((name, member) -> text(name, member));
    if (!isNew) {
      text("LANGUAGE", "language");
      directory();
    }
  }

  private void text(String parameter, String member) {
    Optional<String> value = line.peek(parameter).filter(text -> !text.isEmpty());
    if (value.isEmpty()) {
      return;
    }
    if (!person.object.has(member)) {
      person.object.put(member, value.get());
      person.origins.put(member, line.name());
      line.take(parameter);
    } else if (person.object.path(member).asText().equals(value.get())) {
      person.origins.remove(member);
      line.take(parameter);
    }
  }

  private void directory() {
    Optional<String> directory = line.peek("DIR").filter(uri -> !uri.isBlank());
    if (directory.isPresent() && !person.object.has("links")) {
      line.take("DIR");
      person
          .object
          .putObject("links")
          .putObject(Keys.of(directory.get()))
          .put("@type", "Link")
          .put("href", directory.get());
      person.origins.put("links", line.name());
    }
  }

  private void role() {
    String role = line.peek("ROLE").orElse("REQ-PARTICIPANT").toUpperCase(Locale.ROOT);
    Set<String> roles =
        ParticipantRules.roles(reading.surface)
            .getOrDefault(role, isNew ? Set.of() : Set.of("attendee"));
    if (ParticipantRules.roles(reading.surface).containsKey(role)) {
      line.take("ROLE");
    }
    if (!roles.isEmpty()) {
      ObjectNode all = Reading.child(person.object, "roles");
      roles.stream().sorted().forEach(one -> all.put(one, true));
    }
  }

  private void kind() {
    String type = line.peek("CUTYPE").orElse("").toUpperCase(Locale.ROOT);
    Optional.ofNullable(ParticipantRules.KINDS.get(type))
        .ifPresent(
            kind -> {
              line.take("CUTYPE");
              person.object.put("kind", kind);
            });
  }

  private void status() {
    Optional<String> status = line.peek("PARTSTAT").filter(JCal::isName);
    if (status.isEmpty()) {
      return;
    }
    line.take("PARTSTAT");
    boolean isProgress =
        reading.isTask()
            && ParticipantRules.PROGRESS.contains(status.get().toUpperCase(Locale.ROOT));
    String word = status.get().toLowerCase(Locale.ROOT);
    person.object.put("participationStatus", isProgress ? "accepted" : word);
    if (isProgress) {
      person.object.put("progress", word);
    }
  }

  /** Who sends the messages, and what became of them (RFC 6638 section 7). */
  private void scheduling() {
    line.take("SCHEDULE-AGENT")
        .ifPresent(agent -> person.object.put("scheduleAgent", agent.toLowerCase(Locale.ROOT)));
    if (line.peek("SCHEDULE-FORCE-SEND").isPresent()) {
      person.object.put("scheduleForceSend", true);
      if (line.peek("SCHEDULE-FORCE-SEND").get().equals("REQUEST")) {
        line.take("SCHEDULE-FORCE-SEND");
      }
    }
    List<String> statuses = line.takeAll("SCHEDULE-STATUS");
    if (!statuses.isEmpty()) {
      var array = person.object.putArray("scheduleStatus");
      for (String status : String.join(",", statuses).split(",", -1)) {
        array.add(status);
      }
    }
  }
}
