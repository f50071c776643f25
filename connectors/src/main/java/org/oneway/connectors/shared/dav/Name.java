// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

/**
 * The name of an XML element.
 *
 * @param space its namespace; may be empty
 * @param local its local name
 */
public record Name(String space, String local) {
  static final String DAV = "DAV:";
  static final String CARDDAV = "urn:ietf:params:xml:ns:carddav";
  static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
  static final String CALENDAR_SERVER = "http://calendarserver.org/ns/";
  static final String APPLE = "http://apple.com/ns/ical/";

  /** A name of RFC 4918 and its companions. */
  public static Name dav(String local) {
    return new Name(DAV, local);
  }

  /** A name of RFC 6352. */
  public static Name carddav(String local) {
    return new Name(CARDDAV, local);
  }

  /** A name of RFC 4791. */
  public static Name caldav(String local) {
    return new Name(CALDAV, local);
  }

  /** A name of the extensions that most servers share. */
  static Name calendarServer(String local) {
    return new Name(CALENDAR_SERVER, local);
  }

  /** A name of the extensions for colour and order. */
  static Name apple(String local) {
    return new Name(APPLE, local);
  }

  @Override
  public String toString() {
    return local;
  }
}
