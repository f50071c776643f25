// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.List;

/** Mail from Dovecot. */
final class DovecotMailTest extends MailFromServerTest {
  @Override
  MailServer server() {
    return MailServer.of("dovecot", "bob");
  }

  @Override
  List<String> oddNames() {
    return List.of("a \"quoted\" name", "x%y*z", "back\\slash");
  }
}
