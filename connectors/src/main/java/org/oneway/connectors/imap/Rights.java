// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.Map;
import java.util.Optional;

/**
 * What a user may do in a folder (RFC 4314 section 2.1).
 *
 * @param letters one for each right; empty where the server does not say, and has the last word
 */
record Rights(Optional<String> letters) {
  static final Rights UNTOLD = new Rights(Optional.empty());

  /** Puts messages there. */
  static final String INSERT = "i";

  /** Marks messages as deleted, and removes them. */
  static final String REMOVE = "te";

  /** Changes flags; which ones, the server tells by what it keeps. */
  static final String FLAG = "w";

  private static final Map<String, String> DEEDS =
      Map.of(INSERT, "put messages there", REMOVE, "remove messages", FLAG, "change flags");

  /** Rights as a server spells them; those of RFC 2086 are taken apart (RFC 4314 section 2.1.1). */
  static Rights of(String said) {
    return new Rights(Optional.of(said.contains("d") ? said + REMOVE : said));
  }

  /** Why this cannot be done; empty if it can, or if that is not known. */
  Optional<String> lack(String deed) {
    return letters
        .filter(all -> !deed.chars().allMatch(letter -> all.indexOf(letter) >= 0))
        .map(
            all ->
                "you may not %s: of the rights \"%s\" you have \"%s\" (RFC 4314); ask its owner"
                    .formatted(DEEDS.get(deed), deed, all));
  }
}
