// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import jakarta.mail.Flags.Flag;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;

/**
 * Which flags a folder keeps (PERMANENTFLAGS, RFC 9051 section 7.1), and how they are written.
 *
 * @param spelled keywords as the server spells them, by their names in lower case
 * @param system the others of which it is said that they are kept
 * @param takesOthers whether keywords can be made
 */
record KeptFlags(Map<String, String> spelled, Set<String> system, boolean takesOthers) {
  private static final String SPECIAL = "(){%*\"\\]";

  /** Server's names of what JMAP calls otherwise, by JMAP's (RFC 8621 section 4.1.1). */
  private static final Map<String, String> NAMED =
      Map.of(
          "$answered", "\\Answered",
          "$deleted", "\\Deleted",
          "$draft", "\\Draft",
          "$flagged", "\\Flagged",
          "$seen", "\\Seen");

  KeptFlags {
    spelled = Map.copyOf(spelled);
    system = Set.copyOf(system);
  }

  /** Where nothing is said, all are kept. */
  static KeptFlags of(MailboxInfo info) {
    Map<String, String> spelled = new HashMap<>();
    Optional.ofNullable(info.availableFlags).ifPresent(flags -> spell(flags, spelled));
    Optional<jakarta.mail.Flags> permanent = Optional.ofNullable(info.permanentFlags);
    if (permanent.isEmpty()) {
      return new KeptFlags(spelled, NAMED.keySet(), true);
    }
    boolean takesOthers = permanent.get().contains(Flag.USER);
    if (!takesOthers) {
      spelled.clear();
    }
    spell(permanent.get(), spelled);
    return new KeptFlags(spelled, Flags.system(permanent.get()), takesOthers);
  }

  private static void spell(jakarta.mail.Flags flags, Map<String, String> spelled) {
    for (String flag : flags.getUserFlags()) {
      spelled.put(flag.toLowerCase(Locale.ROOT), flag);
    }
  }

  private boolean keeps(String keyword) {
    if (NAMED.containsKey(keyword)) {
      return system.contains(keyword);
    }
    return spelled.containsKey(keyword) || (takesOthers && isAtom(keyword));
  }

  /** A keyword that is none cannot be written, and could be read as something else. */
  private static boolean isAtom(String keyword) {
    return !keyword.isEmpty()
        && keyword.chars().allMatch(c -> c > ' ' && c < 0x7f && SPECIAL.indexOf(c) < 0);
  }

  /** Those of these that the folder keeps. */
  Set<String> kept(Set<String> keywords) {
    return keywords.stream().filter(this::keeps).collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is kept of these as a list of the protocol. */
  String written(Set<String> keywords) {
    return kept(keywords).stream()
        .map(keyword -> NAMED.getOrDefault(keyword, spelled.getOrDefault(keyword, keyword)))
        .collect(Collectors.joining(" ", "(", ")"));
  }
}
