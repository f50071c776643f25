// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.oneway.engine.item.Checkpoint;

/**
 * One state of a folder.
 *
 * @param validity UIDVALIDITY: another one means other numbers
 * @param modseq HIGHESTMODSEQ (RFC 7162); 0 where the folder keeps none
 * @param next UIDNEXT; 0 where the server does not say
 * @param count how many messages there are
 */
record Position(long validity, long modseq, long next, long count) {
  private static final Pattern WRITTEN = Pattern.compile("1 (\\d+) (\\d+) (\\d+) (\\d+)");

  static Position of(MailboxInfo info) {
    return new Position(
        Math.max(info.uidvalidity, 0),
        Math.max(info.highestmodseq, 0),
        Math.max(info.uidnext, 0),
        Math.max(info.total, 0));
  }

  /** What a checkpoint stands for; empty where it is none of ours. */
  static Optional<Position> of(Checkpoint checkpoint) {
    Matcher matcher = WRITTEN.matcher(checkpoint.value());
    try {
      return matcher.matches()
          ? Optional.of(
              new Position(
                  Long.parseLong(matcher.group(1)),
                  Long.parseLong(matcher.group(2)),
                  Long.parseLong(matcher.group(3)),
                  Long.parseLong(matcher.group(4))))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  Checkpoint checkpoint() {
    return new Checkpoint("1 " + validity + " " + modseq + " " + next + " " + count);
  }
}
