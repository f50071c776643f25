// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.caldav;

import java.net.URI;
import org.oneway.connectors.testkit.RealServer;

/** Cyrus, which makes a user's first calendar by itself: what is in it is removed. */
final class CyrusContractTest extends CalendarsUnderTest {
  @Override
  protected URI home() {
    return RealServer.running("cyrus").url().resolve("dav/calendars/user/bob/");
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

  /** It checks what it is given, but a calendar may hold when somebody is busy. */
  @Override
  public void givenBroken(String uid) {
    String place = placeOf(uid);
    otherClient().delete(place);
    otherClient()
        .put(
            place,
            String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//example.org//busy//EN",
                "BEGIN:VFREEBUSY",
                "UID:" + uid,
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260601T100000Z",
                "DTEND:20260602T100000Z",
                "END:VFREEBUSY",
                "END:VCALENDAR",
                ""));
  }

  @Override
  public int firstHalt() {
    return 5;
  }

  @Override
  public int haltsApart() {
    return 12;
  }
}
