// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawComponent;

/** Makes one participant of all that has the same address. */
final class ParticipantReader {
  private static final String ORGANIZER = "ORGANIZER";
  private static final String ATTENDEE = "ATTENDEE";

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
      new PersonLine(reading, person, line).readTexts();
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
    new PersonLine(reading, person, line).readAttendee();
    ParticipantRules.OTHERS.forEach(
        (parameter, other) -> {
          List<String> addresses =
              line.peek(parameter).isEmpty() ? List.of() : line.takeAll(parameter);
          if (!addresses.isEmpty()) {
            named.add(new Named(person, other, addresses));
          }
        });
    reading.converted(line, person.path(member));
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
