// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.caldav;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.oneway.connectors.shared.jscalendar.Calendars;
import org.oneway.connectors.testkit.Events;
import org.oneway.connectors.testkit.FoldersUnderTest;
import org.oneway.connectors.testkit.OtherClient;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;

/** The calendars of bob. */
abstract class CalendarsUnderTest extends FoldersUnderTest {
  private static final int TOO_DEEP = 20;

  CalendarsUnderTest() {
    super(new CaldavConnector(), OtherClient.Service.CALENDARS, ".ics");
  }

  /** Not where the address books are that others of these tests make and empty. */
  @Override
  protected String book() {
    return home().getRawPath() + "meetings/";
  }

  @Override
  public Item item(String uid, String name) {
    return timed(Events.full(Kind.EVENT, uid, name));
  }

  @Override
  public Item bareItem(String uid, String name) {
    return timed(Events.of(Kind.EVENT, uid, name));
  }

  /** All servers want a beginning, and Cyrus takes nothing that has no length. */
  private static Item timed(Item item) {
    return item.withJson(
        item.json()
            .deepCopy()
            .put("updated", "2026-11-02T06:00:00Z")
            .put("start", "2026-11-22T10:00:00")
            .put("duration", "PT1H"));
  }

  @Override
  public List<String> moreMembers() {
    return List.of("description", "keywords", "timeZone");
  }

  @Override
  public Item recast(Item contact) {
    return timed(Events.recast(Kind.EVENT, contact));
  }

  @Override
  public String digitsOf(Item item) {
    return Events.digits(item);
  }

  @Override
  protected String text(String uid, String name) {
    return new String(Calendars.write(bareItem(uid, name)), StandardCharsets.UTF_8);
  }

  @Override
  protected String nameLine() {
    return "SUMMARY";
  }

  /** An event in which components are in components in components, which nobody reads. */
  @Override
  public void givenBroken(String uid) {
    String inner = "BEGIN:X-IN\r\n".repeat(TOO_DEEP) + "END:X-IN\r\n".repeat(TOO_DEEP);
    otherClient()
        .put(placeOf(uid), text(uid, "Too deep").replace("END:VEVENT", inner + "END:VEVENT"));
  }
}
