// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Which rules two similar items need to be equal: those without which they differ. */
final class Reasons {
  private final Shape root;
  private final Set<String> ignored;
  private final BiFunction<ObjectNode, Canonical, ObjectNode> form;

  /**
   * @param root the shape of the items
   * @param ignored members that are a store's own
   * @param form makes the canonical form of an item by the rules that a Canonical has
   */
  Reasons(Shape root, Set<String> ignored, BiFunction<ObjectNode, Canonical, ObjectNode> form) {
    this.root = root;
    this.ignored = ignored;
    this.form = form;
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

  private String text(ObjectNode item, Set<Rule> rules) {
    Set<String> left = rules.contains(Rule.IGNORED_MEMBERS) ? ignored : Set.of();
    ObjectNode canonical = form.apply(item, new Canonical(root, rules, left));
    return CanonicalText.of(canonical, rules.contains(Rule.MEMBER_ORDER));
  }
}
