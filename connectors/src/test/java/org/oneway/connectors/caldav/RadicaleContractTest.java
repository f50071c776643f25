// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.caldav;

import java.net.URI;
import org.oneway.connectors.testkit.RealServer;

/** Radicale, which checks each event that it is given. */
final class RadicaleContractTest extends CalendarsUnderTest {
  @Override
  protected URI home() {
    return RealServer.running("radicale").url().resolve("bob/");
  }

  @Override
  public int firstHalt() {
    return 1;
  }

  @Override
  public int haltsApart() {
    return 12;
  }
}
