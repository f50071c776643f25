// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

/** Mail to Cyrus. */
final class CyrusTargetTest extends MailToServerTest {
  @Override
  MailServer server() {
    return MailServer.of("cyrus", "alice");
  }
}
