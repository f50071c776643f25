// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.undo.UndoListener.Taken;

/** Counts what becomes of the steps of an undo. */
final class Tally {
  private final UndoListener listener;
  private final List<String> kept = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final Set<Long> moved = new HashSet<>();
  private int putBack;
  private int returned;
  private int removed;
  private int asBefore;

  Tally(UndoListener listener) {
    this.listener = listener;
  }

  void count(Step step) {
    switch (step.verdict()) {
      case AS_BEFORE -> asBefore++;
      case CHANGED_SINCE -> {
        kept.add(step.entry().title());
        tell(step, Taken.KEPT);
      }
      case PUT_BACK, RETURN, JOIN, MOVE_BACK, REMOVE, LEAVE -> countWrite(step);
    }
  }

  private void countWrite(Step step) {
    if (step.entry().what() == Entry.What.MOVED) {
      // It returns by two writes, and is one item.
      if (moved.add(step.entry().id())) {
        returned++;
        tell(step, Taken.RETURNED);
      }
      return;
    }
    switch (step.verdict()) {
      case PUT_BACK -> {
        putBack++;
        tell(step, Taken.PUT_BACK);
      }
      case RETURN, JOIN -> {
        returned++;
        tell(step, Taken.RETURNED);
      }
      default -> {
        removed++;
        tell(step, Taken.REMOVED);
      }
    }
  }

  private void tell(Step step, Taken how) {
    listener.taken(step.entry(), how, "");
  }

  void refused(Step step, Finding why) {
    refused.add(step.entry().title() + ": " + why.reason());
    listener.taken(step.entry(), Taken.REFUSED, why.reason());
  }

  Undone undone() {
    return new Undone(putBack, returned, removed, asBefore, kept, refused);
  }
}
