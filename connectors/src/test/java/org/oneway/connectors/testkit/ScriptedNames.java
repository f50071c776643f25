// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.Map;
import javax.xml.namespace.QName;

/** The XML names of WebDAV, CardDAV and CalDAV, and the prefixes under which they are written. */
public final class ScriptedNames {
  static final String DAV = "DAV:";
  static final String CARD = "urn:ietf:params:xml:ns:carddav";
  static final String CAL = "urn:ietf:params:xml:ns:caldav";
  static final String CS = "http://calendarserver.org/ns/";
  static final String APPLE = "http://apple.com/ns/ical/";

  static final Map<String, String> PREFIXES =
      Map.of(DAV, "d", CARD, "card", CAL, "cal", CS, "cs", APPLE, "a");

  private ScriptedNames() {}

  public static QName dav(String name) {
    return new QName(DAV, name);
  }

  public static QName card(String name) {
    return new QName(CARD, name);
  }

  public static QName cal(String name) {
    return new QName(CAL, name);
  }

  static QName cs(String name) {
    return new QName(CS, name);
  }

  static QName apple(String name) {
    return new QName(APPLE, name);
  }
}
