// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads text as the tests write it. */
final class Reading {
  private Reading() {}

  /** Lines as a program on a network would end them. */
  static String crlf(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  static List<RawCard> cards(String text) {
    return cards(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<RawCard> cards(String text, Charset charset) {
    return cards(text.getBytes(charset));
  }

  static List<RawCard> cards(byte[] bytes) {
    return cards(new ByteArrayInputStream(bytes));
  }

  static List<RawCard> cards(InputStream in) {
    List<RawCard> cards = new ArrayList<>();
    try (CardReader reader = new CardReader(in, "friends.vcf")) {
      for (Optional<RawCard> card = reader.next(); card.isPresent(); card = reader.next()) {
        cards.add(card.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cards;
  }

  /** The only card there is. */
  static RawCard card(String text) {
    return only(cards(text));
  }

  static RawCard only(List<RawCard> cards) {
    if (cards.size() != 1) {
      throw new AssertionError(cards.size() + " cards: " + cards);
    }
    return cards.get(0);
  }

  /** The value of the first line of this name. */
  static String value(RawCard card, String name) {
    return line(card, name).value();
  }

  static ContentLine line(RawCard card, String name) {
    return card.lines().stream()
        .filter(line -> line.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + card.lines()));
  }

  static List<String> reasons(RawCard card) {
    return card.findings().stream().map(f -> f.place() + ": " + f.reason()).toList();
  }
}
