// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.Set;

/** Mail from GreenMail, which knows neither CONDSTORE nor QRESYNC, nor bytes beyond ASCII. */
final class GreenMailTest extends MailFromServerTest {
  @Override
  MailServer server() {
    return MailServer.of("greenmail", "bob");
  }

  @Override
  boolean keepsBytesInHeaders() {
    return false;
  }

  @Override
  Set<String> askedInEachFolder() {
    return Set.of("UID SEARCH", "UID FETCH");
  }
}
