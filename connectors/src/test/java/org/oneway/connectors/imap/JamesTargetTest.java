// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.Set;

/**
 * Mail to Apache James, whose QRESYNC tells of what is gone, but not of changed flags, and which
 * removes what is marked as deleted also where a folder that was opened for reading is closed.
 */
final class JamesTargetTest extends MailToServerTest {
  @Override
  MailServer server() {
    return MailServer.of("james", "bob");
  }

  @Override
  Set<String> askedInEachFolder() {
    return Set.of("UID SEARCH");
  }

  /** It takes lines of a message for commands then. */
  @Override
  boolean takesSeveralAtOnce() {
    return false;
  }

  @Override
  boolean keepsWhatIsMarked() {
    return false;
  }
}
