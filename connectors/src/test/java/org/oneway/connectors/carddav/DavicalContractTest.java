// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import java.net.URI;
import org.oneway.connectors.testkit.RealServer;

/**
 * DAViCal, which makes a card of whatever it is given, and tells no version when one is written.
 */
final class DavicalContractTest extends BooksUnderTest {
  @Override
  protected URI home() {
    return RealServer.running("davical").url().resolve("bob/");
  }

  /** Two cards it would make one of. */
  @Override
  public void givenBroken(String uid) {
    otherClient().put(placeOf(uid), "UID:" + uid + "\r\n\u0001 garbage \u0002\r\n");
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
