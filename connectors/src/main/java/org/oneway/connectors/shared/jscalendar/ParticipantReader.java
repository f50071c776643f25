// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawComponent;

/** Makes one participant of all that has the same address. */
final class ParticipantReader {
  private static final String ORGANIZER = "ORGANIZER";
  private static final String ATTENDEE = "ATTENDEE";

  /** One of them, while its lines come. */
  private static final class Person {
    private final String key;
    private final ObjectNode object;

    /** By member: the property it came from. */
    private final Map<String, String> origins = new HashMap<>();

    private boolean isOrganizer;
    private boolean isAttendee;
    private boolean hasComponent;

    Person(String key, ObjectNode object) {
      this.key = key;
      this.object = object;
    }

    String path(String member) {
      return ParticipantRules.PARTICIPANTS + "/" + key + "/" + member;
    }
  }

  /** Others that a participant names. */
  private record Named(Person person, String member, List<String> addresses) {}

  private final Reading reading;
  private final boolean isNew;
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final List<Named> named = new ArrayList<>();
  private boolean isOrganized;

  ParticipantReader(Reading reading) {
    this.reading = reading;
    this.isNew = reading.surface.isNew();
  }

  void read() {
    for (ContentLine line : reading.component.lines()) {
      if (line.name().equals(ORGANIZER)) {
        organizer(new Line(line));
      } else if (line.name().equals(ATTENDEE)) {
        attendee(new Line(line));
      }
    }
    for (RawComponent inner : reading.component.components()) {
      if (inner.name().equals("PARTICIPANT")) {
        component(inner);
      }
    }
    named.forEach(this::resolve);
    people.values().forEach(this::remember);
  }

  private void organizer(Line line) {
    String address = line.value();
    if (address.isBlank() || isOrganized) {
      reading.raw(line.content(), "is no organizer that could be kept");
      return;
    }
    isOrganized = true;
    Addresses.set(
        reading.object, Addresses.organizerMember(reading.surface), reading.surface, address);
    if (!isNew || isTelling(line)) {
      Person person = person(line, address);
      person.isOrganizer = true;
      if (isNew) {
        Addresses.set(person.object, "calendarAddress", reading.surface, address);
      }
      texts(person, line, ORGANIZER);
      Reading.child(person.object, "roles").put("owner", true);
    }
    reading.converted(line, Addresses.organizerMember(reading.surface));
  }

  /** Whether the organizer needs a participant: in 2.0 not where an attendee is the owner. */
  private boolean isTelling(Line line) {
    boolean isSomebody =
        ParticipantRules.TEXTS.keySet().stream().anyMatch(name -> line.peek(name).isPresent());
    boolean hasOwner =
        reading.lines(ATTENDEE).stream()
            .anyMatch(a -> a.parameter("ROLE").filter("OWNER"::equalsIgnoreCase).isPresent());
    return isSomebody || !hasOwner;
  }

  private Person person(Line line, String address) {
    Person there = people.get(Addresses.normal(address));
    if (there != null) {
      boolean isSame =
          line.peek(Surface.DRAFT_25.id())
              .or(() -> line.peek(Surface.RFC8984.id()))
              .filter(there.key::equals)
              .isPresent();
      if (isSame) {
        Reading.takeId(line);
      }
      return there;
    }
    ObjectNode object = Reading.JSON.objectNode().put("@type", "Participant");
    String key = reading.add(line, ParticipantRules.PARTICIPANTS, line.value(), object);
    Person person = new Person(key, object);
    people.put(Addresses.normal(address), person);
    return person;
  }

  private void texts(Person person, Line line, String property) {
    ParticipantRules.TEXTS.forEach((name, member) -> text(person, line, property, name, member));
    if (!isNew) {
      text(person, line, property, "LANGUAGE", "language");
      directory(person, line);
    }
  }

  private static void text(
      Person person, Line line, String property, String parameter, String member) {
    Optional<String> value = line.peek(parameter).filter(text -> !text.isEmpty());
    if (value.isEmpty()) {
      return;
    }
    if (!person.object.has(member)) {
      person.object.put(member, value.get());
      person.origins.put(member, property);
      line.take(parameter);
    } else if (person.object.path(member).asText().equals(value.get())) {
      person.origins.remove(member);
      line.take(parameter);
    }
  }

