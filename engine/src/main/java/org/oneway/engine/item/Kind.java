// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.item;

import java.util.Arrays;
import java.util.Optional;

/** What an item is. */
public enum Kind {
  CONTACT("contacts"),
  EVENT("events"),
  TASK("tasks"),
  NOTE("notes"),
  MESSAGE("mail"),
  FILE("files"),
  SCRIPT("scripts");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /** The word a configuration and a report use, in the plural: {@code contacts}. */
  public String word() {
    return word;
  }

  /** The kind that a configuration means by {@code word}, if any. */
  public static Optional<Kind> ofWord(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
