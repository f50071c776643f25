// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.caldav;

import java.net.URI;
import org.oneway.connectors.testkit.RealServer;

/** DAViCal, which tells no version when an event is written. */
final class DavicalContractTest extends CalendarsUnderTest {
  @Override
  protected URI home() {
    return RealServer.running("davical").url().resolve("bob/");
  }

  @Override
  public int firstHalt() {
    return 2;
  }

  @Override
  public int haltsApart() {
    return 12;
  }
}
