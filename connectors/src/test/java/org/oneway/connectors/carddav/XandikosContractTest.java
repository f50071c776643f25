// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import java.net.URI;
import org.oneway.connectors.testkit.RealServer;

/** Xandikos, which has one user: his address books are emptied. */
final class XandikosContractTest extends BooksUnderTest {
  @Override
  protected URI home() {
    return RealServer.running("xandikos").url().resolve("alice/contacts/");
  }

  @Override
  protected String username() {
    return "alice";
  }

  /** The one that is there from the start is left behind, too. */
  @Override
  protected String book() {
    return home().getRawPath() + "addressbook/";
  }

  @Override
  public int firstHalt() {
    return 3;
  }

  @Override
  public int haltsApart() {
    return 6;
  }
}
