// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which letters in the names of a folder's files stand for which keywords: the capital ones
 * everywhere, the small ones as Dovecot writes them down for each folder ({@code
 * dovecot-keywords}). Unchangeable.
 */
final class Keywords {
  static final String FILE = "dovecot-keywords";

  /** How many keywords have a letter. */
  static final int MOST = 26;

  private static final Map<Character, String> FLAGS =
      Map.of(
          'D',
          "$draft",
          'F',
          "$flagged",
          'P',
          "$forwarded",
          'R',
          "$answered",
          'S',
          "$seen",
          'T',
          "$deleted");

  /** What IMAP takes for a keyword (RFC 9051, flag-keyword). */
  private static final Pattern NAME = Pattern.compile("[!#$&'+-\\[^-z|}~]{1,100}");

  private final Map<Integer, String> names;

  private Keywords(Map<Integer, String> names) {
    this.names = names;
  }

  /** What the lines of a file say; those that say nothing are passed over. */
  static Keywords of(Collection<String> lines) {
    Map<Integer, String> names = new TreeMap<>();
    for (String line : lines) {
      int blank = line.indexOf(' ');
      if (blank > 0 && line.substring(0, blank).matches("\\d{1,2}")) {
        int number = Integer.parseInt(line.substring(0, blank));
        String name = line.substring(blank + 1).trim();
        if (number < MOST && !name.isEmpty()) {
          names.put(number, name);
        }
      }
    }
    return new Keywords(names);
  }

  /** The lines of a file that says the same. */
  String text() {
    StringBuilder text = new StringBuilder();
    names.forEach((number, name) -> text.append(number).append(' ').append(name).append('\n'));
    return text.toString();
  }

  /** The keywords that these letters stand for, in lower case; a letter without a name for none. */
  Set<String> named(String letters) {
    Set<String> keywords = new TreeSet<>();
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      Optional.ofNullable(FLAGS.get(letter))
          .or(() -> Optional.ofNullable(names.get(letter - 'a')))
          .ifPresent(name -> keywords.add(name.toLowerCase(Locale.ROOT)));
    }
    return keywords;
  }

  /** The letter of a keyword, where it has one. */
  private Optional<Character> letter(String keyword) {
    // "Passed" is "P" for most programs; Dovecot has a keyword for it.
    for (Map.Entry<Integer, String> name : names.entrySet()) {
      if (name.getValue().equalsIgnoreCase(keyword)) {
        return Optional.of((char) ('a' + name.getKey()));
      }
    }
    return FLAGS.entrySet().stream()
        .filter(flag -> flag.getValue().equals(keyword))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * The letters of a message with these keywords.
   *
   * @param before the letters that it has; those that have no name here stay
   */
  String letters(Set<String> keywords, String before) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < before.length(); i++) {
      char letter = before.charAt(i);
      if (named(String.valueOf(letter)).isEmpty()) {
        letters.append(letter);
      }
    }
    keywords.forEach(keyword -> letter(keyword).ifPresent(letters::append));
    return letters.toString();
  }

  /** These and those of {@code keywords} that have no letter yet, as long as there are letters. */
  Keywords with(Set<String> keywords) {
    Map<Integer, String> more = new TreeMap<>(names);
    for (String keyword : keywords) {
      if (letter(keyword).isEmpty() && NAME.matcher(keyword).matches()) {
        for (int number = 0; number < MOST; number++) {
          if (more.putIfAbsent(number, keyword) == null) {
            break;
          }
        }
      }
    }
    return new Keywords(more);
  }

  /** Whether both know the same names. */
  boolean isAs(Keywords other) {
    return names.equals(other.names);
  }
}
