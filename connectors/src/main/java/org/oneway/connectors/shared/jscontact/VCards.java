// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.CardReader;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.LineWriter;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/** Reads and writes contacts as vCards. Without state; safe for several threads. */
public final class VCards {
  private VCards() {}

  /**
   * What a card means.
   *
   * @param item its uid is empty where the card has none; {@code updated} is its REV
   * @param findings what was repaired, travels as it is, or was lost
   */
  public record Contact(Item item, List<Finding> findings) {
    public Contact {
      findings = List.copyOf(findings);
    }
  }

  /** A stream of cards, pulled by one thread and closed by whoever opened it. */
  public static final class Cards implements AutoCloseable {
    private final CardReader reader;
    private final String name;

    private Cards(CardReader reader, String name) {
      this.reader = reader;
      this.name = name;
    }

    /**
     * The next card; empty at the end. A card without defect converts; one with a defect tells it.
     */
    public Optional<RawCard> next() throws IOException {
      return reader.next();
    }

    /** Converts a card of this stream that has no defect. */
    public Contact convert(RawCard card) {
      return contact(card, name);
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  /**
   * Reads cards of any version.
   *
   * @param in is closed with the stream
   * @param name what findings call it, a file's name
   */
  public static Cards read(InputStream in, String name) throws IOException {
    return new Cards(new CardReader(in, name), name);
  }

  /** Reads cards as {@link #read} does, but without their hashes, for who only converts them. */
  public static Cards readToConvert(InputStream in, String name) throws IOException {
    return new Cards(new CardReader(in, name).withoutHashes(), name);
  }

  /**
   * Converts a card without defect.
   *
   * @param name what findings call the file it is from
   */
  public static Contact contact(RawCard card, String name) {
    List<Finding> findings = new ArrayList<>(card.findings());
    ObjectNode json = ContactReader.read(card.version(), card.lines(), name, findings);
    return new Contact(item(json), findings);
  }

  /** The item that a JSContact Card is. */
  public static Item item(ObjectNode json) {
    JsonNode uid = json.path("uid");
    Optional<Instant> updated = Dates.parseUtc(json.path("updated").asText());
    return new Item(
        Kind.CONTACT,
        uid.isTextual() && !uid.asText().isEmpty()
            ? Optional.of(new Uid(uid.asText()))
            : Optional.empty(),
        json,
        updated,
        updated.isPresent());
  }

  /** The card that {@code item} is, in UTF-8, with CRLF at the end of each line. */
  public static byte[] write(Item item, CardVersion version) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try {
      write(item, version, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Writes {@code item} as a card.
   *
   * @param version 3.0 or 4.0
   * @param out should be buffered; is not closed
   */
  public static void write(Item item, CardVersion version, OutputStream out) throws IOException {
    List<ContentLine> lines = ContactWriter.write(item.json(), version);
    new LineWriter(out).writeCard(version, lines);
  }
}
