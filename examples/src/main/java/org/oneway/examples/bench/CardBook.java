// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Numbered contacts as vCards, about as long as people's are. */
final class CardBook {
  private CardBook() {}

  /** All contacts below {@code count} in one file. */
  static void inFile(int count, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (int number = 0; number < count; number++) {
        out.write(card(number));
      }
    }
  }

  /** All contacts below {@code count}, each in a file of its own. */
  static void inDirectory(int count, Path directory) throws IOException {
    Files.createDirectories(directory);
    for (int number = 0; number < count; number++) {
      Files.writeString(directory.resolve("contact-" + number + ".vcf"), card(number));
    }
  }

  private static String card(int number) {
    String given = Numbered.given(number);
    String surname = Numbered.surname(number);
    return String.join(
        "\r\n",
        "BEGIN:VCARD",
        "VERSION:4.0",
        "UID:urn:uuid:%08x-0000-4000-8000-%012x".formatted(number, number),
        "FN:" + given + " " + surname,
        "N:" + surname + ";" + given + ";;;",
        "EMAIL;TYPE=home:" + given.toLowerCase(Locale.ROOT) + number + "@example.org",
        "EMAIL;TYPE=work:office" + number + "@example.com",
        "TEL;TYPE=cell:+49 170 %07d".formatted(number),
        "TEL;TYPE=work:+49 30 %07d".formatted(number / 2),
        "ORG:Firm " + number / 40 + ";Sales",
        "TITLE:Head of Section " + number % 40,
        "ADR;TYPE=home:;;Main Street "
            + number
            + ";Berlin;;10%03d;Germany".formatted(number % 1000),
        "BDAY:19%02d%02d%02d".formatted(50 + number % 50, 1 + number % 12, 1 + number % 28),
        "NOTE:Met at the conference in room " + number % 97,
        "REV:20260101T000000Z",
        "END:VCARD",
        "");
  }
}
