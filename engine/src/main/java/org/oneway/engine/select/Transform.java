// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;

/**
 * What is left out of events, tasks and notes as they are read, before anything is compared: state,
 * plan and target speak of what is left. The same item always becomes the same; its uid stays.
 *
 * @param privateAsBusy whether of what is private or secret only its time is shown
 * @param strip what is left out of every item
 */
public record Transform(boolean privateAsBusy, Set<Part> strip) {
  /** Everything stays as it is. */
  public static final Transform NONE = new Transform(false, Set.of());

  /** What can be left out of an item. */
  public enum Part {
    /** Participants and the organizer, with their addresses. */
    ATTENDEES,
    ALARMS,
    /** Attached files and pictures; other links stay. */
    ATTACHMENTS,
    DESCRIPTIONS,
    /** Places and addresses of conferences. */
    LOCATIONS
  }

  public Transform {
    strip = strip.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(strip));
  }

  /** Whether it changes nothing. */
  public boolean isNone() {
    return !privateAsBusy && strip.isEmpty();
  }

  /** What becomes of an item. */
  public Item of(Item item) {
    if (isNone() || !isOfCalendar(item.kind())) {
      return item;
    }
    ObjectNode json = item.json().deepCopy();
    if (privateAsBusy) {
      BusyOnly.apply(json);
    }
    strip.forEach(part -> new Stripping(part).apply(json));
    return item.withJson(json);
  }

  private static boolean isOfCalendar(Kind kind) {
    return kind == Kind.EVENT || kind == Kind.TASK || kind == Kind.NOTE;
  }

  @Override
  public String toString() {
    Set<String> words = new TreeSet<>();
    strip.forEach(part -> words.add(part.name()));
    if (privateAsBusy) {
      words.add("PRIVATE");
    }
    return String.join("+", words);
  }
}
