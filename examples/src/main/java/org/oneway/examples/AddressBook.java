// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts the address book of the example together, once: real cards from a directory of files as they
 * are, cards of people who do not exist in the manner of several programs, groups, and a few that
 * are broken. What it made is kept beside the example; it runs again only to change that.
 */
public final class AddressBook {
  private static final int PEOPLE = 210;
  private static final int BARE_NAMES = 110;
  private static final int GROUP_EVERY = 6;

  private AddressBook() {}

  /**
   * Writes the file that the second argument names, with the cards of the directory in the first.
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: AddressBook DIRECTORY FILE");
      System.exit(64);
    }
    List<CardPiece> real = real(Path.of(arguments[0]));
    List<CardPiece> made = made();
    StringBuilder file = new StringBuilder();
    // In turns, so that no program's cards stand together.
    for (int i = 0; i < Math.max(real.size(), made.size()); i++) {
      real.stream().skip(i).findFirst().ifPresent(piece -> append(file, piece));
      made.stream().skip(i).findFirst().ifPresent(piece -> append(file, piece));
    }
    broken().forEach(piece -> append(file, piece));
    Files.write(Path.of(arguments[1]), file.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void append(StringBuilder file, CardPiece piece) {
    file.append(piece.text());
    if (!piece.text().endsWith("\n")) {
      file.append('\n');
    }
  }

  /** Each card once, byte for byte. */
  private static List<CardPiece> real(Path directory) throws IOException {
    Set<CardPiece> cards = new LinkedHashSet<>();
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.filter(file -> file.toString().endsWith(".vcf")).sorted().toList();
    }
    for (Path file : files) {
      List<CardPiece> pieces = CardPiece.split(text(Files.readAllBytes(file)));
      pieces.stream().filter(AddressBook::saysSomething).limit(BARE_NAMES).forEach(cards::add);
    }
    return List.copyOf(cards);
  }

  /**
   * A card without any property, or the end of one that has no beginning, could be anybody's: while
   * one is there, nobody can be missing, and the example would never delete.
   */
  private static boolean saysSomething(CardPiece piece) {
    String bare = piece.text().replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    return bare.contains("BEGIN:VCARD")
        && !bare.equals("BEGIN:VCARDEND:VCARD")
        && bare.indexOf("END:VCARD") == bare.lastIndexOf("END:VCARD");
  }

  /** One byte is one character; a file in UTF-16 cannot stand in one with others. */
  private static String text(byte[] bytes) {
    boolean isUtf16 = bytes.length > 1 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe;
    byte[] narrow =
        isUtf16
            ? new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE)
                .getBytes(StandardCharsets.UTF_8)
            : bytes;
    return new String(narrow, StandardCharsets.ISO_8859_1);
  }

  private static List<CardPiece> made() {
    List<CardPiece> made = new ArrayList<>();
    List<Person> grouped = new ArrayList<>();
    CardStyle[] styles = CardStyle.values();
    for (int number = 0; number < PEOPLE; number++) {
      Person person = Person.of(number);
      CardStyle style = styles[number % styles.length];
      if (!style.canWrite(person)) {
        style = CardStyle.GOOGLE;
      }
      made.add(style.card(person));
      if (style == CardStyle.KDE) {
        grouped.add(person);
      }
      if (grouped.size() == GROUP_EVERY) {
        made.add(group("Team " + number, grouped));
        grouped.clear();
      }
    }
    return made;
  }

  private static CardPiece group(String name, List<Person> members) {
    StringBuilder card =
        new StringBuilder(
            "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:%s\r\nUID:%s\r\n"
                .formatted(name, Person.of(members.get(0).number() + 50_000).uid()));
    members.forEach(member -> card.append("MEMBER:urn:uuid:" + member.uid() + "\r\n"));
    return new CardPiece(card.append("END:VCARD\r\n").toString());
  }

  /** Three that have lost their first line, and one that is cut off in the middle of its photo. */
  private static List<CardPiece> broken() {
    List<CardPiece> broken = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      String card = CardStyle.APPLE.card(Person.of(60_000 + number)).text();
      broken.add(new CardPiece(card.substring(card.indexOf('\n') + 1)));
    }
    String last = CardStyle.APPLE.card(Person.of(60_004)).text();
    broken.add(
        new CardPiece(
            last.substring(0, last.indexOf("REV:"))
                + "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMD"));
    return broken;
  }
}
