// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.text.VCardReader;
import ezvcard.io.text.VCardWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.oneway.connectors.shared.jscontact.VCards;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.RawCard;

/**
 * Reads a file of vCards, makes JSContact of each, and writes that as vCard 4.0; and has ez-vcard
 * read and write the same file. In turns, as often as its second argument says. Prints as {@link
 * Turns} does. With 0 rounds it converts once, and ez-vcard does nothing.
 */
final class ConvertRun {
  private ConvertRun() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Turns.print(Integer.parseInt(arguments[1]), () -> convert(file), () -> parseAndWrite(file));
  }

  /** How many cards became JSContact and vCards again. */
  private static long convert(Path file) throws IOException {
    long count = 0;
    try (VCards.Cards cards = VCards.readToConvert(Files.newInputStream(file), "cards");
        OutputStream out = nowhere()) {
      for (Optional<RawCard> card = cards.next(); card.isPresent(); card = cards.next()) {
        if (card.get().defect().isEmpty()) {
          VCards.write(cards.convert(card.get()).item(), CardVersion.V4_0, out);
          count++;
        }
      }
    }
    return count;
  }

  private static long parseAndWrite(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        VCardReader reader = new VCardReader(in, VCardVersion.V3_0);
        VCardWriter writer = new VCardWriter(nowhere(), VCardVersion.V4_0)) {
      writer.setAddProdId(false);
      writer.setVersionStrict(false);
      writer.setCaretEncodingEnabled(true);
      for (VCard card = reader.readNext(); card != null; card = reader.readNext()) {
        writer.write(card);
      }
      return 0;
    }
  }

  private static OutputStream nowhere() {
    return new BufferedOutputStream(OutputStream.nullOutputStream());
  }

  /** Writes a file of one card with a photo of so many bytes. */
  static Path withPhoto(Path directory, int bytes) throws IOException {
    Path file = directory.resolve("photo.vcf");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\n".getBytes(StandardCharsets.US_ASCII));
      out.write("PHOTO;ENCODING=b;TYPE=JPEG:/9j/".getBytes(StandardCharsets.US_ASCII));
      byte[] line = ("\r\n " + "A".repeat(72)).getBytes(StandardCharsets.US_ASCII);
      for (long written = 3; written < bytes; written += 54) {
        out.write(line);
      }
      out.write("\r\nEND:VCARD\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }
}
