// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.ArchiveFolder;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.ItemFile;
import org.oneway.engine.pdpa.Listing.Listed;

/** Writes or reads an archive of numbered items, and prints how many there were. */
final class ArchiveRun {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final Folder FOLDER = Folder.of(new FolderId("people"), "People");
  private static final int TEXT = 4 << 20;

  private ArchiveRun() {}

  /**
   * Does one of these: {@code write ARCHIVE contacts COUNT}, {@code write ARCHIVE messages COUNT
   * BYTES-OF-EACH}, {@code read ARCHIVE}.
   */
  public static void main(String[] arguments) throws IOException {
    Path archive = Path.of(arguments[1]);
    if (arguments[0].equals("read")) {
      System.out.println(read(archive));
      return;
    }
    int count = Integer.parseInt(arguments[3]);
    ArchiveMetadata metadata =
        ArchiveMetadata.of(
            "urn:bench",
            "bench",
            TIME,
            "bench",
            ArchiveMetadata.Extent.FULL,
            List.of(),
            new Chain("bench", 1, Optional.empty()));
    try (ArchiveWriter writer = ArchiveWriter.create(archive, metadata, new DurableFiles())) {
      if (arguments[2].equals("contacts")) {
        contacts(writer, count);
      } else {
        messages(writer, count, Integer.parseInt(arguments[4]));
      }
      writer.finish();
    }
    System.out.println(count);
  }

  private static void contacts(ArchiveWriter writer, int count) throws IOException {
    writer.folder(FOLDER);
    for (int number = 0; number < count; number++) {
      writer.add(FOLDER.id(), Numbered.item(number, false));
    }
  }

  private static void messages(ArchiveWriter writer, int count, int bytes) throws IOException {
    writer.folder(FOLDER, Set.of(Kind.MESSAGE));
    byte[] text = text(TEXT);
    for (int number = 0; number < count; number++) {
      int start = (int) (number * 7_919L % (TEXT - bytes));
      byte[] head =
          "From: ada@example.org\r\nMessage-ID: <%d@example.org>\r\nSubject: Number %d\r\n\r\n"
              .formatted(number, number)
              .getBytes(StandardCharsets.UTF_8);
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.putObject("keywords").put("$seen", true);
      json.put("receivedAt", TIME.toString());
      Item item =
          new Item(
              Kind.MESSAGE,
              Optional.of(new Uid("message-" + number)),
              json,
              Optional.of(TIME),
              true);
      Content content =
          () ->
              new SequenceInputStream(
                  new ByteArrayInputStream(head), new ByteArrayInputStream(text, start, bytes));
      writer.add(FOLDER.id(), item, Optional.of(content));
    }
  }

  /** Words that a compressor finds about as hard as letters. */
  private static byte[] text(int length) {
    Random random = new Random(1);
    byte[][] words = new byte[4_000][];
    for (int i = 0; i < words.length; i++) {
      words[i] =
          (Numbered.surname(random.nextInt(1_000_000)) + " ").getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream(length + 80);
    while (text.size() < length) {
      for (int i = 0; i < 10; i++) {
        text.writeBytes(words[(int) Math.abs(random.nextGaussian() * 800) % words.length]);
      }
      text.writeBytes(new byte[] {'\r', '\n'});
    }
    return text.toByteArray();
  }

  private static long read(Path archive) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long items = 0;
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      for (ArchiveFolder folder : reader.folders()) {
        for (Listed listed : reader.listing(folder).items()) {
          if (listed.type().kind() == Kind.MESSAGE) {
            try (InputStream in = reader.stream(listed.path())) {
              while (in.read(buffer) >= 0) {
                // Its end proves that it is whole.
              }
            }
          } else {
            ItemFile.read(listed.path(), reader.read(listed.path()), listed.type());
          }
          items++;
        }
      }
    }
    return items;
  }
}
