// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.dav.Format;
import org.oneway.connectors.shared.dav.Service;
import org.oneway.connectors.shared.jscontact.VCards;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.similar.Similarity;

/** Members of an address book: one vCard each (RFC 6352 section 5.1). */
final class CardFormat implements Format {
  private final CardVersion version;

  /**
   * @param version of the cards that are written
   */
  CardFormat(CardVersion version) {
    this.version = version;
  }

  @Override
  public Service service() {
    return Service.CARDDAV;
  }

  @Override
  public Set<Kind> kinds(Set<String> components) {
    return Set.of(Kind.CONTACT);
  }

  @Override
  public Meaning read(byte[] bytes, String title) {
    try (VCards.Cards cards = VCards.readToConvert(new ByteArrayInputStream(bytes), title)) {
      Optional<RawCard> card = cards.next();
      if (card.isEmpty()) {
        return Meaning.broken(Optional.empty(), "", Finding.broken(title, "holds no card"));
      }
      RawCard first = card.get();
      Optional<Key> key = first.uid().map(uid -> new Key(Kind.CONTACT, new Uid(uid)));
      if (first.defect().isPresent()) {
        return Meaning.broken(key, first.title(), first.defect().get());
      }
      if (cards.next().isPresent()) {
        return Meaning.broken(
            key,
            first.title(),
            Finding.broken(title, "holds more than one card, and may hold one"));
      }
      VCards.Contact contact = VCards.contact(first, title);
      return Meaning.of(contact.item(), contact.findings());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Written write(Item item) {
    byte[] bytes = VCards.write(item, version);
    Optional<String> uid = item.uid().map(Uid::value);
    boolean keepsUid = uidIn(bytes).equals(uid);
    Optional<Finding> objection =
        keepsUid
            ? Optional.empty()
            : Optional.of(Finding.broken("", "its uid cannot be written in a vCard"));
    return new Written(bytes, Service.CARDDAV.mediaType(), objection);
  }

  /** Read alone: what else the card means nobody asks. */
  private static Optional<String> uidIn(byte[] card) {
    try (VCards.Cards cards = VCards.readToConvert(new ByteArrayInputStream(card), "")) {
      return cards.next().filter(read -> read.defect().isEmpty()).flatMap(RawCard::uid);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isSame(Item one, Item other) {
    Similarity similarity = Similarity.of(Kind.CONTACT);
    return one.uid().equals(other.uid())
        && similarity.fingerprint(one.json()).equals(similarity.fingerprint(other.json()));
  }
}
