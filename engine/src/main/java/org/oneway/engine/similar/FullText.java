// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Names and addresses are written twice, in components and in full. While a merge changes the one,
 * the other must not go on saying what was true before.
 */
final class FullText {
  static final String FULL = "full";
  private static final String COMPONENTS = "components";

  private final Canonical canonical;
  private final Shape shape;
  private final Sides sides;

  /**
   * @param sides a name, an address or any other object
   */
  FullText(Canonical canonical, Shape shape, Sides sides) {
    this.canonical = canonical;
    this.shape = shape;
    this.sides = sides;
  }

  /**
   * The full text as it is to be merged. A side that has no components says everything by it, so
   * that it counts on both sides even where it is derived.
   */
  Sides sides() {
    Sides full = sides.member(FULL);
    if (!shape.hasComponents() || (!sourceHasNone() && !targetHasNone())) {
      return full;
    }
    return new Sides(
        counting(full.base()), counting(full.left()), counting(full.now()), counting(full.there()));
  }

  private Field counting(Field full) {
    return full.withPlain(canonical.value(shape.member(FULL), full.raw()));
  }

  /** After the merge: makes components and full text of {@code result} say the same again. */
  void settle(ObjectNode result) {
    if (!shape.hasComponents()) {
      return;
    }
    JsonNode there = sides.there().raw();
    boolean derivedThere = there.has(FULL) && !sides.there().plain().has(FULL);
    if (!result.path(COMPONENTS).equals(there.path(COMPONENTS))) {
      Sides full = sides.member(FULL);
      boolean taken = full.sourceChanged() && result.path(FULL).equals(full.now().raw());
      if (derivedThere && result.path(FULL).equals(there.path(FULL)) && !taken) {
        Members.set(result, FULL, followingFull(result));
      }
    } else if (sourceHasNone()
        && derivedThere
        && !result.path(FULL).equals(there.path(FULL))
        && canonical.value(shape, result).has(FULL)) {
      // The target had made these components of the old full text.
      result.remove(COMPONENTS);
      result.remove("isOrdered");
      result.remove("defaultSeparator");
    }
  }

  /** What the source says in full; nothing where it says there what no component says. */
  private JsonNode followingFull(ObjectNode result) {
    Field full = sides.now().member(FULL);
    return full.isAbsent() || !result.has(COMPONENTS) ? full.raw() : MissingNode.getInstance();
  }

  private boolean sourceHasNone() {
    return !sides.base().plain().has(COMPONENTS) && !sides.now().plain().has(COMPONENTS);
  }

  private boolean targetHasNone() {
    return !sides.left().plain().has(COMPONENTS) && !sides.there().plain().has(COMPONENTS);
  }
}
