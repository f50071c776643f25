// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import jakarta.mail.Flags.Flag;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.oneway.engine.item.Version;

/** Flags of IMAP as keywords of JMAP (RFC 8621 section 4.1.1), in lower case. */
final class Flags {
  private static final Map<Flag, String> SYSTEM =
      Map.of(
          Flag.ANSWERED, "$answered",
          Flag.DELETED, "$deleted",
          Flag.DRAFT, "$draft",
          Flag.FLAGGED, "$flagged",
          Flag.SEEN, "$seen");

  private Flags() {}

  /** The keywords; that a message is recent is said to one session only, and left out. */
  static Set<String> keywords(jakarta.mail.Flags flags) {
    Set<String> keywords = system(flags);
    for (String flag : flags.getUserFlags()) {
      keywords.add(flag.toLowerCase(Locale.ROOT));
    }
    return keywords;
  }

  /** The keywords of flags that have names of their own. */
  static Set<String> system(jakarta.mail.Flags flags) {
    Set<String> keywords = new TreeSet<>();
    for (Flag flag : flags.getSystemFlags()) {
      Optional.ofNullable(SYSTEM.get(flag)).ifPresent(keywords::add);
    }
    return keywords;
  }

  /** The version of a message with these keywords: its flags are all that ever changes. */
  static Version version(Set<String> keywords) {
    return new Version("flags " + String.join(" ", new TreeSet<>(keywords)));
  }
}