  private static void directory(Person person, Line line) {
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

  private void attendee(Line line) {
    String address = line.value();
    Person there = people.get(Addresses.normal(address));
    if (address.isBlank() || (there != null && there.isAttendee)) {
      reading.raw(line.content(), "is nobody, or somebody who is there already");
      return;
    }
    Person person = person(line, address);
    person.isAttendee = true;
    String member = Addresses.member(reading.surface);
    if (person.object.path(member).isMissingNode()) {
      Addresses.set(person.object, member, reading.surface, address);
    }
    texts(person, line, ATTENDEE);
    role(person, line);
    kind(person, line);
    status(person, line);
    line.peek("RSVP")
        .filter(word -> word.equalsIgnoreCase("TRUE") || word.equalsIgnoreCase("FALSE"))
        .ifPresent(
            word -> {
              line.take("RSVP");
              person.object.put("expectReply", word.equalsIgnoreCase("TRUE"));
            });
    ParticipantRules.OTHERS.forEach(
        (parameter, other) -> {
          List<String> addresses =
              line.peek(parameter).isEmpty() ? List.of() : line.takeAll(parameter);
          if (!addresses.isEmpty()) {
            named.add(new Named(person, other, addresses));
          }
        });
    if (!isNew) {
      scheduling(person, line);
    }
    reading.converted(line, person.path(member));
  }

  private void role(Person person, Line line) {
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

  private static void kind(Person person, Line line) {
    String type = line.peek("CUTYPE").orElse("").toUpperCase(Locale.ROOT);
    Optional.ofNullable(ParticipantRules.KINDS.get(type))
        .ifPresent(
            kind -> {
              line.take("CUTYPE");
              person.object.put("kind", kind);
            });
  }

  private void status(Person person, Line line) {
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
  private static void scheduling(Person person, Line line) {
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

  private void component(RawComponent inner) {
    Optional<ContentLine> line =
        inner.line("CALENDAR-ADDRESS").filter(one -> !one.value().isBlank());
    String address = line.map(ContentLine::value).orElse("");
    Person there = people.get(Addresses.normal(address));
    if (there != null && there.hasComponent) {
      reading.raw(inner);
      return;
    }
    Person person = there == null ? person(inner, address) : there;
    person.hasComponent = true;
    ObjectNode entry = person.object;
    boolean isBare = there == null && !address.isEmpty();
    if (isBare) {
      Addresses.set(entry, Addresses.member(reading.surface), reading.surface, address);
    }
    ParticipantParts.read(reading.inner(inner, entry), !address.isEmpty());
  }

  private Person person(RawComponent inner, String address) {
    ObjectNode participants = Reading.child(reading.object, ParticipantRules.PARTICIPANTS);
    String value = address.isEmpty() ? inner.uid().orElse("") : address;
    String key = Entries.key(reading, ParticipantRules.PARTICIPANTS, inner, value);
    Person person = new Person(key, participants.putObject(key).put("@type", "Participant"));
    people.put(address.isEmpty() ? key : Addresses.normal(address), person);
    return person;
  }

  /** In RFC 8984 participants are named by their keys, and must be there. */
  private void resolve(Named one) {
    ObjectNode set = Reading.child(one.person().object, one.member());
    for (String address : one.addresses()) {
      set.put(isNew ? address : keyOf(address), true);
    }
  }

  private String keyOf(String address) {
    Person there = people.get(Addresses.normal(address));
    if (there != null) {
      return there.key;
    }
    ObjectNode participants = Reading.child(reading.object, ParticipantRules.PARTICIPANTS);
    String key =
        reading.keys.free(ParticipantRules.PARTICIPANTS, reading.keys.of(address), participants);
    ObjectNode object = participants.putObject(key).put("@type", "Participant");
    Addresses.set(object, Addresses.member(reading.surface), reading.surface, address);
    people.put(Addresses.normal(address), new Person(key, object));
    return key;
  }

  /** Of somebody who is organizer and attendee: which of both lines said what. */
  private void remember(Person person) {
    if (!person.isOrganizer || !person.isAttendee) {
      return;
    }
    person.origins.forEach(
        (member, property) -> reading.preserved.property(person.path(member), property));
    if (isNew && !ParticipantWriter.isAttending(person.object)) {
      reading.preserved.property(person.path("calendarAddress"), ATTENDEE);
    }
  }
}
