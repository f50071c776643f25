// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.caldav;

import java.net.URI;
import org.oneway.connectors.testkit.RealServer;

/** Xandikos, which has one user: his calendars are emptied. */
final class XandikosContractTest extends CalendarsUnderTest {
  @Override
  protected URI home() {
    return RealServer.running("xandikos").url().resolve("alice/calendars/");
  }

  @Override
  protected String username() {
    return "alice";
  }

  /** The one that is there from the start is left behind, too. */
  @Override
  protected String book() {
    return home().getRawPath() + "calendar/";
  }

  @Override
  public int firstHalt() {
    return 3;
  }

  @Override
  public int haltsApart() {
    return 12;
  }
}
