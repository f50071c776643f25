// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.Set;

/** Mail from Apache James, whose QRESYNC tells of what is gone, but not of changed flags. */
final class JamesMailTest extends MailFromServerTest {
  @Override
  MailServer server() {
    return MailServer.of("james", "bob");
  }

  @Override
  Set<String> askedInEachFolder() {
    return Set.of("UID SEARCH");
  }
}
