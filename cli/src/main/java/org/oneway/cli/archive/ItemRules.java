// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.oneway.cli.archive.Remark.Level;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.DataType;

/** What the draft wants of an item, and of the object that describes a folder. */
final class ItemRules {
  private static final Pattern UTC =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Conformance found;
  private final Set<String> collections;

  /**
   * Rules that tell their remarks.
   *
   * @param collections the uids of all address books and calendars
   */
  ItemRules(Conformance found, Set<String> collections) {
    this.found = found;
    this.collections = collections;
  }

  /** Judges an item's object. */
  void judge(DataType type, Optional<Uid> listed, String place, ObjectNode json) {
    judgeType(type, place, json.path("@type").asText(""));
    judgeIdentity(place, json);
    String uid = json.path("uid").asText("");
    if (listed.isPresent() && !uid.isEmpty() && !listed.get().value().equals(uid)) {
      boolean isCounted = NUMBER.matcher(listed.get().value()).matches();
      found.add(
          isCounted ? Level.WARNING : Level.ERROR,
          place,
          "folder.json lists it as \""
              + listed.get().value()
              + "\", and its uid is \""
              + uid
              + "\"");
    }
    judgeMembership(type, place, json);
    if (StrictJson.hasLargeNumber(json)) {
      found.add(Level.ERROR, place, "holds an integer beyond 2^53 (RFC 7493, section 2.2)");
    }
  }

  private void judgeType(DataType type, String place, String said) {
    String wanted =
        switch (type) {
          case CONTACTS -> "ContactCard";
          case CALENDARS -> "Event";
          case TASKS -> "Task";
          default -> "Note";
        };
    if (said.isEmpty()) {
      found.add(Level.ERROR, place, "has no @type; \"" + wanted + "\" is wanted");
    } else if (said.equals("Group")) {
      found.add(
          Level.WARNING, place, "is a Group, which is no part of the format (section \"Other\")");
    } else if (said.equals("Card") && type == DataType.CONTACTS) {
      found.add(
          Level.WARNING, place, "has @type \"Card\" of RFC 9553; the draft wants \"ContactCard\"");
    } else if (!said.equals(wanted)) {
      found.add(Level.WARNING, place, "is a " + said + " where a " + wanted + " is expected");
    }
  }

  /** Judges what every object has. */
  void judgeIdentity(String place, ObjectNode json) {
    JsonNode uid = json.path("uid");
    if (!uid.isTextual() || uid.asText().isEmpty()) {
      found.add(
          Level.ERROR,
          place,
          uid.isNumber() ? "its uid is a number, and should be text" : "has no uid");
    }
    JsonNode updated = json.path("updated");
    if (updated.isMissingNode()) {
      found.add(Level.ERROR, place, "has no \"updated\"");
    } else if (!updated.isTextual() || !UTC.matcher(updated.asText()).matches()) {
      found.add(Level.ERROR, place, "\"updated\" is no time in UTC: " + updated);
    }
  }

  private void judgeMembership(DataType type, String place, ObjectNode json) {
    String member = type == DataType.CONTACTS ? "addressBookIds" : "calendarIds";
    JsonNode ids = json.path(member);
    if (ids.isMissingNode()) {
      boolean isRequired = type == DataType.CALENDARS || type == DataType.TASKS;
      found.add(isRequired ? Level.ERROR : Level.WARNING, place, "has no " + member);
      return;
    }
    if (ids.isArray()) {
      found.add(Level.WARNING, place, member + " is an array; RFC 9610 has a map");
      ids.forEach(id -> judgeCollection(member, place, id.asText("")));
    } else {
      ids.fieldNames().forEachRemaining(id -> judgeCollection(member, place, id));
    }
  }

  private void judgeCollection(String member, String place, String id) {
    if (!collections.contains(id)) {
      found.add(Level.WARNING, place, member + " names \"" + id + "\", which is not there");
    }
  }
}
