// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.oneway.connectors.shared.jscontact.VCards;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.store.Write;

/** A card that is ready to be written. */
final class Made {
  private static final int LARGE = 16 << 20;

  private final byte[] bytes;
  private final RawCard card;
  private final Optional<Item> held;

  private Made(byte[] bytes, RawCard card, Optional<Item> held) {
    this.bytes = bytes;
    this.card = card;
    this.held = held;
  }

  /** As they will lie in the file; nobody changes them. */
  byte[] bytes() {
    return bytes;
  }

  /** Those bytes, read back. */
  RawCard card() {
    return card;
  }

  /** What they mean; empty where the card is so large that a second copy would hurt. */
  Optional<Item> held() {
    return held;
  }

  /** Makes the card of {@code item}; new cards have the store's version, 2.1 becomes 3.0. */
  static Made of(Item item, CardVersion version) {
    CardVersion written = version == CardVersion.V2_1 ? CardVersion.V3_0 : version;
    byte[] bytes = VCards.write(item, written);
    RawCard card;
    try (VCards.Cards cards = VCards.read(new ByteArrayInputStream(bytes), "")) {
      card = cards.next().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Optional<Item> held =
        card.defect().isPresent() || bytes.length > LARGE
            ? Optional.empty()
            : Optional.of(VCards.contact(card, "").item());
    return new Made(bytes, card, held);
  }

  /** A card as it once lay in its file, or of what is known of it where its bytes were not kept. */
  static Made again(Write.Restore write) {
    Made written = of(write.item(), CardVersion.V4_0);
    if (write.original().isEmpty()) {
      return written;
    }
    byte[] bytes = write.original().get();
    try (VCards.Cards cards = VCards.read(new ByteArrayInputStream(bytes), "")) {
      return new Made(bytes, cards.next().orElse(written.card), Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why it must not be written as the card with this uid; empty where it may. */
  Optional<Finding> objection(String uid) {
    if (card.defect().isPresent()) {
      return card.defect();
    }
    return card.uid().filter(uid::equals).isPresent()
        ? Optional.empty()
        : Optional.of(Finding.broken("", "its uid cannot be written in a vCard"));
  }
}
