// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A password or token. It shows itself to nobody: it prints as {@code ***}, has no readable
 * property, and is neither kept in the state nor written anywhere. Whoever needs it for a sign-in
 * borrows it with {@link #use}.
 */
public final class Secret {
  private final transient char[] characters;

  /**
   * A secret of these characters, which the caller may overwrite afterwards.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Secret(char[] characters) {
    if (characters.length == 0) {
      throw new IllegalArgumentException("a secret is never empty");
    }
    this.characters = characters.clone();
  }

  /** Hands a copy to {@code borrower} and overwrites the copy afterwards. */
  public <R> R use(Function<char[], R> borrower) {
    char[] copy = characters.clone();
    try {
      return borrower.apply(copy);
    } finally {
      Arrays.fill(copy, '\0');
    }
  }

  /** In a time that does not tell how much of both is equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  private byte[] bytes() {
    byte[] bytes = new byte[2 * characters.length];
    for (int i = 0; i < characters.length; i++) {
      bytes[2 * i] = (byte) (characters[i] >> 8);
      bytes[2 * i + 1] = (byte) characters[i];
    }
    return bytes;
  }

  /** The same for all: a hash would tell of the secret. */
  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
