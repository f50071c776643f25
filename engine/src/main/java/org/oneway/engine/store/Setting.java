// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.util.List;

/**
 * A key that stores of one type understand. This declaration is the only one: the configuration is
 * checked against it, and the reference page is compared with it.
 *
 * @param key as it is written: {@code path}
 * @param form what may stand under it
 * @param words those that are possible where it is a {@link Form#CHOICE}; empty otherwise
 * @param usual what holds where the key is left out, in words; empty where it must be there
 * @param meaning one sentence for the reference page, without a final full stop
 */
public record Setting(String key, Form form, List<String> words, String usual, String meaning) {
  /** What may stand under a key. */
  public enum Form {
    /** Any text. */
    TEXT,
    /** A path, relative to the configuration; a leading {@code ~/} is the user's home. */
    PATH,
    /** One of a few words. */
    CHOICE,
    /** {@code true} or {@code false}; {@link StoreSettings#value} has it as that word. */
    FLAG,
    /** Where a secret comes from; {@link StoreSettings#secret} has it. */
    SECRET
  }

  public Setting {
    words = List.copyOf(words);
    if (words.isEmpty() == (form == Form.CHOICE)) {
      throw new IllegalArgumentException("a choice has words, and nothing else has: " + key);
    }
  }

  /** A path that must be there. */
  public static Setting path(String key, String meaning) {
    return new Setting(key, Form.PATH, List.of(), "", meaning);
  }

  /** A text; {@code usual} is what holds without it, empty where it must be there. */
  public static Setting text(String key, String usual, String meaning) {
    return new Setting(key, Form.TEXT, List.of(), usual, meaning);
  }

  /** One of {@code words}; the first of them holds without it. */
  public static Setting choice(String key, List<String> words, String meaning) {
    return new Setting(key, Form.CHOICE, words, '"' + words.get(0) + '"', meaning);
  }

  /** True or false; false without it. */
  public static Setting flag(String key, String meaning) {
    return new Setting(key, Form.FLAG, List.of(), "false", meaning);
  }

  /** A secret; {@code usual} is what holds without it, empty where it must be there. */
  public static Setting secret(String key, String usual, String meaning) {
    return new Setting(key, Form.SECRET, List.of(), usual, meaning);
  }

  /** Whether a store without this key is refused. */
  public boolean required() {
    return usual.isEmpty();
  }
}
