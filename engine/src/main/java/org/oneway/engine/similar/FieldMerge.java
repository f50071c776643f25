// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What becomes of one field that has a history on both sides. */
final class FieldMerge {
  private final Canonical canonical;
  private final boolean sourceWins;

  /**
   * @param sourceWins who wins what both changed differently
   */
  FieldMerge(Canonical canonical, boolean sourceWins) {
    this.canonical = canonical;
    this.sourceWins = sourceWins;
  }

  /**
   * The outcome for one field.
   *
   * @param value a missing node where the field is to be absent
   * @param conflicts the parts that both sides changed differently; the field itself is the part of
   *     no name
   * @param own the parts that stay as the target's user made them, likewise
   */
  record Merging(JsonNode value, Set<String> conflicts, Set<String> own) {
    private static final Set<String> ALL = Set.of("");

    static Merging of(JsonNode value) {
      return new Merging(value, Set.of(), Set.of());
    }

    static Merging own(JsonNode value) {
      return new Merging(value, Set.of(), ALL);
    }

    static Merging conflict(JsonNode value, boolean own) {
      return new Merging(value, ALL, own ? ALL : Set.of());
    }
  }

  Merging merge(Shape shape, Sides sides) {
    Field now = sides.now();
    Field there = sides.there();
    if (now.same(there)) {
      return Merging.of(there.raw());
    }
    if (!sides.sourceChanged()) {
      return sides.targetChanged() ? Merging.own(there.raw()) : Merging.of(there.raw());
    }
    if (now.isAbsent() && sides.left().isAbsent()) {
      return Merging.own(there.raw());
    }
    if (now.raw().isObject() && there.raw().isObject() && shape.isMergedByPart()) {
      return mergeByPart(shape, sides);
    }
    return sides.targetChanged() ? conflict(sides) : Merging.of(now.written());
  }

  /** Both sides changed the field differently: the winner's value. */
  Merging conflict(Sides sides) {
    return Merging.conflict(sourceWins ? sides.now().written() : sides.there().raw(), !sourceWins);
  }

  /** Merges the members of an object one by one. Where there is no object, it has no members. */
  Merging mergeByPart(Shape shape, Sides sides) {
    ObjectNode there =
        sides.there().raw() instanceof ObjectNode object ? object : Canonical.NODES.objectNode();
    ObjectNode result = there.deepCopy();
    Set<String> conflicts = new LinkedHashSet<>();
    Set<String> own = new LinkedHashSet<>();
    FullText fullText = new FullText(canonical, shape, sides);
    for (String name : names(sides)) {
      Sides part = name.equals(FullText.FULL) ? fullText.sides() : sides.member(name);
      Merging merged = merge(shape.member(name), part);
      if (!merged.value().equals(part.there().raw())) {
        Members.set(result, name, merged.value());
      }
      if (!merged.conflicts().isEmpty()) {
        conflicts.add(name);
      }
      if (!merged.own().isEmpty()) {
        own.add(name);
      }
    }
    fullText.settle(result);
    if (!result.path("uri").equals(there.path("uri"))) {
      // The store's handle of the media that the old URI stood for.
      result.remove("blobId");
    }
    boolean saysNothing = result.isEmpty() || canonical.value(shape, result).isMissingNode();
    boolean empty = saysNothing && !result.equals(there);
    return new Merging(empty ? MissingNode.getInstance() : result, conflicts, own);
  }

  private static Set<String> names(Sides sides) {
    Set<String> names = new LinkedHashSet<>();
    for (Field field : new Field[] {sides.there(), sides.left(), sides.now(), sides.base()}) {
      field.plain().fieldNames().forEachRemaining(names::add);
    }
    return names;
  }
}
