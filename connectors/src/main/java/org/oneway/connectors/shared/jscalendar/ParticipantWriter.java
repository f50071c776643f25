// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the organizer, the attendees, and of the others components of their own. */
final class ParticipantWriter {
  private static final Set<String> OF_ATTENDEES =
      Set.of(
          "participationStatus",
          "expectReply",
          "kind",
          "progress",
          "delegatedTo",
          "delegatedFrom",
          "memberOf");

  private final Writing writing;
  private final List<Map.Entry<String, ObjectNode>> all;
  private final Optional<String> organizer;
  private final Map<String, String> addresses = new HashMap<>();
  private final Set<String> named = new HashSet<>();

  ParticipantWriter(Writing writing) {
    this.writing = writing;
    this.all = writing.entries(ParticipantRules.PARTICIPANTS);
    this.organizer = Addresses.ofOrganizer(writing.object);
    for (Map.Entry<String, ObjectNode> one : all) {
      Addresses.of(one.getValue()).ifPresent(address -> addresses.put(one.getKey(), address));
      for (String member : ParticipantRules.OTHERS.values()) {
        named.addAll(TextRules.names(one.getValue(), member));
      }
    }
  }

  /** Whether a participant has what only attendees have. */
  static boolean isAttending(ObjectNode participant) {
    return OF_ATTENDEES.stream().anyMatch(participant::has)
        || TextRules.names(participant, "roles").stream()
            .anyMatch(
                role -> !role.equals("owner") && !ParticipantParts.tellsRole(participant, role));
  }

  void write() {
    Optional<String> key = organizerKey();
    if (organizer.isPresent() && key.isEmpty()) {
      String member = Addresses.organizerMember(writing.surface);
      writing.line("ORGANIZER", member).value(organizer.get());
    }
    Set<String> written = new HashSet<>();
    for (Map.Entry<String, ObjectNode> one : all) {
      boolean isOrganizer = key.filter(one.getKey()::equals).isPresent();
      boolean isTold = isOrganizer;
      if (isOrganizer) {
        writeOrganizer(one.getKey(), one.getValue(), organizer.get());
      }
      Optional<String> address = Addresses.of(one.getValue());
      if (address.isPresent() && isAttendee(one.getKey(), one.getValue(), isOrganizer)) {
        isTold = true;
        if (written.add(Addresses.normal(address.get()))) {
          writeAttendee(one.getKey(), one.getValue(), address.get(), isOrganizer);
        }
      }
      boolean isBare = !writing.surface.isNew() && Addresses.isBare(one.getValue());
      boolean isNamed = isBare && named.contains(one.getKey());
      if (Preserved.in(one.getValue()).isObject() || (!isTold && !isNamed)) {
        Writing inner = writing.inner("PARTICIPANT", one.getValue());
        ParticipantParts.write(inner, one.getKey());
        writing.add(inner.component());
      }
    }
  }

  private Optional<String> organizerKey() {
    if (organizer.isEmpty()) {
      return Optional.empty();
    }
    String address = Addresses.normal(organizer.get());
    List<String> owners = new ArrayList<>();
    for (Map.Entry<String, ObjectNode> one : all) {
      Optional<String> own = Addresses.of(one.getValue());
      if (own.map(Addresses::normal).filter(address::equals).isPresent()) {
        return Optional.of(one.getKey());
      }
      if (own.isEmpty() && one.getValue().path("roles").path("owner").asBoolean()) {
        owners.add(one.getKey());
      }
    }
    return owners.contains(Keys.of(organizer.get()))
        ? Optional.of(Keys.of(organizer.get()))
        : owners.stream().findFirst();
  }

  private boolean isAttendee(String key, ObjectNode participant, boolean isOrganizer) {
    if (!writing.surface.isNew()) {
      boolean isOnlyOwner = TextRules.names(participant, "roles").equals(List.of("owner"));
      return !(Addresses.isBare(participant) && named.contains(key))
          && !(isOrganizer && isOnlyOwner && !isAttending(participant))
          && !isOnlyComponent(key, participant);
    }
    return isOrganizer
        ? isAttending(participant) || cameFromAttendee(key)
        : !isOnlyComponent(key, participant);
  }

  private boolean cameFromAttendee(String key) {
    String path = path(key, Addresses.member(writing.surface));
    return Preserved.cameFrom(writing.object, path, "ATTENDEE");
  }

  /** Somebody whom a PARTICIPANT tells all about, and who was no attendee. */
  private boolean isOnlyComponent(String key, ObjectNode participant) {
    return Preserved.in(participant).isObject()
        && !isAttending(participant)
        && !cameFromAttendee(key);
  }

  private static String path(String key, String member) {
    return ParticipantRules.PARTICIPANTS + "/" + key + "/" + member;
  }

