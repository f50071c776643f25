// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.oneway.engine.item.Mailbox;

/** What an archive says of a mailbox, from what the server said when it was opened. */
final class MailboxFacts {
  private MailboxFacts() {}

  static Mailbox of(MailboxInfo info, Optional<Boolean> isSubscribed, Rights rights) {
    return new Mailbox(
        positive(info.uidvalidity),
        info.uidnext > 0 ? OptionalLong.of(info.uidnext - 1) : OptionalLong.empty(),
        OptionalLong.empty(),
        info.highestmodseq > 0
            ? Optional.of(BigInteger.valueOf(info.highestmodseq))
            : Optional.empty(),
        isSubscribed,
        rights.letters(),
        keywords(info),
        Map.of());
  }

  private static OptionalLong positive(long number) {
    return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** In a folder that is opened for reading none is permanent; then those that it knows. */
  private static List<String> keywords(MailboxInfo info) {
    List<String> permanent = keywords(Optional.ofNullable(info.permanentFlags));
    return permanent.isEmpty() ? keywords(Optional.ofNullable(info.availableFlags)) : permanent;
  }

  private static List<String> keywords(Optional<jakarta.mail.Flags> flags) {
    return flags.map(all -> List.copyOf(Flags.keywords(all))).orElse(List.of());
  }
}
