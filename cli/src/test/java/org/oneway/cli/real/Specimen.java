// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import org.oneway.connectors.testkit.OtherClient.Service;

/** What is kept up: contacts or events, numbered, each with two values that edits change. */
enum Specimen {
  CONTACTS(Service.CONTACTS, "vcard", ".vcf") {
    @Override
    String text(int number) {
      return Cards.person(number);
    }

    @Override
    String name(int number) {
      return "FN:Given%1$d Family%1$d".formatted(number);
    }

    @Override
    String first(int number) {
      return Cards.phone(number);
    }

    @Override
    String second(int number) {
      return "person%d@example.org".formatted(number);
    }

    @Override
    String edited() {
      return "second@example.org";
    }

    @Override
    String addition() {
      return "NOTE:likes tea";
    }

    @Override
    String end() {
      return "END:VCARD";
    }

    @Override
    String atServer(String text) {
      return text.replace("\nTEL", "\nN:Family;Given;;;\nTEL")
          .replace("VERSION:4.0", "VERSION:3.0");
    }
  },
  EVENTS(Service.CALENDARS, "icalendar", ".ics") {
    @Override
    String text(int number) {
      return """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//example.org//matrix//EN
      BEGIN:VEVENT
      UID:uid-%1$d
      DTSTAMP:20260101T120000Z
      DTSTART:20260601T100000Z
      DTEND:20260601T103000Z
      SUMMARY:Meeting number%1$d
      LOCATION:%2$s
      END:VEVENT
      END:VCALENDAR
      """
          .formatted(number, first(number));
    }

    @Override
    String name(int number) {
      return "SUMMARY:Meeting number%d\n".formatted(number);
    }

    @Override
    String first(int number) {
      return "Room %04d".formatted(number);
    }

    @Override
    String second(int number) {
      return "DTSTART:20260601T100000Z";
    }

    @Override
    String edited() {
      return "DTSTART:20260601T090000Z";
    }

    @Override
    String addition() {
      return String.join(
          "\r\n",
          "BEGIN:VALARM",
          "UID:alarm-of-the-user",
          "ACTION:DISPLAY",
          "DESCRIPTION:likes tea",
          "TRIGGER:-PT10M",
          "END:VALARM");
    }

    @Override
    String end() {
      return "END:VEVENT";
    }

    @Override
    String atServer(String text) {
      return text;
    }
  };

  private final Service service;
  private final String files;
  private final String ending;

  Specimen(Service service, String files, String ending) {
    this.service = service;
    this.files = files;
    this.ending = ending;
  }

  Service service() {
    return service;
  }

  /** The type of a store that is a directory of them. */
  String files() {
    return files;
  }

  /** Where in the corpus there are more of them. */
  String corpus() {
    return this == CONTACTS ? "vcard" : "icalendar";
  }

  /** The ending of their files' names. */
  String ending() {
    return ending;
  }

  /** One as its file holds it. */
  abstract String text(int number);

  /** What only this one's text holds. */
  abstract String name(int number);

  /** A value of it that tells its number. */
  abstract String first(int number);

  /** Another value of it. */
  abstract String second(int number);

  /** What the second value is after an edit. */
  abstract String edited();

  /** What somebody else adds to it: lines that hold "likes tea". */
  abstract String addition();

  /** The line that ends what can be added to. */
  abstract String end();

  /** The same as all servers take it. */
  abstract String atServer(String text);
}
