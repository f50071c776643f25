// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.caldav;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.oneway.connectors.shared.jscalendar.Calendars;
import org.oneway.connectors.testkit.FoldersUnderTest;
import org.oneway.connectors.testkit.OtherClient;
import org.oneway.engine.item.Item;

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
    ObjectNode json = bare(uid, name);
    json.put("description", "Bring the drawings").put("privacy", "private");
    return Calendars.item(json);
  }

  @Override
  public Item bareItem(String uid, String name) {
    return Calendars.item(bare(uid, name));
  }

  @Override
  public List<String> moreMembers() {
    return List.of("description", "privacy");
  }

  private static ObjectNode bare(String uid, String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("@type", "Event")
        .put("uid", uid)
        .put("title", name)
        .put("updated", "2026-11-02T06:00:00Z")
        .put("start", "2026-12-01T09:00:00")
        .put("timeZone", "Europe/London")
        .put("duration", "PT1H");
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
