// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.oneway.engine.item.Finding;

/** Counts what becomes of the steps of an undo. */
final class Tally {
  private final List<String> kept = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final Set<Long> moved = new HashSet<>();
  private int putBack;
  private int returned;
  private int removed;
  private int asBefore;

  void count(Step step) {
    switch (step.verdict()) {
      case AS_BEFORE -> asBefore++;
      case CHANGED_SINCE -> kept.add(step.entry().title());
      case PUT_BACK, RETURN, JOIN, MOVE_BACK, REMOVE, LEAVE -> countWrite(step);
    }
  }

  private void countWrite(Step step) {
    if (step.entry().what() == Entry.What.MOVED) {
      // It returns by two writes, and is one item.
      returned += moved.add(step.entry().id()) ? 1 : 0;
      return;
    }
    switch (step.verdict()) {
      case PUT_BACK -> putBack++;
      case RETURN, JOIN -> returned++;
      default -> removed++;
    }
  }

  void refused(Step step, Finding why) {
    refused.add(step.entry().title() + ": " + why.reason());
  }

  Undone undone() {
    return new Undone(putBack, returned, removed, asBefore, kept, refused);
  }
}
