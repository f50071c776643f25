// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.Optional;

/**
 * What a kind of service is called on the wire.
 *
 * @param title for people: {@code CardDAV}
 * @param wellKnown the last part of its well-known path (RFC 6764 section 5), and of its name in
 *     the DNS
 * @param homeSet the property of a principal that names where its collections are
 * @param resourceType what marks its collections
 * @param description the property that holds what a user wrote about a collection
 * @param content the property that holds a member's content
 * @param multiget the report that reads several members
 * @param components the property that says which components a collection takes, where there is one
 * @param mediaType of its members
 * @param ending of the names of members that we make
 */
public record Service(
    String title,
    String wellKnown,
    Name homeSet,
    Name resourceType,
    Name description,
    Name content,
    Name multiget,
    Optional<Name> components,
    String mediaType,
    String ending) {
  /** Contacts (RFC 6352). */
  public static final Service CARDDAV =
      new Service(
          "CardDAV",
          "carddav",
          Name.carddav("addressbook-home-set"),
          Name.carddav("addressbook"),
          Name.carddav("addressbook-description"),
          Name.carddav("address-data"),
          Name.carddav("addressbook-multiget"),
          Optional.empty(),
          "text/vcard; charset=utf-8",
          ".vcf");

  /** Calendars (RFC 4791). */
  public static final Service CALDAV =
      new Service(
          "CalDAV",
          "caldav",
          Name.caldav("calendar-home-set"),
          Name.caldav("calendar"),
          Name.caldav("calendar-description"),
          Name.caldav("calendar-data"),
          Name.caldav("calendar-multiget"),
          Optional.of(Name.caldav("supported-calendar-component-set")),
          "text/calendar; charset=utf-8",
          ".ics");

  /** The media type without parameters. */
  String accept() {
    return mediaType.substring(0, mediaType.indexOf(';'));
  }

  /** The namespace of its own names. */
  String space() {
    return resourceType.space();
  }
}