  private void writeOrganizer(String key, ObjectNode person, String address) {
    Writing.Out out = writing.line("ORGANIZER", Addresses.organizerMember(writing.surface));
    if (!writing.follows(ParticipantRules.PARTICIPANTS, key, address)) {
      out.with(writing.surface.id(), key);
    }
    writeTexts(out, "ORGANIZER", key, person);
    out.value(address);
  }

  private void writeTexts(Writing.Out out, String property, String key, ObjectNode person) {
    for (String parameter : List.of("CN", "EMAIL", "SENT-BY", "LANGUAGE")) {
      String member = ParticipantRules.TEXTS.getOrDefault(parameter, "language");
      boolean isOf =
          isOf(property, key, member) && !(writing.surface.isNew() && member.equals("language"));
      boolean isNameOfParts =
          member.equals("name") && Preserved.convertedFrom(person, "name").has("name");
      if (isOf && !isNameOfParts) {
        out.with(parameter, Writing.textOf(person, member));
      }
    }
    if (!writing.surface.isNew() && isOf(property, key, "links")) {
      directory(person).ifPresent(uri -> out.with("DIR", uri));
    }
  }

  /** Whether this of the two lines of an organizer who attends says the member. */
  private boolean isOf(String property, String key, String member) {
    String origin =
        Preserved.convertedFrom(writing.object, path(key, member)).path("name").asText();
    return origin.isEmpty() || origin.equalsIgnoreCase(property);
  }

  private static Optional<String> directory(ObjectNode person) {
    if (Preserved.in(person).isObject()) {
      return Optional.empty();
    }
    for (Map.Entry<String, JsonNode> one : person.path("links").properties()) {
      String href = Writing.textOf(one.getValue(), "href");
      boolean isOnly = one.getValue().size() == (one.getValue().has("@type") ? 2 : 1);
      if (isOnly && !href.isBlank() && one.getKey().equals(Keys.of(href))) {
        return Optional.of(href);
      }
    }
    return Optional.empty();
  }

  private void writeAttendee(String key, ObjectNode person, String address, boolean isOrganizer) {
    String path = Addresses.member(writing.surface);
    Writing.Out out =
        isOrganizer
            ? writing.line("ATTENDEE", path(key, path))
            : writing.entry("ATTENDEE", ParticipantRules.PARTICIPANTS, key, path, address);
    writeStatus(out, person);
    if (person.path("expectReply").isBoolean()) {
      out.with("RSVP", person.path("expectReply").asBoolean() ? "TRUE" : "FALSE");
    }
    writeTexts(out, "ATTENDEE", key, person);
    List<String> roles =
        TextRules.names(person, "roles").stream()
            .filter(role -> !ParticipantParts.tellsRole(person, role))
            .toList();
    out.with("ROLE", ParticipantRules.role(roles, isOrganizer));
    ParticipantRules.KINDS.forEach(
        (type, kind) -> {
          if (Writing.textOf(person, "kind").equals(kind)) {
            out.with("CUTYPE", type);
          }
        });
    ParticipantRules.OTHERS.forEach(
        (parameter, other) -> out.with(parameter, others(person, other)));
    if (!writing.surface.isNew()) {
      writeScheduling(out, person);
    }
    out.value(address);
  }

  private List<String> others(ObjectNode person, String member) {
    List<String> names = TextRules.names(person, member);
    return writing.surface.isNew()
        ? names
        : names.stream().filter(addresses::containsKey).map(addresses::get).toList();
  }

  private void writeStatus(Writing.Out out, ObjectNode person) {
    String status = Writing.textOf(person, "participationStatus");
    String progress = Writing.textOf(person, "progress").toUpperCase(Locale.ROOT);
    if (writing.isTask()
        && status.equals("accepted")
        && ParticipantRules.PROGRESS.contains(progress)) {
      out.with("PARTSTAT", progress);
    } else if (ParticipantRules.isLower(status)) {
      out.with("PARTSTAT", status.toUpperCase(Locale.ROOT));
    }
  }

  private static void writeScheduling(Writing.Out out, ObjectNode person) {
    String agent = Writing.textOf(person, "scheduleAgent");
    if (ParticipantRules.isLower(agent)) {
      out.with("SCHEDULE-AGENT", agent.toUpperCase(Locale.ROOT));
    }
    if (!person.path("scheduleForceSend").asBoolean()) {
      out.without("SCHEDULE-FORCE-SEND");
    } else if (!out.has("SCHEDULE-FORCE-SEND")) {
      out.with("SCHEDULE-FORCE-SEND", "REQUEST");
    }
    List<String> statuses = new ArrayList<>();
    person.path("scheduleStatus").forEach(one -> statuses.add(one.asText()));
    out.with("SCHEDULE-STATUS", String.join(",", statuses));
  }
}
