// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.Stream;

/** What a user would call an event, task or note. */
final class EventTitle {
  private static final String NOTHING = "(no title)";
  private static final int MOST_WORDS = 8;
  private static final int MOST_CHARACTERS = 200;

  private EventTitle() {}

  static String of(ObjectNode item) {
    return Stream.of(
            item.path("title").asText(),
            firstWords(item.path("description").asText()),
            time(item.path("start").asText()),
            time(item.path("due").asText()),
            item.path("uid").asText(),
            NOTHING)
        .map(String::strip)
        .filter(title -> !title.isEmpty())
        .findFirst()
        .orElse(NOTHING);
  }

  private static String firstWords(String text) {
    String start = text.strip();
    start = start.substring(0, Math.min(start.length(), MOST_CHARACTERS));
    String[] words = start.split("\\s+", MOST_WORDS + 1);
    return String.join(" ", words.length > MOST_WORDS ? first(words) : words);
  }

  private static String[] first(String... words) {
    return Arrays.copyOf(words, MOST_WORDS);
  }

  private static String time(String localDateTime) {
    return localDateTime.replace("T00:00:00", "").replace('T', ' ').replaceAll(":00$", "");
  }
}
