// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oneway.engine.similar.FieldMerge.Merging;

/**
 * Carries the changes of the source's card over to the target's: first all four cards get the keys
 * that the target's card has for the same entries, then each field is merged on its own.
 */
final class Merge {
  private static final String UPDATED = "updated";

  private final Canonical canonical;
  private final FieldMerge fieldMerge;
  private final ObjectNode now;
  private final ObjectNode there;
  private final CardFields thereFields;
  private final List<FieldChange> conflicts = new ArrayList<>();
  private int own;

  private Merge(Canonical canonical, ObjectNode now, ObjectNode there, boolean sourceWins) {
    this.canonical = canonical;
    this.fieldMerge = new FieldMerge(canonical, sourceWins);
    this.now = now;
    this.there = there;
    this.thereFields = CardFields.of(there, canonical);
  }

  /** See {@link Similarity#merge}. */
  static Merged merge(
      Canonical canonical,
      ObjectNode base,
      ObjectNode left,
      ObjectNode now,
      ObjectNode there,
      boolean sourceWins) {
    Merge merge = new Merge(canonical, now, there, sourceWins);
    return merge.merged(CardFields.of(base, canonical), CardFields.of(left, canonical));
  }

  /** See {@link Similarity#enrich}: everything is new at the source, and the source wins. */
  static Merged enrich(Canonical canonical, ObjectNode now, ObjectNode there) {
    Merge merge = new Merge(canonical, now, there, true);
    Merged merged = merge.merged(new CardFields(), new CardFields());
    return new Merged(merged.result(), merged.applied(), List.of(), merged.own());
  }

  private Merged merged(CardFields baseFields, CardFields leftFields) {
    CardFields nowFields = CardFields.of(now, canonical);
    CardFields left = KeyTranslation.translated(leftFields, thereFields, List.of());
    CardFields base = KeyTranslation.translated(baseFields, left, List.of(thereFields));
    CardFields source = KeyTranslation.translated(nowFields, base, List.of(left, thereFields));
    source = withoutAddingTwice(base, left, source);
    CardWriter writer = new CardWriter(there, thereFields);
    List<CardFields> all = List.of(thereFields, source, left, base);
    for (String group : Fields.groups(all)) {
      for (String key : Fields.keys(all, group)) {
        Sides sides =
            new Sides(
                base.field(group, key),
                left.field(group, key),
                source.field(group, key),
                thereFields.field(group, key));
        writer.write(group, key, merge(group, key, sides), sides);
      }
    }
    return merged(writer.card(canonical));
  }

  private Merged merged(ObjectNode result) {
    List<FieldChange> applied = Differences.between(thereFields, CardFields.of(result, canonical));
    if (applied.isEmpty()) {
      return new Merged(there, applied, conflicts, own);
    }
    if (now.has(UPDATED)) {
      result.set(UPDATED, now.get(UPDATED));
    }
    return new Merged(result, applied, conflicts, own);
  }

  /** Gives what the source adds the keys of what the target has of the same on its own. */
  private CardFields withoutAddingTwice(CardFields base, CardFields left, CardFields source) {
    Map<String, Map<String, String>> keys = new HashMap<>();
    source.groups.forEach(
        (group, fields) -> {
          Map<String, Field> added = new LinkedHashMap<>(fields);
          added.keySet().removeIf(key -> !left.field(group, key).isAbsent());
          added.entrySet().removeIf(e -> e.getValue().same(base.field(group, e.getKey())));
          Map<String, Field> ownThere = new LinkedHashMap<>(thereFields.group(group));
          ownThere.keySet().removeAll(left.group(group).keySet());
          if (CardFields.hasFreeKeys(group)) {
            Map<String, String> all = new HashMap<>();
            fields.keySet().forEach(key -> all.put(key, key));
            all.putAll(Alignment.of(ownThere, added, Likeness.SAME_THING));
            keys.put(group, all);
          }
        });
    return KeyTranslation.renamed(source, keys);
  }

  private JsonNode merge(String group, String key, Sides sides) {
    boolean byPart = group.equals(Differences.NAME) && sides.haveParts();
    Shape shape = CardFields.shape(group, key);
    Merging merging =
        byPart ? fieldMerge.mergeByPart(shape, sides) : fieldMerge.merge(shape, sides);
    if (group.equals(CardFields.LOCALIZATIONS) && Patches.clash(merging.value())) {
      merging = fieldMerge.conflict(sides);
    }
    own += byPart ? merging.own().size() : Math.min(1, merging.own().size());
    for (String part : byPart || merging.conflicts().isEmpty() ? merging.conflicts() : Set.of("")) {
      boolean whole = part.isEmpty();
      Sides field = whole ? sides : sides.member(part);
      String path = Fields.path(group, whole ? key : part);
      conflicts.add(new FieldChange(path, field.there().shown(), field.now().shown()));
    }
    return merging.value();
  }
}
