// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import org.oneway.cli.terminal.Visible;
import org.oneway.engine.state.Pending;

/** Says why an item is not settled. */
final class PendingWords {
  private PendingWords() {}

  static String title(Pending pending) {
    return pending.title().isBlank() ? "(no name)" : pending.title();
  }

  /** In a few words, for a list. */
  static String brief(Pending pending) {
    return switch (pending.reason()) {
      case BROKEN -> "broken, skipped: " + finding(pending);
      case REFUSED -> "refused by the target: " + finding(pending);
      case CONFLICT -> "waits: edited on both sides";
    };
  }

  /** In a sentence. */
  static String sentence(Pending pending) {
    return switch (pending.reason()) {
      case BROKEN -> "It cannot be read at the source and was skipped.";
      case REFUSED -> "The target does not take it.";
      case CONFLICT ->
          "Both sides changed the same fields, and on-conflict is \"stop\": it waits for you.";
    };
  }

  private static String finding(Pending pending) {
    return Visible.clipped(pending.finding().words(), 80);
  }
}
