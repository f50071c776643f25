// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.files.FileFormat;
import org.oneway.connectors.shared.files.Made;
import org.oneway.connectors.shared.files.Piece;
import org.oneway.connectors.shared.files.Pieces;
import org.oneway.connectors.shared.jscontact.VCards;
import org.oneway.connectors.shared.vobject.CardReader;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.store.Write;

/**
 * Files of vCards.
 *
 * @param version of the cards that are new
 */
record CardFormat(CardVersion version) implements FileFormat {
  private static final Words WORDS = new Words("card", "cards", "a vCard", "a file of vCards");

  @Override
  public String ending() {
    return ".vcf";
  }

  @Override
  public Words words() {
    return WORDS;
  }

  @Override
  public boolean holds(Kind kind) {
    return kind == Kind.CONTACT;
  }

  @Override
  public String uidWord(Kind kind) {
    return "uid";
  }

  @Override
  public Pieces read(InputStream in, FileChannel bytes, String title, long size)
      throws IOException {
    return new Cards(new CardReader(in, title, size), bytes, title);
  }

  /** New cards have the store's version, 2.1 becomes 3.0. */
  @Override
  public Made make(Item item) {
    return made(item, version);
  }

  /** A card keeps its version too. */
  @Override
  public Made successor(Item item, Piece piece) {
    Item kept = piece.uid().map(uid -> item.withUid(new Uid(uid))).orElse(item);
    return made(kept, ((Card) piece).raw().version());
  }

  private static Made made(Item item, CardVersion version) {
    CardVersion written = version == CardVersion.V2_1 ? CardVersion.V3_0 : version;
    byte[] bytes = VCards.write(item, written);
    RawCard card = first(bytes).orElseThrow();
    Optional<Item> held =
        card.defect().isPresent() || bytes.length > Made.LARGE
            ? Optional.empty()
            : Optional.of(VCards.contact(card, "").item());
    return new Made(bytes, new Card(card), held);
  }

  private static Optional<RawCard> first(byte[] bytes) {
    try (CardReader cards = new CardReader(new ByteArrayInputStream(bytes), "")) {
      return cards.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Made again(Write.Restore write) {
    Made written = made(write.item(), CardVersion.V4_0);
    if (write.original().isEmpty()) {
      return written;
    }
    byte[] bytes = write.original().get();
    Piece piece = first(bytes).<Piece>map(Card::new).orElseGet(written::piece);
    return new Made(bytes, piece, Optional.empty());
  }

  @Override
  public byte[] file(List<Made> items) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    items.forEach(item -> file.writeBytes(item.bytes()));
    return file.toByteArray();
  }
}
