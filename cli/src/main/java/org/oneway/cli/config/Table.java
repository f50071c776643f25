// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.oneway.cli.terminal.Words;
import org.oneway.engine.store.Setting;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A table of the file that is read key by key; what is wrong is noted and reading goes on. */
final class Table {
  private final TomlTable table;
  private final String title;
  private final TomlPosition start;
  private final Problems problems;

  /**
   * A table.
   *
   * @param title as a message names it: {@code [sync.contacts]}; empty for the file itself
   * @param start where it begins
   */
  Table(TomlTable table, String title, TomlPosition start, Problems problems) {
    this.table = table;
    this.title = title;
    this.start = start;
    this.problems = problems;
  }

  TomlPosition start() {
    return start;
  }

  Set<String> keys() {
    return table.keySet();
  }

  boolean has(String key) {
    return table.contains(List.of(key));
  }

  TomlPosition positionOf(String key) {
    TomlPosition known = table.inputPositionOf(List.of(key));
    return known == null ? start : known;
  }

  /** Notes every key that is none of {@code words}. */
  void refuseAllBut(Collection<String> words) {
    refuseAllBut(words, List.of());
  }

  /**
   * Notes every key that is none of {@code words}.
   *
   * @param full what a store of this type understands, with dots: a key that was written into the
   *     wrong table is told where it belongs
   */
  void refuseAllBut(Collection<String> words, Collection<String> full) {
    for (String key : keys()) {
      if (!words.contains(key)) {
        problems.add(
            positionOf(key),
            "unknown key \"" + key + "\"" + in() + ". " + advice(key, words, full));
      }
    }
  }

  private static String advice(String key, Collection<String> words, Collection<String> full) {
    Optional<String> home = full.stream().filter(known -> known.endsWith('.' + key)).findFirst();
    if (home.isPresent()) {
      return "Did you mean \"" + home.get() + "\"?";
    }
    return SecretWords.isSecret(key) && Likeness.nearest(key, words).isEmpty()
        ? "This type of store has no such key, and a secret is never written into this file."
        : Likeness.advice(key, words);
  }

  /** The text under a key; what is there but is no text is noted. */
  Optional<String> text(String key) {
    return value(key, String.class, "a text in quotes");
  }

  /** The text under a key that must be there. */
  Optional<String> requiredText(String key) {
    if (!has(key)) {
      noteMissing(key);
    }
    return text(key);
  }

  /** True or false under a key. */
  Optional<Boolean> flag(String key) {
    return value(key, Boolean.class, "true or false, without quotes");
  }

  /** The texts in a list under a key, at least one; its values are never repeated in a message. */
  Optional<List<String>> list(String key) {
    Optional<TomlArray> list = value(key, TomlArray.class, "a list of texts in quotes");
    if (list.isEmpty()) {
      return Optional.empty();
    }
    List<Object> entries = list.get().toList();
    if (entries.isEmpty() || !entries.stream().allMatch(String.class::isInstance)) {
      note(key, "\"" + key + "\"" + in() + " must be a list of texts in quotes, at least one.");
      return Optional.empty();
    }
    return Optional.of(entries.stream().map(String.class::cast).toList());
  }

  /** The texts in a list under a key, at least one, each of one line that is not blank. */
  Optional<List<String>> lines(String key) {
    Optional<List<String>> texts = list(key);
    if (texts.isPresent()
        && !texts.get().stream().allMatch(text -> !text.isBlank() && text.lines().count() == 1)) {
      note(key, "\"" + key + "\"" + in() + " has a text that is empty or has several lines.");
      return Optional.empty();
    }
    return texts;
  }

  /** The time under a key, as it is written. */
  Optional<String> time(String key) {
    Optional<String> written = text(key);
    if (written.isPresent() && Setting.durationOf(written.get()).isEmpty()) {
      note(key, "\"" + key + "\"" + in() + " must be a time such as \"30s\" or \"2m\".");
      return Optional.empty();
    }
    return written;
  }

  /** The whole number under a key, within these bounds. */
  Optional<Long> number(String key, long least, long most) {
    Optional<Long> number = value(key, Long.class, "a whole number");
    if (number.isPresent() && (number.get() < least || number.get() > most)) {
      note(key, "\"" + key + "\"" + in() + " must be from " + least + " to " + most + ".");
      return Optional.empty();
    }
    return number;
  }

