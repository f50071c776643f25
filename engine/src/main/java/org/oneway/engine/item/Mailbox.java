// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.item;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a mailbox on an IMAP server says of itself. What a store does not know is left out, and
 * never invented.
 *
 * @param uidValidity RFC 9051 section 2.3.1.1
 * @param lastUid UIDNEXT less one
 * @param recentUid the first uid that no client had seen
 * @param highestModseq RFC 7162 section 3.1.2.1
 * @param isSubscribed whether its user subscribed to it
 * @param rights of the account, as the letters of RFC 4314
 * @param allowedKeywords the flags that stay (PERMANENTFLAGS)
 * @param modseqs of its messages, by uid
 */
public record Mailbox(
    OptionalLong uidValidity,
    OptionalLong lastUid,
    OptionalLong recentUid,
    Optional<BigInteger> highestModseq,
    Optional<Boolean> isSubscribed,
    Optional<String> rights,
    List<String> allowedKeywords,
    Map<String, BigInteger> modseqs) {
  /** Nothing is known. */
  public static final Mailbox UNKNOWN =
      new Mailbox(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Map.of());

  public Mailbox {
    allowedKeywords = List.copyOf(allowedKeywords);
    modseqs = Map.copyOf(modseqs);
  }
}
