// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Write;

/** Carries out one write at a {@link FakeStore}, whose lock the caller holds. */
final class FakeWrites implements Write.Visitor<Outcome> {
  private static final Outcome STALE = new Outcome.Stale();

  private final FakeStore store;
  private final FakeShelf shelf;
  private final InstantSource clock;
  private final long session;

  FakeWrites(FakeStore store, InstantSource clock, long session) {
    this.store = store;
    this.shelf = store.shelf;
    this.clock = clock;
    this.session = session;
  }

  @Override
  public Outcome create(Write.Create write) {
    Card card = Card.of(write.item().json());
    String uid = card.uid().orElseThrow();
    log(Access.Verb.CREATE, uid);
    if (store.isRefused(card)) {
      return refused(uid);
    }
    Optional<FakeFolder> folder = shelf.folder(write.folder());
    if (folder.isEmpty()) {
      return STALE;
    }
    Card held = held(card);
    Optional<FakeItem> taken =
        shelf.planned(write.folder(), card).flatMap(shelf::at).or(() -> withUid(uid, folder.get()));
    if (taken.isPresent()) {
      boolean same = taken.get().folders.contains(folder.get()) && taken.get().card.equals(held);
      return same ? done(taken.get()) : STALE;
    }
    FakeItem made = new FakeItem(shelf.nextSerial(), held, clock.instant());
    made.fileName = FakeShelf.chosenName(card);
    made.content = write.content().map(FakeWrites::read);
    shelf.add(made, folder.get(), session);
    return done(made);
  }

  /** An item with this uid where it may occur once. */
  private Optional<FakeItem> withUid(String uid, FakeFolder folder) {
    return shelf.items.stream()
        .filter(i -> store.traits().has(Trait.UNIQUE_IN_ACCOUNT) || i.folders.contains(folder))
        .filter(i -> i.card.uid().equals(Optional.of(uid)))
        .findFirst();
  }

  @Override
  public Outcome update(Write.Update write) {
    Card card = Card.of(write.item().json());
    log(Access.Verb.UPDATE, card.uid().orElseGet(card::name));
    Optional<FakeItem> there = current(write.reference(), write.expected());
    if (there.isEmpty()) {
      return STALE;
    }
    FakeItem item = there.get();
    if (item.card.uid().isPresent() && !item.card.uid().equals(card.uid())) {
      throw new AssertionError("an update changes the uid of " + item.card + " to " + card);
    }
    if (store.isRefused(card)) {
      return refused(card.name());
    }
    shelf.change(
        item,
        session,
        () -> {
          item.card = held(card);
          item.legible = FakeItem.Legible.ALL;
          item.touched = clock.instant();
          item.content = item.content.or(() -> write.content().map(FakeWrites::read));
        });
    return done(item);
  }

  @Override
  public Outcome move(Write.Move write) {
    log(Access.Verb.MOVE, subject(write.reference()) + " to " + write.to());
    require(Trait.MOVES);
    Optional<FakeItem> there = current(write.reference(), write.expected());
    Optional<FakeFolder> from = shelf.folder(write.from());
    Optional<FakeFolder> to = shelf.folder(write.to());
    if (there.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return STALE;
    }
    FakeItem item = there.get();
    if (store.isRefused(item.card)) {
      return refused(item.card.name());
    }
    if (item.folders.contains(to.get()) && !item.folders.contains(from.get())) {
      return done(item);
    }
    boolean taken =
        shelf.itemsIn(to.get()).stream()
            .anyMatch(
                other ->
                    other != item
                        && (other.fileName.equals(item.fileName)
                            || other.card.uid().equals(item.card.uid())));
    if (taken || !item.folders.contains(from.get())) {
      return STALE;
    }
    shelf.change(item, session, () -> FakeStore.replaceFolder(item, from.get(), to.get()));
    return done(item);
  }

  @Override
  public Outcome delete(Write.Delete write) {
    log(Access.Verb.DELETE, subject(write.reference()));
    if (shelf.at(write.reference()).isEmpty()) {
      return new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
    }
    Optional<FakeItem> there = current(write.reference(), write.expected());
    if (there.isEmpty()) {
      return STALE;
    }
    shelf.change(there.get(), session, () -> there.get().folders.clear());
    return new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public Outcome join(Write.Join write) {
    log(Access.Verb.JOIN, subject(write.reference()) + " to " + write.folder());
    return membership(write.reference(), write.folder(), true);
  }

  @Override
  public Outcome leave(Write.Leave write) {
    log(Access.Verb.LEAVE, subject(write.reference()) + " from " + write.folder());
    return membership(write.reference(), write.folder(), false);
  }

  @Override
  public Outcome restore(Write.Restore write) {
    return write.plain().accept(this);
  }

  private Outcome membership(Reference reference, FolderId id, boolean member) {
    require(Trait.MANY_FOLDERS);
    Optional<FakeItem> there = shelf.at(reference);
    Optional<FakeFolder> folder = shelf.folder(id);
    if (there.isEmpty() || folder.isEmpty()) {
      return member
          ? STALE
          : new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
    }
    FakeItem item = there.get();
    if (!member && item.folders.equals(java.util.Set.of(folder.get()))) {
      return STALE;
    }
    if (item.folders.contains(folder.get()) != member) {
      shelf.change(
          item,
          session,
          () -> {
            if (member) {
              item.folders.add(folder.get());
            } else {
              item.folders.remove(folder.get());
            }
          });
    }
    return done(item);
  }

  /** The item there, unless it is not the one expected. */
  private Optional<FakeItem> current(Reference reference, Optional<Version> expected) {
    return shelf
        .at(reference)
        .filter(
            item ->
                !store.traits().has(Trait.CONDITIONAL)
                    || expected.isEmpty()
                    || expected.equals(shelf.version(item)));
  }

  /** What the store makes of a card. */
  private Card held(Card card) {
    if (!store.traits().has(Trait.REWRITES)) {
      return store.withoutTimes(card);
    }
    ObjectNode json = card.updated(clock.instant()).json();
    json.remove("nicknames");
    json.withObjectProperty("keywords").put("held", true);
    if (json.path("phones").isObject()) {
      ObjectNode phones = (ObjectNode) json.remove("phones");
      ObjectNode renamed = json.putObject("phones");
      int number = 0;
      for (var phone : phones) {
        renamed.set("PHONE-" + ++number, phone);
      }
    }
    return store.withoutTimes(Card.of(json));
  }

  private Outcome done(FakeItem item) {
    Optional<Item> held =
        store.traits().has(Trait.TELLS_HELD)
            ? Optional.of(store.travelling(item))
            : Optional.empty();
    return new Outcome.Done(
        Optional.of(shelf.reference(item)),
        store.traits().has(Trait.TELLS_VERSIONS) ? shelf.version(item) : Optional.empty(),
        held);
  }

  private static Outcome refused(String subject) {
    return new Outcome.Refused(Finding.broken("", "the store does not take " + subject));
  }

  private static Content read(Content content) {
    try (InputStream bytes = content.open()) {
      byte[] all = bytes.readAllBytes();
      return () -> new java.io.ByteArrayInputStream(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void require(Trait trait) {
    if (!store.traits().has(trait)) {
      throw new AssertionError(
          "rule of the port broken: asked for what the store has not: " + trait);
    }
  }

  private String subject(Reference reference) {
    return shelf
        .at(reference)
        .map(item -> item.card.uid().orElseGet(item.card::name))
        .orElseGet(reference::value);
  }

  private void log(Access.Verb verb, String subject) {
    store.log().add(verb, subject);
  }
}
