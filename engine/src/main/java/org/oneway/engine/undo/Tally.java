// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.ArrayList;
import java.util.List;
import org.oneway.engine.item.Finding;

/** Counts what becomes of the steps of an undo. */
final class Tally {
  private final List<String> kept = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private int putBack;
  private int returned;
  private int removed;
  private int asBefore;

  void count(Step step) {
    switch (step.verdict()) {
      case PUT_BACK -> putBack++;
      case RETURN, JOIN -> returned++;
      case REMOVE, LEAVE -> {
        // The old place of an item that returned to another is no item of its own.
        removed += step.entry().what() == Entry.What.MOVED ? 0 : 1;
      }
      case AS_BEFORE -> asBefore++;
      case CHANGED_SINCE -> kept.add(step.entry().title());
    }
  }

  void refused(Step step, Finding why) {
    refused.add(step.entry().title() + ": " + why.reason());
  }

  Undone undone() {
    return new Undone(putBack, returned, removed, asBefore, kept, refused);
  }
}
