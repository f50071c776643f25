// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which entry of one card is which entry of another one, whatever their keys. */
final class Alignment {
  /** Beyond, comparing each with each takes too long, and only equal keys are compared. */
  private static final int MOST_PAIRS = 40_000;

  private final Map<String, Field> before;
  private final Map<String, Field> after;
  private final Map<String, String> beforeByAfter = new HashMap<>();

  private Alignment(Map<String, Field> before, Map<String, Field> after) {
    this.before = present(before);
    this.after = present(after);
  }

  /** For each key of {@code after} that has one, the key of {@code before}: equal values first. */
  static Map<String, String> of(
      Map<String, Field> before, Map<String, Field> after, Likeness likeness) {
    Alignment alignment = new Alignment(before, after);
    alignment.pairEqual();
    alignment.pairAlike(likeness);
    return alignment.beforeByAfter;
  }

  private static Map<String, Field> present(Map<String, Field> fields) {
    Map<String, Field> present = new LinkedHashMap<>(fields);
    present.values().removeIf(Field::isAbsent);
    present.remove(Fields.WHOLE);
    return present;
  }

  private void pairEqual() {
    new LinkedHashMap<>(after)
        .forEach(
            (key, field) -> {
              if (field.same(before.getOrDefault(key, Field.ABSENT))) {
                pair(key, key);
              }
            });
    Map<JsonNode, String> keyByValue = new HashMap<>();
    before.forEach((key, field) -> keyByValue.putIfAbsent(field.plain(), key));
    new LinkedHashMap<>(after)
        .forEach(
            (key, field) -> {
              String equal = keyByValue.remove(field.plain());
              if (equal != null) {
                pair(equal, key);
              }
            });
  }

  private record Candidate(String before, String after, int score) {}

  private void pairAlike(Likeness likeness) {
    boolean few = (long) before.size() * after.size() <= MOST_PAIRS;
    List<Candidate> candidates = new ArrayList<>();
    for (String one : before.keySet()) {
      for (String other : few ? after.keySet() : Set.of(one)) {
        Field field = after.getOrDefault(other, Field.ABSENT);
        int score = likeness.of(before.get(one).plain(), field.plain(), one.equals(other));
        if (!field.isAbsent() && score != Likeness.NONE) {
          candidates.add(new Candidate(one, other, score));
        }
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::score).reversed());
    for (Candidate candidate : candidates) {
      if (before.containsKey(candidate.before()) && after.containsKey(candidate.after())) {
        pair(candidate.before(), candidate.after());
      }
    }
  }

  private void pair(String one, String other) {
    beforeByAfter.put(other, one);
    before.remove(one);
    after.remove(other);
  }
}
