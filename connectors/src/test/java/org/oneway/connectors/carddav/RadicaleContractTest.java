// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import java.net.URI;
import org.oneway.connectors.testkit.RealServer;

/** Radicale, which checks each card that it is given, and refuses most that are broken. */
final class RadicaleContractTest extends BooksUnderTest {
  @Override
  protected URI home() {
    return RealServer.running("radicale").url().resolve("bob/");
  }

  /** A list of another program's own format is all that it lets pass beside cards. */
  @Override
  public void givenBroken(String uid) {
    String place = placeOf(uid);
    otherClient().delete(place);
    otherClient().put(place, "BEGIN:VLIST\r\nUID:%s\r\nFN:A list\r\nEND:VLIST\r\n".formatted(uid));
  }

  @Override
  public int firstHalt() {
    return 1;
  }

  @Override
  public int haltsApart() {
    return 6;
  }
}
