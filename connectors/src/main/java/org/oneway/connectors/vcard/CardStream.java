// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.oneway.connectors.shared.jscontact.VCards;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.change.Known.Seen;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/** A stream that reads a little at a time, and what all of them say of a card. */
abstract class CardStream implements ChangeStream {
  /** How many cards or files are looked up among the known at once. */
  static final int CHUNK = 500;

  /** How many bytes of cards wait at most, unless it is one card. */
  private static final long CHUNK_BYTES = 8 << 20;

  private final Settings settings;
  private final FolderId folder;
  private final Known known;
  private final Deque<Change> ready = new ArrayDeque<>();
  private Optional<Ending> ending = Optional.empty();
  private int unattributed;

  CardStream(Settings settings, FolderId folder, Known known) {
    this.settings = settings;
    this.folder = folder;
    this.known = known;
  }

  /** Reads on and tells what it finds; the ending where there is no more. */
  abstract Optional<Ending> readOn() throws IOException, StoreException;

  @Override
  public final Optional<Change> next() throws StoreException {
    try {
      while (ready.isEmpty() && ending.isEmpty()) {
        ending = readOn();
      }
    } catch (IOException e) {
      throw failures().reading(e);
    }
    return Optional.ofNullable(ready.poll());
  }

  @Override
  public final Ending ending() {
    if (ending.isEmpty() || !ready.isEmpty()) {
      throw new IllegalStateException("the stream was not read to its end");
    }
    return ending.get();
  }

  final Failures failures() {
    return settings.failures();
  }

  final Traffic traffic() {
    return settings.traffic();
  }

  final int unattributed() {
    return unattributed;
  }

  final Map<Reference, Seen> known(List<Reference> references) {
    return references.isEmpty() ? Map.of() : known.of(references);
  }

  final void tell(Change change) {
    ready.add(change);
  }

  /** Cards up to the size of a chunk; none at the end of the file. */
  static List<CardFile.Named> chunk(CardFile file) throws IOException {
    List<CardFile.Named> chunk = new ArrayList<>();
    long bytes = 0;
    while (chunk.size() < CHUNK && bytes < CHUNK_BYTES) {
      Optional<CardFile.Named> next = file.next();
      if (next.isEmpty()) {
        break;
      }
      chunk.add(next.get());
      RawCard.Span span = next.get().card().span();
      bytes += span.end() - span.offset();
    }
    return chunk;
  }

  /** Tells cards of a file that has several; each card's version is the hash of its lines. */
  final void tellCards(
      List<CardFile.Named> cards, String title, Function<String, Reference> referenceOf) {
    List<Reference> references =
        cards.stream().flatMap(c -> c.name().stream()).map(referenceOf).toList();
    Map<Reference, Seen> seen = known(references);
    for (CardFile.Named named : cards) {
      Optional<Reference> reference = named.name().map(referenceOf);
      RawCard card = named.card();
      Optional<Seen> before = reference.map(seen::get);
      Version version = new Version(card.hash());
      if (card.defect().isPresent() || reference.isEmpty()) {
        tellBroken(reference, card, before);
      } else if (before.flatMap(Seen::version).filter(version::equals).isPresent()) {
        tell(new Change.Present(reference.get()));
      } else {
        tellCard(reference.get(), version, card, title, Optional.empty());
      }
    }
  }

  /**
   * Tells a card that has no defect.
   *
   * @param time of its file, where it has a file to itself
   */
  final void tellCard(
      Reference reference, Version version, RawCard card, String title, Optional<Instant> time) {
    VCards.Contact contact = VCards.contact(card, title);
    traffic().item();
    Item item = contact.item();
    if (item.updated().isEmpty() && time.isPresent()) {
      item = item.withUpdated(time.get(), false);
    }
    tell(
        new Change.Upsert(
            reference,
            Optional.of(version),
            Set.of(folder),
            item,
            Optional.empty(),
            contact.findings()));
  }

  /** Tells what stands where a card should be. */
  final void tellBroken(Optional<Reference> reference, RawCard card, Optional<Seen> before) {
    Optional<Key> key =
        card.uid().map(uid -> new Key(Kind.CONTACT, new Uid(uid))).or(() -> before.map(Seen::key));
    Finding defect =
        card.defect().orElseGet(() -> Finding.broken("", "nothing tells which card it is"));
    tellBroken(reference, key, card.title(), defect);
  }

  final void tellBroken(
      Optional<Reference> reference, Optional<Key> key, String title, Finding finding) {
    if (key.isEmpty()) {
      unattributed++;
    }
    tell(new Change.Broken(reference, key, title, finding));
  }
}
