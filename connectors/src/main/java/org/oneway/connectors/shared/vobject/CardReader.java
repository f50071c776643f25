// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.oneway.engine.item.Finding.Level;

/**
 * Pulls cards from a stream, one at a time and in its order; never holds more than one. Between
 * BEGIN and END a line that is no property costs that line. A card has a defect only where nothing
 * can be said about where it ends or what is in it: it is cut off, it has no BEGIN, it is empty, or
 * it passes a limit.
 */
public final class CardReader implements AutoCloseable {
  /** What the lines of one card may have together, in bytes. */
  static final int CARD_LIMIT = 128 << 20;

  /** How many lines one card may have. */
  static final int LINES_LIMIT = 100_000;

  private static final int LONGEST_BEGIN = 64;

  private final InputStream in;
  private final LineReader reader;
  private final String name;
  private final boolean transcoded;
  private boolean hashed = true;
  private boolean any;
  private Optional<CardBuilder> begun = Optional.empty();

  /**
   * @param in is read in pieces and closed by {@link #close}
   * @param name what findings call the stream, a file's name
   */
  public CardReader(InputStream in, String name) throws IOException {
    this(in, name, Long.MAX_VALUE);
  }

  /** Reads a stream of about {@code size} bytes, with a buffer no larger than that. */
  public CardReader(InputStream in, String name, long size) throws IOException {
    ByteOrderMark.Opened opened = ByteOrderMark.open(in);
    this.in = in;
    this.name = name;
    this.reader = new LineReader(opened.utf8(), opened.offset(), size);
    this.transcoded = opened.transcoded();
  }

  /** From now on cards have no hash, which costs time; for who does not ask for it. */
  public CardReader withoutHashes() {
    hashed = false;
    return this;
  }

  /** Whether the stream was not in UTF-8, so that offsets are not those of its bytes. */
  public boolean isTranscoded() {
    return transcoded;
  }

  /** The next card; empty at the end. */
  public Optional<RawCard> next() throws IOException {
    if (begun.isEmpty()) {
      Optional<RawCard> stray = skipToBegin();
      if (stray.isPresent()) {
        return stray;
      }
    }
    if (begun.isEmpty()) {
      return Optional.empty();
    }
    any = true;
    CardBuilder card = begun.get();
    begun = Optional.empty();
    reader.keepsFoldingSpace(false);
    return Optional.of(readCard(card));
  }

  private RawCard readCard(CardBuilder card) throws IOException {
    while (reader.next()) {
      if (reader.isBlank()) {
        continue;
      }
      if (isBegin()) {
        if (card.expectsNested()) {
          card.addNested(nested());
          continue;
        }
        begun = Optional.of(newCard());
        card.note(Level.REPAIRED, "END", "is missing; the card ends where the next one begins");
        return card.build();
      }
      if (isEnd()) {
        card.endsAt(reader.end());
        return card.build();
      }
      card.add(reader);
      reader.keepsFoldingSpace(card.isOld());
    }
    return card.broken("is cut off: the file ends before END:VCARD");
  }

  /** A card in the place of a value, as vCard 2.1 writes an AGENT; with all its lines. */
  private String nested() throws IOException {
    StringBuilder text = new StringBuilder("BEGIN:VCARD");
    int depth = 1;
    while (depth > 0 && reader.next()) {
      if (reader.isBlank()) {
        continue;
      }
      depth += isBegin() ? 1 : isEnd() ? -1 : 0;
      if (text.length() < Stretch.LIMIT) {
        text.append('\n');
        text.append(Decoding.decode(reader.bytes(), 0, reader.length()).text());
      }
    }
    return text.toString();
  }

  /**
   * Goes behind the next BEGIN. What stands before it is left alone unless it looks like a card
   * that has lost its BEGIN.
   */
  private Optional<RawCard> skipToBegin() throws IOException {
    Optional<CardBuilder> stray = Optional.empty();
    while (reader.next()) {
      if (reader.isBlank()) {
        continue;
      }
      if (isBegin()) {
        begun = Optional.of(newCard());
        break;
      }
      CardBuilder text = stray.orElseGet(this::newCard);
      stray = Optional.of(text);
      if (isEnd()) {
        text.endsAt(reader.end());
        return Optional.of(text.broken("has no BEGIN:VCARD"));
      }
      text.add(reader);
    }
    boolean isAllThereIs = !any && begun.isEmpty();
    any |= begun.isPresent();
    return stray
        .filter(text -> text.hasProperties() || isAllThereIs)
        .map(text -> text.broken(isAllThereIs ? "is not a vCard" : "has no BEGIN:VCARD"));
  }

  private CardBuilder newCard() {
    return new CardBuilder(name, reader.offset(), reader.number(), hashed);
  }

  private boolean isBegin() {
    return is("BEGIN:VCARD");
  }

  private boolean isEnd() {
    return is("END:VCARD");
  }

  /** Whether the line is {@code wanted}, in any case and whatever blanks there are. */
  private boolean is(String wanted) {
    if (reader.length() < wanted.length() || reader.length() > LONGEST_BEGIN) {
      return false;
    }
    byte[] bytes = reader.bytes();
    int at = ByteOrderMark.length(bytes, reader.length());
    int matched = 0;
    for (; at < reader.length(); at++) {
      int c = bytes[at];
      if (c == ' ' || c == '\t') {
        continue;
      }
      if (matched == wanted.length() || Character.toUpperCase(c) != wanted.charAt(matched)) {
        return false;
      }
      matched++;
    }
    return matched == wanted.length();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
