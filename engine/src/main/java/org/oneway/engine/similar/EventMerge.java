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
 * Carries the changes of the source's item over to the target's: first all four items get the keys
 * that the target's item has for the same entries, then each field is merged on its own.
 */
final class EventMerge {
  private static final String UPDATED = "updated";

  private final Canonical canonical;
  private final FieldMerge fieldMerge;
  private final ObjectNode now;
  private final ObjectNode original;
  private final EventFields there;
  private final List<FieldChange> conflicts = new ArrayList<>();
  private int own;

  private EventMerge(
      Canonical canonical, ObjectNode now, ObjectNode original, ObjectNode there, boolean wins) {
    this.canonical = canonical;
    this.fieldMerge = new FieldMerge(canonical, wins);
    this.now = now;
    this.original = original;
    this.there = EventFields.of(there, canonical);
  }

  /** What differs, as changes to {@code before}, in its keys. */
  static List<FieldChange> changes(Canonical canonical, ObjectNode before, ObjectNode after) {
    EventFields one = EventFields.of(before, canonical);
    EventFields other = EventFields.of(after, canonical);
    return Differences.between(one, EventKeys.aligned(canonical, other, one, List.of()));
  }

  /** See {@link Similarity#merge}. */
  static Merged merge(
      Canonical canonical,
      ObjectNode base,
      ObjectNode left,
      ObjectNode now,
      ObjectNode there,
      boolean sourceWins) {
    SeriesMove move = SeriesMove.of(base, left, now, there, sourceWins);
    ObjectNode moved = move.applied(there);
    EventMerge merge = new EventMerge(canonical, move.applied(now), there, moved, sourceWins);
    return merge.merged(
        EventFields.of(move.applied(base), canonical),
        EventFields.of(move.applied(left), canonical));
  }

  /** See {@link Similarity#enrich}: everything is new at the source, and the source wins. */
  static Merged enrich(Canonical canonical, ObjectNode now, ObjectNode there) {
    EventMerge merge = new EventMerge(canonical, now, there, there, true);
    EventFields none = EventFields.none(canonical);
    Merged merged = merge.merged(none, none);
    return new Merged(merged.result(), merged.applied(), List.of(), merged.own());
  }

  private Merged merged(EventFields oldBase, EventFields oldLeft) {
    EventFields nowFields = EventFields.of(now, canonical);
    EventFields left = EventKeys.aligned(canonical, oldLeft, there, List.of());
    EventFields base = EventKeys.aligned(canonical, oldBase, left, List.of(there));
    EventFields source = EventKeys.aligned(canonical, nowFields, base, List.of(left, there));
    source = withoutAddingTwice(base, left, source);
    EventWriter writer = new EventWriter(canonical, there, source.item());
    List<EventFields> all = List.of(there, source, left, base);
    for (String group : Fields.groups(all)) {
      Map<String, Sides> fields = new LinkedHashMap<>();
      for (String key : Fields.keys(all, group)) {
        fields.put(
            key,
            new Sides(
                base.field(group, key),
                left.field(group, key),
                source.field(group, key),
                there.field(group, key)));
      }
      boolean clash = EventFields.isOverride(group) && isDeletedAndEdited(fields);
      fields.forEach(
          (key, sides) -> writer.write(group, key, merge(group, key, sides, clash), sides));
    }
    return merged(writer.item());
  }

  private Merged merged(ObjectNode result) {
    EventFields before =
        original.equals(there.item()) ? there : EventFields.of(original, canonical);
    List<FieldChange> applied = Differences.between(before, EventFields.of(result, canonical));
    if (applied.isEmpty()) {
      return new Merged(original, applied, conflicts, own);
    }
    if (now.has(UPDATED)) {
      result.set(UPDATED, now.get(UPDATED));
    }
    return new Merged(result, applied, conflicts, own);
  }

  /** Gives what the source adds the keys of what the target has of the same on its own. */
  private EventFields withoutAddingTwice(EventFields base, EventFields left, EventFields source) {
    Map<String, Map<String, String>> keys = new HashMap<>();
    source.groups.forEach(
        (group, fields) -> {
          if (source.isEntries(group)) {
            Map<String, Field> known = base.group(group);
            keys.put(group, sameThings(known, left.group(group), fields, there.group(group)));
          }
          for (String entries :
              EventFields.isOverride(group) ? EventShape.ENTRIES : Set.<String>of()) {
            Map<String, Field> added = EventKeys.added(source, group, entries);
            if (!added.isEmpty()) {
              keys.put(
                  group + "/" + entries,
                  sameThings(
                      EventKeys.added(base, group, entries),
                      EventKeys.added(left, group, entries),
                      added,
                      EventKeys.added(there, group, entries)));
            }
          }
        });
    return EventKeys.renamed(canonical, source, keys);
  }

  private static Map<String, String> sameThings(
      Map<String, Field> base,
      Map<String, Field> left,
      Map<String, Field> source,
      Map<String, Field> there) {
    Map<String, Field> added = new LinkedHashMap<>(source);
    added.keySet().removeIf(key -> !left.getOrDefault(key, Field.ABSENT).isAbsent());
    added
        .entrySet()
        .removeIf(entry -> entry.getValue().same(base.getOrDefault(entry.getKey(), Field.ABSENT)));
    Map<String, Field> ownThere = new LinkedHashMap<>(there);
    ownThere.keySet().removeAll(left.keySet());
    Map<String, String> all = new HashMap<>();
    source.keySet().forEach(key -> all.put(key, key));
    all.putAll(Alignment.of(ownThere, added, Likeness.SAME_THING));
    return all;
  }

  /** Whether one side takes an instance out of the series that the other one edits. */
  private static boolean isDeletedAndEdited(Map<String, Sides> fields) {
    Sides excluded = fields.get(Overrides.EXCLUDED);
    if (excluded == null || excluded.now().same(excluded.there())) {
      return false;
    }
    boolean source = fields.values().stream().anyMatch(Sides::sourceChanged);
    boolean target = fields.values().stream().anyMatch(Sides::targetChanged);
    return source && target;
  }

  private JsonNode merge(String group, String key, Sides sides, boolean clash) {
    boolean differ = !sides.now().same(sides.there());
    Merging merging =
        clash && differ
            ? fieldMerge.conflict(sides)
            : fieldMerge.merge(there.shape(group, key), sides);
    own += Math.min(1, merging.own().size());
    if (!merging.conflicts().isEmpty()) {
      String path = there.pointer(group, key);
      conflicts.add(new FieldChange(path, sides.there().shown(), sides.now().shown()));
    }
    return merging.value();
  }
}
