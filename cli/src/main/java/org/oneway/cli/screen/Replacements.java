// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.oneway.engine.similar.FieldChange;

/**
 * One entry of a field that goes while one of the same field comes is, to a user, an entry that
 * changes.
 */
final class Replacements {
  private Replacements() {}

  /** The changes, with those that belong together as one. */
  static List<FieldChange> joined(List<FieldChange> changes) {
    Map<String, List<FieldChange>> fields = new LinkedHashMap<>();
    for (FieldChange change : changes) {
      String field = change.path().split("/", 2)[0];
      fields.computeIfAbsent(field, f -> new ArrayList<>()).add(change);
    }
    List<FieldChange> joined = new ArrayList<>();
    for (List<FieldChange> some : fields.values()) {
      List<FieldChange> gone = some.stream().filter(c -> c.after().isEmpty()).toList();
      List<FieldChange> come = some.stream().filter(c -> c.before().isEmpty()).toList();
      if (gone.size() == 1 && come.size() == 1 && isEntry(gone.get(0))) {
        some.removeAll(gone);
        some.removeAll(come);
        some.add(0, new FieldChange(come.get(0).path(), gone.get(0).before(), come.get(0).after()));
      }
      joined.addAll(some);
    }
    return joined;
  }

  /** Entries of sets have nothing in common: a keyword does not become another. */
  private static boolean isEntry(FieldChange change) {
    return change.path().contains("/")
        && !CalendarWords.isDistinct(change.path())
        && change.before().filter(value -> value.isObject()).isPresent();
  }
}
