// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;

/** Whether the full text of a name or address says anything that its components do not say. */
final class Derived {
  /** Without these a full name would say less than its components. */
  private static final Set<String> NEEDED_IN_NAMES = Set.of("given", "surname");

  private static final String BETWEEN_WORDS = " \t\r\n\u00a0\u3000,;";

  /** More components than any name has; beyond, trying all their orders would take too long. */
  private static final int MOST_COMPONENTS = 8;

  private Derived() {}

  /**
   * Whether a full name says what the given and surnames say and nothing that no component says, in
   * any order. Titles, further given names and the like may be left out of it.
   */
  static boolean name(String full, JsonNode components) {
    List<String> all = values(components, false);
    List<String> needed = values(components, true);
    return saysOnly(full, needed.isEmpty() ? all : needed, all);
  }

  /** Whether a full address says nothing that no component says, in any order. */
  static boolean address(String full, JsonNode components, String countryCode) {
    List<String> all = values(components, false);
    if (all.isEmpty()) {
      return false;
    }
    all.add(countryCode);
    return saysOnly(full, List.of(), all);
  }

  private static boolean saysOnly(String full, List<String> needed, List<String> all) {
    List<String> said = words(List.of(full));
    List<String> sayable = words(all);
    boolean onlyThat = said.stream().allMatch(sayable::remove);
    boolean allThat = words(needed).stream().allMatch(said::remove);
    return (onlyThat && allThat) || isWrittenTogether(full, needed, all);
  }

  /** Names of some scripts are written without spaces: all values one after the other. */
  private static boolean isWrittenTogether(String full, List<String> needed, List<String> all) {
    return words(List.of(full)).size() == 1
        && all.size() <= MOST_COMPONENTS
        && isMadeOf(full, new ArrayList<>(all), needed);
  }

  private static boolean isMadeOf(String rest, List<String> unused, List<String> needed) {
    if (rest.isEmpty()) {
      return needed.stream().noneMatch(unused::contains);
    }
    for (int i = 0; i < unused.size(); i++) {
      String value = unused.get(i);
      if (!value.isEmpty() && rest.startsWith(value)) {
        List<String> others = new ArrayList<>(unused);
        others.remove(i);
        if (isMadeOf(rest.substring(value.length()), others, needed)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> words(List<String> texts) {
    List<String> words = new ArrayList<>();
    for (String text : texts) {
      StringTokenizer tokens = new StringTokenizer(text, BETWEEN_WORDS);
      while (tokens.hasMoreTokens()) {
        words.add(tokens.nextToken());
      }
    }
    return words;
  }

  private static List<String> values(JsonNode components, boolean neededOnly) {
    List<String> values = new ArrayList<>();
    for (JsonNode component : components) {
      String kind = component.path("kind").asText();
      boolean wanted = neededOnly ? NEEDED_IN_NAMES.contains(kind) : !kind.equals("separator");
      String value = component.path("value").asText();
      if (wanted && !value.isEmpty()) {
        values.add(value);
      }
    }
    return values;
  }
}
