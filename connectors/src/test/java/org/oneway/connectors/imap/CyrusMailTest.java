// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

/** Mail from Cyrus, which puts an X in the place of each byte in a header that is not ASCII. */
final class CyrusMailTest extends MailFromServerTest {
  @Override
  MailServer server() {
    return MailServer.of("cyrus", "bob");
  }

  @Override
  boolean keepsBytesInHeaders() {
    return false;
  }
}
