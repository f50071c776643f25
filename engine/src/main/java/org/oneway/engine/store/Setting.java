// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key that stores of one type understand. This declaration is the only one: the configuration is
 * checked against it, and the reference page is compared with it.
 *
 * @param key as it is written: {@code path}; with a dot where it stands in a table of the store:
 *     {@code auth.username} is {@code username} in {@code auth}
 * @param form what may stand under it
 * @param words those that are possible where it is a {@link Form#CHOICE}; empty otherwise
 * @param least the least that is possible where it is a {@link Form#NUMBER}; else 0
 * @param most the most that is possible where it is a {@link Form#NUMBER}; else 0
 * @param usual what holds where the key is left out, in words; empty where it must be there
 * @param meaning one sentence for the reference page, without a final full stop
 */
public record Setting(
    String key, Form form, List<String> words, int least, int most, String usual, String meaning) {
  private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,4}) ?(ms|s|m|min|h)");

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
    /** A whole number within bounds; {@link StoreSettings#number} has it. */
    NUMBER,
    /** A time such as {@code 30s} or {@code 2m}; {@link StoreSettings#duration} has it. */
    DURATION,
    /** Texts, none of them empty or of more than one line; {@link StoreSettings#list} has them. */
    LIST,
    /** Where a secret comes from; {@link StoreSettings#secret} has it. */
    SECRET
  }

  public Setting {
    words = List.copyOf(words);
    if (words.isEmpty() == (form == Form.CHOICE)) {
      throw new IllegalArgumentException("a choice has words, and nothing else has: " + key);
    }
    if (form == Form.NUMBER ? least > most : least != 0 || most != 0) {
      throw new IllegalArgumentException("a number has bounds, and nothing else has: " + key);
    }
  }

  /** A path that must be there. */
  public static Setting path(String key, String meaning) {
    return plain(key, Form.PATH, "", meaning);
  }

  /** A path; {@code usual} is what holds without it, empty where it must be there. */
  public static Setting path(String key, String usual, String meaning) {
    return plain(key, Form.PATH, usual, meaning);
  }

  /** A text; {@code usual} is what holds without it, empty where it must be there. */
  public static Setting text(String key, String usual, String meaning) {
    return plain(key, Form.TEXT, usual, meaning);
  }

  /** One of {@code words}; the first of them holds without it. */
  public static Setting choice(String key, List<String> words, String meaning) {
    return new Setting(key, Form.CHOICE, words, 0, 0, '"' + words.get(0) + '"', meaning);
  }

  /** True or false; false without it. */
  public static Setting flag(String key, String meaning) {
    return plain(key, Form.FLAG, "false", meaning);
  }

  /**
   * A whole number from {@code least} to {@code most}; {@code usual} is what holds without it,
   * empty where it must be there.
   */
  public static Setting number(String key, int least, int most, String usual, String meaning) {
    return new Setting(key, Form.NUMBER, List.of(), least, most, usual, meaning);
  }

  /** A time; {@code usual} is what holds without it, empty where it must be there. */
  public static Setting duration(String key, String usual, String meaning) {
    return plain(key, Form.DURATION, usual, meaning);
  }

  /** A list of texts; {@code usual} is what holds without it, empty where it must be there. */
  public static Setting list(String key, String usual, String meaning) {
    return plain(key, Form.LIST, usual, meaning);
  }

  /** A secret; {@code usual} is what holds without it, empty where it must be there. */
  public static Setting secret(String key, String usual, String meaning) {
    return plain(key, Form.SECRET, usual, meaning);
  }

  private static Setting plain(String key, Form form, String usual, String meaning) {
    return new Setting(key, form, List.of(), 0, 0, usual, meaning);
  }

  /**
   * The time that {@code 500ms}, {@code 30s}, {@code 2m} (or {@code 2min}) and {@code 1h} stand
   * for; empty if it is none of these. No other place says what such a text means.
   */
  public static Optional<Duration> durationOf(String written) {
    Matcher matcher = DURATION.matcher(written);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofMinutes(number);
        });
  }

  /** Whether a store without this key is refused. */
  public boolean required() {
    return usual.isEmpty();
  }
}