  /** Notes something about a key. */
  void note(String key, String text) {
    problems.add(positionOf(key), text);
  }

  /** Notes that a key is not there, which must be. */
  void noteMissing(String key) {
    problems.addMissing(start, "\"" + key + "\" is missing" + in() + ".");
  }

  /** The table under a key, if a table is there; nothing is noted. */
  Optional<Table> sectionIfAny(String key, String sectionTitle) {
    return table.get(List.of(key)) instanceof TomlTable inner
        ? Optional.of(new Table(inner, sectionTitle, positionOf(key), problems))
        : Optional.empty();
  }

  /** As a message names it. */
  String title() {
    return title;
  }

  /** The whole number under a key, at least {@code least}. */
  OptionalLong number(String key, long least) {
    Optional<Long> number = value(key, Long.class, "a whole number");
    if (number.isPresent() && number.get() < least) {
      problems.add(positionOf(key), "\"" + key + "\"" + in() + " must be at least " + least + ".");
      return OptionalLong.empty();
    }
    return number.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /** What one of the words under a key stands for. */
  <T> Optional<T> choice(String key, Map<String, T> words) {
    Optional<String> word = text(key);
    if (word.isPresent() && !words.containsKey(word.get())) {
      problems.add(
          positionOf(key),
          "\""
              + word.get()
              + "\" is no value of \""
              + key
              + "\""
              + in()
              + ". "
              + Likeness.advice(word.get(), words.keySet()));
    }
    return word.map(words::get);
  }

  /** What the words in a list under a key stand for. */
  <T> Optional<Set<T>> choices(String key, Map<String, T> words) {
    Optional<TomlArray> list = value(key, TomlArray.class, "a list");
    if (list.isEmpty()) {
      return Optional.empty();
    }
    Set<T> chosen = new LinkedHashSet<>();
    for (int i = 0; i < list.get().size(); i++) {
      Object entry = list.get().get(i);
      if (entry instanceof String word && words.containsKey(word)) {
        chosen.add(words.get(word));
      } else {
        problems.add(
            list.get().inputPositionOf(i),
            "\""
                + entry
                + "\" is no value of \""
                + key
                + "\""
                + in()
                + ". "
                + Likeness.advice(String.valueOf(entry), words.keySet()));
      }
    }
    if (list.get().isEmpty()) {
      problems.add(positionOf(key), "\"" + key + "\"" + in() + " is empty.");
    }
    return Optional.of(chosen);
  }

  /** The texts of a table under a key, in the order of the file. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    section(key, title.isEmpty() ? key : title + " " + key)
        .ifPresent(
            section -> {
              for (String name : section.keys()) {
                section.text(name).ifPresent(text -> texts.put(name, text));
              }
            });
    return texts;
  }

  /** The lines on which these keys of the table under a key stand. */
  Map<String, Integer> lines(String key, Collection<String> names) {
    Map<String, Integer> lines = new LinkedHashMap<>();
    sectionIfAny(key, key)
        .ifPresent(section -> names.forEach(n -> lines.put(n, section.positionOf(n).line())));
    return lines;
  }

  /** The table under a key. */
  Optional<Table> section(String key, String sectionTitle) {
    return value(key, TomlTable.class, "a table")
        .map(inner -> new Table(inner, sectionTitle, positionOf(key), problems));
  }

  /** The tables of the table under a key, in the order of the file: {@code [store.NAME]}. */
  Map<String, Table> sections(String key) {
    Map<String, Table> sections = new LinkedHashMap<>();
    section(key, "[" + key + "]")
        .ifPresent(
            all ->
                all.keys().stream()
                    .sorted(java.util.Comparator.comparing(all::positionOf, Problems.BY_PLACE))
                    .forEach(
                        name ->
                            all.section(name, "[" + key + "." + name + "]")
                                .ifPresent(section -> sections.put(name, section))));
    return sections;
  }

  private <T> Optional<T> value(String key, Class<T> type, String words) {
    Object value = table.get(List.of(key));
    if (value == null || type.isInstance(value)) {
      return Optional.ofNullable(type.cast(value));
    }
    problems.add(positionOf(key), "\"" + key + "\"" + in() + " must be " + words + ".");
    return Optional.empty();
  }

  private String in() {
    return title.isEmpty() ? "" : " in " + title;
  }

  @Override
  public String toString() {
    return title + " with " + Words.number(table.size(), "key", "keys");
  }
}
