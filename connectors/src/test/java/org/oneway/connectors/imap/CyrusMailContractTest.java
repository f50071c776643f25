// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

/** The contracts at Cyrus. */
final class CyrusMailContractTest extends MailContractTest {
  @Override
  MailServer server() {
    return MailServer.of("cyrus", "bob");
  }
}
