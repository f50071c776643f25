// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlParseError;
import org.tomlj.TomlPosition;

/** Collects everything that is wrong in a file. */
final class Problems {
  static final Comparator<TomlPosition> BY_PLACE =
      Comparator.comparingInt(TomlPosition::line).thenComparingInt(TomlPosition::column);

  private final List<ConfigProblem> problems = new ArrayList<>();
  private final int firstSecretLine;
  private boolean unreadable;

  /**
   * None yet.
   *
   * @param firstSecretLine from here on, no text that could not be read is repeated
   */
  Problems(int firstSecretLine) {
    this.firstSecretLine = firstSecretLine;
  }

  /** The file is no TOML here; what follows may be missing for that reason alone. */
  void add(TomlParseError error) {
    unreadable = true;
    TomlPosition place = error.position();
    String why =
        place.line() < firstSecretLine
            ? String.valueOf(error.getMessage())
            : "what is here is not shown, since it might be a secret; is a text without its quotes?";
    problems.add(
        new ConfigProblem(
            place.line(), place.column(), "not TOML: " + why + (why.endsWith("?") ? "" : ".")));
  }

  void add(@Nullable TomlPosition place, String text) {
    problems.add(
        new ConfigProblem(
            place == null ? 1 : place.line(), place == null ? 1 : place.column(), text));
  }

  /** Something is not there; not worth a word where a part of the file could not be read. */
  void addMissing(TomlPosition place, String text) {
    if (!unreadable) {
      add(place, text);
    }
  }

  boolean none() {
    return problems.isEmpty();
  }

  List<ConfigProblem> sorted() {
    return problems.stream().sorted().distinct().toList();
  }

  /** Words and what they stand for, from an enumeration: {@code NEWER_WINS} is newer-wins. */
  static <E extends Enum<E>> Map<String, E> words(Class<E> type) {
    Map<String, E> words = new java.util.LinkedHashMap<>();
    for (E value : type.getEnumConstants()) {
      words.put(value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), value);
    }
    return words;
  }
}
