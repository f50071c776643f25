// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.convert;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What contacts can be converted to. */
public enum Form {
  /** RFC 9553. */
  JSCONTACT("jscontact"),
  /** RFC 2426. */
  VCARD3("vcard3"),
  /** RFC 6350. */
  VCARD4("vcard4");

  private final String word;

  Form(String word) {
    this.word = word;
  }

  /** The form that a user means by {@code word}, if any. */
  public static Optional<Form> ofWord(String word) {
    return Arrays.stream(values()).filter(form -> form.word.equals(word)).findFirst();
  }

  /** The words for all of them. */
  public static List<String> words() {
    return Arrays.stream(values()).map(form -> form.word).toList();
  }
}
