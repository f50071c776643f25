// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** How much one entry looks like another, so that an edited entry is known for what it was. */
enum Likeness {
  /** An edited entry: the same value with other attributes, or another value of the same type. */
  EDITED {
    @Override
    int of(JsonNode one, JsonNode other, boolean sameKey) {
      if (contradict(one, other, IDENTIFYING)) {
        return NONE;
      }
      int value = closeness(one, other);
      boolean sameKind = agree(one, other, Set.of("kind"));
      boolean sameType = agree(one, other, TYPE);
      boolean likely = sameKind && (sameType || value >= CLOSE);
      if (value < SAME && !likely) {
        return NONE;
      }
      return value + (sameType ? SAME_TYPE : 0) + (sameKey ? SAME_KEY : 0);
    }
  },
  /** Two entries that speak of the same thing, of which there are not two. */
  SAME_THING {
    @Override
    int of(JsonNode one, JsonNode other, boolean sameKey) {
      boolean contradicting = contradict(one, other, DISTINGUISHING);
      boolean sameOccasion = one.has("date") && other.has("date") && one.has("kind");
      boolean same = closeness(one, other) == SAME || sameOccasion;
      return same && !contradicting && agree(one, other, Set.of("kind")) ? SAME : NONE;
    }
  };

  /** No likeness at all. */
  static final int NONE = -1;

  private static final int SAME = 100;
  private static final int CLOSE = 50;
  private static final int SAME_TYPE = 30;
  private static final int SAME_KEY = 20;

  /** Members that hold what an entry is about. */
  private static final Set<String> VALUES =
      Set.of(
          "address",
          "blobId",
          "calendarAddress",
          "components",
          "date",
          "email",
          "full",
          "href",
          "language",
          "name",
          "note",
          "number",
          "pronouns",
          "sendTo",
          "trigger",
          "uri",
          "user",
          "value");

  /** Members that say what sort of entry it is. */
  private static final Set<String> TYPE =
      Set.of(
          "action",
          "contexts",
          "features",
          "kind",
          "label",
          "rel",
          "relativeTo",
          "service",
          "vCardName");

  /** Members by which two entries of one value are two. */
  private static final Set<String> DISTINGUISHING =
      Set.of("calendarAddress", "email", "href", "sendTo", "service", "units", "user", "uri");

  /** Members by which people are known: another address is another participant. */
  private static final Set<String> IDENTIFYING = Set.of("calendarAddress", "sendTo");

  /**
   * From 1; {@link #NONE} where the one cannot be the other.
   *
   * @param one an entry in canonical form
   */
  abstract int of(JsonNode one, JsonNode other, boolean sameKey);

  /** From 0 to 100: how alike the values are. */
  private static int closeness(JsonNode one, JsonNode other) {
    if (one.isArray() && other.isArray()) {
      return one.path(0).equals(other.path(0)) ? CLOSE : 0;
    }
    int closest = 0;
    for (String member : VALUES) {
      if (one.has(member) && other.has(member)) {
        closest = Math.max(closest, textCloseness(text(one.get(member)), text(other.get(member))));
      }
    }
    return closest;
  }

  /** How much of the longer text the common beginning and end make up. */
  private static int textCloseness(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    int longer = Math.max(one.length(), other.length());
    int start = 0;
    while (start < shorter && one.charAt(start) == other.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
      end++;
    }
    return longer == 0 ? SAME : (int) ((long) (start + end) * SAME / longer);
  }

  /** Of components, only what a user reads. */
  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.isTextual() ? value.textValue() : CanonicalText.of(value);
    }
    StringBuilder text = new StringBuilder();
    value.forEach(component -> text.append(component.path("value").asText()).append(' '));
    return text.toString();
  }

  private static boolean agree(JsonNode one, JsonNode other, Set<String> members) {
    return members.stream().noneMatch(member -> differ(one, other, member));
  }

  private static boolean contradict(JsonNode one, JsonNode other, Set<String> members) {
    return members.stream().anyMatch(m -> one.has(m) && other.has(m) && differ(one, other, m));
  }

  private static boolean differ(JsonNode one, JsonNode other, String member) {
    return !one.path(member).equals(other.path(member));
  }
}
