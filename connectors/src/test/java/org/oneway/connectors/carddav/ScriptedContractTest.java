// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.oneway.connectors.testkit.ScriptedServer;

/** The scripted server on its good days. */
final class ScriptedContractTest extends BooksUnderTest {
  private final ScriptedServer server = ScriptedServer.start();

  @Override
  protected URI home() {
    return server.uri("/dav/addressbooks/alice/");
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
