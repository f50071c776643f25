// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.oneway.connectors.shared.jscontact.VCards;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.testkit.FoldersUnderTest;
import org.oneway.connectors.testkit.OtherClient;
import org.oneway.engine.testkit.Card;

/** The address books of bob. */
abstract class BooksUnderTest extends FoldersUnderTest {
  BooksUnderTest() {
    super(new CarddavConnector(), OtherClient.Service.CONTACTS, ".vcf");
  }

  @Override
  protected String text(String uid, String name) {
    return card(uid, name);
  }

  @Override
  protected String nameLine() {
    return "FN";
  }

  /** A card as other programs write them. */
  static String card(String uid, String name) {
    byte[] card =
        VCards.write(
            Card.of(uid, name).emails(uid.length() + "@example.org").item(), CardVersion.V3_0);
    return new String(card, UTF_8);
  }

  /** Two cards where there may be one, which these servers let pass (RFC 6352 section 5.1). */
  @Override
  public void givenBroken(String uid) {
    otherClient().put(placeOf(uid), card(uid, "Two") + card(uid, "Too many"));
  }
}
