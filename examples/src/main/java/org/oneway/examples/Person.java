// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Somebody who does not exist; the same number is always the same person. */
record Person(int number, Name given, Name family, Place place) {
  private static final int LARGEST = 100_000;

  /** A name as its bearer writes it, and in ASCII. */
  record Name(String written, String plain) {}

  /** Where somebody lives. */
  record Place(String street, String city, String code, String country, String dial) {}

  private static final List<Name> GIVEN =
      names(
          "Ada Alan Grace Linus Tim Radia Barbara Donald Margaret Dennis Katherine Edsger Hedy "
              + "Vint Annie Ken Mary Niklaus Frances Claude Jean Adele Robin Shafi Leslie Sophie "
              + "Karen Bjarne Fernando Lynn José=Jose Zoë=Zoe Jürgen=Juergen Renée=Renee "
              + "Søren=Soeren Łukasz=Lukasz Agnès=Agnes Ольга=Olga Иван=Ivan Ελένη=Eleni "
              + "太郎=Taro 花子=Hanako دانا=Dana נועה=Noa");

  private static final List<Name> FAMILY =
      names(
          "Lovelace Turing Hopper Torvald Perlman Liskov Knuth Hamilton Ritchie Johnson Dijkstra "
              + "Lamarr Cerf Easley Thompson Wirth Allen Shannon Bartik Goldberg Milner Lamport "
              + "Wilson Sparck-Jones Stroustrup Corbato Conway O'Neill Da=Da-Silva "
              + "Müller=Mueller Gauß=Gauss Núñez=Nunez Çelik=Celik Ångström=Angstroem "
              + "Wiśniewski=Wisniewski Dvořák=Dvorak Петрова=Petrova Шевченко=Shevchenko "
              + "Παπαδόπουλος=Papadopoulos 山田=Yamada 佐藤=Sato حداد=Haddad לוי=Levi");

  private static final List<Place> PLACES =
      List.of(
          new Place("Baker Street", "London", "NW1 6XE", "United Kingdom", "+44 20 7946 0"),
          new Place("Königsallee", "Düsseldorf", "40212", "Germany", "+49 211 9000"),
          new Place("Rue de l'Église", "Lyon", "69001", "France", "+33 4 00 00 "),
          new Place("Main Street", "Springfield", "62701", "USA", "+1 217 555 0"),
          new Place("Gran Vía", "Madrid", "28013", "Spain", "+34 910 00 "),
          new Place("Kungsgatan", "Göteborg", "411 19", "Sweden", "+46 31 390 0"));

  private static List<Name> names(String list) {
    return List.of(list.split(" ")).stream()
        .map(
            name -> {
              String[] parts = name.split("=", 2);
              return new Name(parts[0], parts[parts.length - 1]);
            })
        .toList();
  }

  /** The person with this number, from 0. */
  static Person of(int number) {
    if (number < 0 || number >= LARGEST) {
      throw new IllegalArgumentException("no person has the number " + number);
    }
    int round = number / FAMILY.size();
    return new Person(
        number,
        GIVEN.get((number * 7 + round * 3) % GIVEN.size()),
        FAMILY.get(number % FAMILY.size()),
        PLACES.get((number * 5 + round) % PLACES.size()));
  }

  String fullName() {
    return given.written + " " + family.written;
  }

  String email() {
    return "%s.%s%d@example.%s"
        .formatted(given.plain, family.plain, number, List.of("org", "com", "net").get(number % 3))
        .toLowerCase(Locale.ROOT);
  }

  /** Another one, as people use at work. */
  String workEmail() {
    return "%s%s@firm%02d.example.com"
        .formatted(given.plain.charAt(0), family.plain, number % 23)
        .toLowerCase(Locale.ROOT);
  }

  String telephone() {
    return place.dial + "%03d".formatted((number * 37) % 1000);
  }

  /** Of the place of work, which others have too. */
  String workTelephone() {
    return place.dial + "%02d".formatted(number % 7) + "0";
  }

  String organization() {
    return "Firm No. %d, Ltd.".formatted(number % 23);
  }

  String street() {
    return place.street + " " + (number % 97 + 1);
  }

  String birthday() {
    return "%04d-%02d-%02d".formatted(1940 + number % 60, number % 12 + 1, (number * 11) % 28 + 1);
  }

  UUID uid() {
    return UUID.nameUUIDFromBytes(("person " + number).getBytes(StandardCharsets.UTF_8));
  }
}
