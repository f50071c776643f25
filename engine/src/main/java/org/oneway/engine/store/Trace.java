// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.net.URI;
import java.time.Duration;

/**
 * Is told of each request that a store makes to a server: what was asked and what came back, never
 * the content and never a header. Safe for several threads; does not throw.
 */
@FunctionalInterface
public interface Trace {
  /** Looks away. */
  Trace NONE = (method, where, answer, took) -> {};

  /**
   * One request was answered, or got no answer.
   *
   * @param method as the protocol calls it: {@code PROPFIND}
   * @param where as it was asked for, after redirects that of the last one; what it says of a user
   *     and behind a question mark is not shown to anybody
   * @param answer what the other side said in a word: {@code 207}; or in a few words why it said
   *     nothing: {@code timed out}
   * @param took from the request to the end of the answer
   */
  void request(String method, URI where, String answer, Duration took);
}
