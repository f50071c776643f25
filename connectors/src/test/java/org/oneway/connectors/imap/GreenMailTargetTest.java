// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.Set;

/** Mail to GreenMail, which knows neither CONDSTORE nor QRESYNC. */
final class GreenMailTargetTest extends MailToServerTest {
  @Override
  MailServer server() {
    return MailServer.of("greenmail", "bob");
  }

  @Override
  Set<String> askedInEachFolder() {
    return Set.of("UID SEARCH", "UID FETCH");
  }
}
