// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.files.Made;
import org.oneway.connectors.shared.files.Piece;
import org.oneway.connectors.shared.files.Pieces;
import org.oneway.connectors.shared.files.Spans;
import org.oneway.connectors.shared.jscontact.VCards;
import org.oneway.connectors.shared.vobject.CardReader;
import org.oneway.engine.item.Finding;

/** The cards of a file: each stands in one place, and new ones stand behind the others. */
final class Cards implements Pieces {
  private final CardReader reader;
  private final FileChannel bytes;
  private final String title;

  Cards(CardReader reader, FileChannel bytes, String title) {
    this.reader = reader;
    this.bytes = bytes;
    this.title = title;
  }

  @Override
  public Optional<Piece> next() throws IOException {
    return reader.next().map(Card::new);
  }

  @Override
  public Optional<Finding> objection() {
    return reader.isTranscoded()
        ? Optional.of(Finding.broken("", "the file is in UTF-16, which is only read"))
        : Optional.empty();
  }

  @Override
  public Meaning convert(Piece piece) {
    VCards.Contact contact = VCards.contact(((Card) piece).raw(), title);
    return new Meaning(contact.item(), contact.findings());
  }

  @Override
  public byte[] alone(Piece piece) throws IOException {
    return Spans.read(bytes, piece.spans().get(0));
  }

  @Override
  public byte[] inPlaceOf(Piece piece, Made made) {
    return made.bytes();
  }

  @Override
  public List<Insertion> insertions(List<Made> items, long end) {
    return List.of(new Insertion(end, items.stream().map(Made::bytes).toList()));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
