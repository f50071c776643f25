// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which rules two similar cards need to be equal: those without which they differ. */
final class Reasons {
  private final Set<String> ignored;

  Reasons(Set<String> ignored) {
    this.ignored = ignored;
  }

  List<String> between(ObjectNode one, ObjectNode other) {
    Set<Rule> all = EnumSet.allOf(Rule.class);
    if (one.toString().equals(other.toString()) || !areEqual(one, other, all)) {
      return List.of();
    }
    List<String> needed = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      if (!areEqual(one, other, EnumSet.complementOf(EnumSet.of(rule)))) {
        needed.add(rule.words());
      }
    }
    needed.sort(null);
    return List.copyOf(needed);
  }

  private boolean areEqual(ObjectNode one, ObjectNode other, Set<Rule> rules) {
    return text(one, rules).equals(text(other, rules));
  }

  private String text(ObjectNode card, Set<Rule> rules) {
    Set<String> left = rules.contains(Rule.IGNORED_MEMBERS) ? ignored : Set.of();
    ObjectNode canonical = new Keyless(new Canonical(rules, left)).card(card);
    return CanonicalText.of(canonical, rules.contains(Rule.MEMBER_ORDER));
  }
}
