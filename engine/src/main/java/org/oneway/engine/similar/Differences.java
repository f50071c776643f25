// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What differs between two cards, field by field. */
final class Differences {
  /** A member that is one field and reported part by part. */
  static final String NAME = "name";

  private final Canonical canonical;

  Differences(Canonical canonical) {
    this.canonical = canonical;
  }

  /** As changes to {@code before}, in its keys. */
  List<FieldChange> between(ObjectNode before, ObjectNode after) {
    CardFields one = CardFields.of(before, canonical);
    CardFields other = CardFields.of(after, canonical);
    return between(one, KeyTranslation.translated(other, one, List.of()));
  }

  /** The same of fields whose keys are those of {@code before} already. */
  static List<FieldChange> between(Fields before, Fields after) {
    List<Fields> both = List.of(before, after);
    List<FieldChange> changes = new ArrayList<>();
    for (String group : Fields.groups(both)) {
      for (String key : Fields.keys(both, group)) {
        Field one = before.field(group, key);
        Field other = after.field(group, key);
        if (group.equals(NAME) && one.hasParts() && other.hasParts()) {
          addParts(group, one, other, changes);
        } else {
          add(before.pointer(group, key), one, other, changes);
        }
      }
    }
    return changes;
  }

  private static void addParts(String group, Field before, Field after, List<FieldChange> changes) {
    Set<String> parts = new LinkedHashSet<>();
    before.plain().fieldNames().forEachRemaining(parts::add);
    after.plain().fieldNames().forEachRemaining(parts::add);
    for (String part : parts) {
      Field one = before.member(part);
      Field other = after.member(part);
      // The same full name is derived beside components and is not without them.
      if (!one.raw().equals(other.raw())) {
        add(Fields.path(group, part), one, other, changes);
      }
    }
  }

  private static void add(String path, Field before, Field after, List<FieldChange> changes) {
    if (!before.same(after)) {
      changes.add(new FieldChange(path, before.shown(), after.shown()));
    }
  }
}
