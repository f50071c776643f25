// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares and merges items that consist of instances, instance by instance. */
final class InstanceMerge {
  private static final ObjectNode NONE = Canonical.NODES.objectNode();

  private final Canonical canonical;
  private final boolean sourceWins;
  private final Map<String, ObjectNode> result = new TreeMap<>();
  private final List<FieldChange> applied = new ArrayList<>();
  private final List<FieldChange> conflicts = new ArrayList<>();
  private int own;

  private InstanceMerge(Canonical canonical, boolean sourceWins) {
    this.canonical = canonical;
    this.sourceWins = sourceWins;
  }

  /** What differs, as changes to {@code before}. */
  static List<FieldChange> changes(Canonical canonical, ObjectNode before, ObjectNode after) {
    Map<String, ObjectNode> one = Instances.of(canonical, before);
    Map<String, ObjectNode> other = Instances.of(canonical, after);
    InstanceMerge merge = new InstanceMerge(canonical, true);
    for (String id : all(List.of(one, other))) {
      if (one.containsKey(id) && other.containsKey(id)) {
        merge.add(id, EventMerge.changes(canonical, one.get(id), other.get(id)), merge.applied);
      } else {
        merge.applied.add(change(id, one, other));
      }
    }
    return List.copyOf(merge.applied);
  }

  /** See {@link Similarity#merge}. */
  static Merged merge(
      Canonical canonical,
      ObjectNode base,
      ObjectNode left,
      ObjectNode now,
      ObjectNode there,
      boolean sourceWins) {
    InstanceMerge merge = new InstanceMerge(canonical, sourceWins);
    Map<String, ObjectNode> bases = Instances.of(canonical, base);
    Map<String, ObjectNode> lefts = Instances.of(canonical, left);
    Map<String, ObjectNode> source = Instances.of(canonical, now);
    Map<String, ObjectNode> target = Instances.of(canonical, there);
    for (String id : all(List.of(target, source))) {
      if (source.containsKey(id) && target.containsKey(id)) {
        ObjectNode before = bases.getOrDefault(id, NONE);
        ObjectNode known = lefts.getOrDefault(id, NONE);
        merge.take(
            id,
            EventMerge.merge(canonical, before, known, source.get(id), target.get(id), sourceWins));
      } else {
        merge.oneSided(id, bases, lefts, source, target);
      }
    }
    return merge.merged(now, there);
  }

  /** See {@link Similarity#enrich}. */
  static Merged enrich(Canonical canonical, ObjectNode now, ObjectNode there) {
    InstanceMerge merge = new InstanceMerge(canonical, true);
    Map<String, ObjectNode> source = Instances.of(canonical, now);
    Map<String, ObjectNode> target = Instances.of(canonical, there);
    for (String id : all(List.of(target, source))) {
      if (source.containsKey(id) && target.containsKey(id)) {
        merge.take(id, EventMerge.enrich(canonical, source.get(id), target.get(id)));
      } else {
        merge.oneSided(id, Map.of(), Map.of(), source, target);
      }
    }
    return merge.merged(now, there);
  }

  private static Set<String> all(List<Map<String, ObjectNode>> items) {
    Set<String> ids = new LinkedHashSet<>();
    items.forEach(item -> ids.addAll(item.keySet()));
    return ids;
  }

  private void take(String id, Merged merged) {
    result.put(id, merged.result());
    add(id, merged.applied(), applied);
    add(id, merged.conflicts(), conflicts);
    own += merged.own();
  }

  /** An instance that only one side has: added there, or removed by the other. */
  private void oneSided(
      String id,
      Map<String, ObjectNode> bases,
      Map<String, ObjectNode> lefts,
      Map<String, ObjectNode> source,
      Map<String, ObjectNode> target) {
    Optional<ObjectNode> before = Optional.ofNullable(bases.get(id));
    Optional<ObjectNode> known = Optional.ofNullable(lefts.get(id));
    boolean sourceChanged = !same(before, Optional.ofNullable(source.get(id)));
    boolean targetChanged = !same(known, Optional.ofNullable(target.get(id)));
    boolean sources = sourceChanged && (sourceWins || !targetChanged);
    if (sourceChanged && targetChanged) {
      conflicts.add(change(id, target, source));
    }
    if (sources) {
      applied.add(change(id, target, source));
    } else if (targetChanged) {
      own++;
    }
    Optional.ofNullable((sources ? source : target).get(id)).ifPresent(one -> result.put(id, one));
  }

  private boolean same(Optional<ObjectNode> one, Optional<ObjectNode> other) {
    return one.isPresent() == other.isPresent()
        && (one.isEmpty()
            || EventForm.of(canonical, one.get()).equals(EventForm.of(canonical, other.get())));
  }

  private static FieldChange change(
      String id, Map<String, ObjectNode> before, Map<String, ObjectNode> after) {
    return new FieldChange(
        Fields.path(Instances.MEMBER, id),
        Optional.ofNullable(before.get(id)),
        Optional.ofNullable(after.get(id)));
  }

  private void add(String id, List<FieldChange> changes, List<FieldChange> to) {
    String instance = Fields.path(Instances.MEMBER, id) + "/";
    for (FieldChange change : changes) {
      String path = id.isEmpty() ? change.path() : instance + change.path();
      to.add(new FieldChange(path, change.before(), change.after()));
    }
  }

  private Merged merged(ObjectNode now, ObjectNode there) {
    if (applied.isEmpty()) {
      return new Merged(there, applied, conflicts, own);
    }
    // An instance that the source adds belongs to the target's item.
    result.replaceAll(
        (id, instance) -> {
          ObjectNode copy = instance.deepCopy();
          Members.set(copy, "uid", there.path("uid"));
          return copy;
        });
    ObjectNode item = Instances.item(result);
    if (now.has("updated")) {
      item.set("updated", now.get("updated"));
    }
    return new Merged(item, applied, conflicts, own);
  }
}
