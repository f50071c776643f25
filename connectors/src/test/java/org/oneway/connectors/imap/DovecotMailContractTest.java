// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

/** The contracts at Dovecot. */
final class DovecotMailContractTest extends MailContractTest {
  @Override
  MailServer server() {
    return MailServer.of("dovecot", "carol");
  }
}
