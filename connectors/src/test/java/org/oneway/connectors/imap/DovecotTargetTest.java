// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

/** Mail to Dovecot. */
final class DovecotTargetTest extends MailToServerTest {
  @Override
  MailServer server() {
    return MailServer.of("dovecot", "dora");
  }
}
