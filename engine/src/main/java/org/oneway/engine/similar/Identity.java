// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * What identifies an item without its uid.
 *
 * @param tokens one for each thing that can be shared with a twin: the whole content, the full
 *     name, each e-mail address, each telephone number, …
 */
public record Identity(Set<Token> tokens) {
  public Identity {
    tokens = Set.copyOf(tokens);
  }

  /** The hashes of all tokens. */
  public Set<Long> marked() {
    return tokens.stream().map(Token::hash).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A thing that can be shared.
   *
   * @param evidence what kind of thing
   * @param hash of its normalised value and {@code evidence}; the low bits tell the evidence, see
   *     {@link Evidence#of(long)}
   */
  public record Token(Evidence evidence, long hash) {}
}
