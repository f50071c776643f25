// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.oneway.engine.store.Secret;

/** The secret in what a program printed or a file holds: all of the first line. */
final class FirstLine {
  /** No more is read of a program or a file. */
  static final int LONGEST = 64 * 1_024;

  private FirstLine() {}

  /**
   * The secret in UTF-8 text, of which nothing is left behind in {@code bytes}; empty where the
   * first line is.
   *
   * @throws CharacterCodingException if it is no UTF-8
   */
  static Optional<Secret> of(byte[] bytes) throws CharacterCodingException {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end > 0 && bytes[end - 1] == '\r') {
      end--;
    }
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end));
      char[] characters = new char[text.length()];
      text.get(characters);
      Arrays.fill(text.array(), '\0');
      return secret(characters);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** The secret that these characters are, of which nothing is left behind; empty for none. */
  static Optional<Secret> secret(char[] characters) {
    Optional<Secret> secret =
        characters.length == 0 ? Optional.empty() : Optional.of(new Secret(characters));
    Arrays.fill(characters, '\0');
    return secret;
  }
}
