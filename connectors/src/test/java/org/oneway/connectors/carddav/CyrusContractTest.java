// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import java.net.URI;
import org.oneway.connectors.testkit.RealServer;

/**
 * Cyrus, which makes a user's first address book by itself, and does not remove it as often as
 * there are tests: what is in it is removed.
 */
final class CyrusContractTest extends BooksUnderTest {
  @Override
  protected URI home() {
    return RealServer.running("cyrus").url().resolve("dav/addressbooks/user/bob/");
  }

  @Override
  protected String book() {
    return home().getRawPath() + "Default/";
  }

  @Override
  public String folder() {
    return "personal";
  }

  @Override
  protected void empty(String book) {
    if (book.equals(book())) {
      otherClient().cards(book).keySet().forEach(otherClient()::delete);
    } else {
      otherClient().delete(book);
    }
  }

  @Override
  protected void makeFirstFolder() {}

  @Override
  public int firstHalt() {
    return 5;
  }

  @Override
  public int haltsApart() {
    return 6;
  }
}
