// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.oneway.connectors.shared.vobject.RawCard;

/** The real cards that the tests read. */
final class Corpus {
  private Corpus() {}

  static Path folder(String name) {
    try {
      return Path.of(Objects.requireNonNull(Corpus.class.getResource("/corpus/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All files of vCards, by name. */
  static List<Path> files() {
    try (Stream<Path> files = Files.list(folder("vcard"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All cards in {@code bytes}, with and without defect. */
  static List<RawCard> cards(byte[] bytes, String name) {
    List<RawCard> cards = new ArrayList<>();
    try (VCards.Cards stream = VCards.read(new ByteArrayInputStream(bytes), name)) {
      for (Optional<RawCard> card = stream.next(); card.isPresent(); card = stream.next()) {
        cards.add(card.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cards;
  }
}
