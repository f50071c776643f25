// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The words of a name, so that two ways to write it come out equal. */
final class Words {
  /** Scripts that put no space between words. */
  private static final Set<UnicodeScript> UNSPACED =
      Set.of(
          UnicodeScript.HAN, UnicodeScript.HANGUL, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

  private Words() {}

  /**
   * Each word once, in alphabetical order: lower case, without accents and apostrophes. Of scripts
   * without spaces each character is a word.
   */
  static List<String> of(String text) {
    String folded = folded(text);
    Set<String> words = new TreeSet<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < folded.length(); i += Character.charCount(folded.codePointAt(i))) {
      int c = folded.codePointAt(i);
      boolean unspaced = c >= 0x1100 && UNSPACED.contains(UnicodeScript.of(c));
      if (unspaced) {
        words.add(Character.toString(c));
      } else if (Character.isLetterOrDigit(c)) {
        word.appendCodePoint(c);
        continue;
      } else if (c == '\'' || c == '\u2019') {
        continue;
      }
      words.add(word.toString());
      word.setLength(0);
    }
    words.add(word.toString());
    words.remove("");
    return List.copyOf(words);
  }

  private static String folded(String text) {
    // Upper case first: it takes ligatures and the sharp s apart.
    String lower = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    if (isAscii(lower)) {
      return lower;
    }
    String decomposed = Normalizer.normalize(lower, Normalizer.Form.NFKD);
    StringBuilder letters = new StringBuilder(decomposed.length());
    decomposed
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(letters::appendCodePoint);
    return Normalizer.normalize(letters, Normalizer.Form.NFC);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
