// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Write;

/** Writes to the cards of one file, and what becomes of each when the file is rewritten. */
final class CardEdits implements Rewriting.Editor {
  private static final byte[] NOTHING = {};
  private static final Outcome STALE = new Outcome.Stale();

  private final Settings settings;
  private final boolean inDirectory;
  private final Map<String, Write> writes = new LinkedHashMap<>();
  private final Map<String, Made> made = new LinkedHashMap<>();
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
  private Optional<String> title = Optional.empty();
  private boolean holdsCards;
  private boolean holdsOther;

  /**
   * @param inDirectory whether references begin with the file's path
   */
  CardEdits(Settings settings, boolean inDirectory) {
    this.settings = settings;
    this.inDirectory = inDirectory;
  }

  /** Whether a write to the card of this name waits already. */
  boolean concerns(String name) {
    return writes.containsKey(name);
  }

  boolean isEmpty() {
    return writes.isEmpty();
  }

  int size() {
    return writes.size();
  }

  /** Adds a write to the card of this name. */
  void add(String name, Write write) {
    writes.put(name, write);
    if (write instanceof Write.Restore restore) {
      made.put(name, Made.again(restore));
    }
  }

  /** Adds a card that is to be made, unless it cannot; then says why. */
  Optional<Outcome> addNew(String name, Write.Create write) {
    String uid = write.item().uid().map(Uid::value).orElse("");
    Made card = Made.of(write.item(), settings.version());
    Optional<Finding> objection = card.objection(uid);
    if (objection.isPresent()) {
      return Optional.of(new Outcome.Refused(objection.get()));
    }
    writes.put(name, write);
    made.put(name, card);
    return Optional.empty();
  }

  /** How many bytes of new cards wait. */
  long newBytes() {
    return made.values().stream().mapToLong(card -> card.bytes().length).sum();
  }

  @Override
  public void begin() {
    outcomes.clear();
    holdsCards = false;
    holdsOther = false;
  }

  @Override
  public Optional<byte[]> edit(CardFile.Named named) {
    boolean isOther = named.card().defect().isPresent() && named.card().lines().isEmpty();
    holdsOther |= isOther;
    holdsCards |= !isOther;
    Optional<String> name = named.name().filter(writes::containsKey);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Write write = Optional.ofNullable(writes.get(name.get())).orElseThrow();
    if (isNew(write)) {
      boolean isThere = named.card().hash().equals(madeFor(name.get()).card().hash());
      outcomes.put(name.get(), isThere ? created(name.get()) : STALE);
      return Optional.empty();
    }
    if (write instanceof Write.Update update) {
      Made successor = successor(update.item(), named.card());
      return update(name.get(), successor, update.expected(), named.card());
    }
    if (write instanceof Write.Restore restore) {
      return update(name.get(), madeFor(name.get()), restore.expected(), named.card());
    }
    if (write instanceof Write.Delete delete && isExpected(delete.expected(), named.card())) {
      outcomes.put(name.get(), gone());
      return Optional.of(NOTHING);
    }
    outcomes.put(name.get(), STALE);
    return Optional.empty();
  }

  private Made madeFor(String name) {
    return Optional.ofNullable(made.get(name)).orElseThrow();
  }

  private static boolean isExpected(Optional<Version> expected, RawCard card) {
    return expected.isEmpty() || expected.get().value().equals(card.hash());
  }

  /** Whether it is about a card that is not there. */
  private static boolean isNew(Write write) {
    return write instanceof Write.Create
        || (write instanceof Write.Restore restore && !restore.over());
  }

  private Optional<byte[]> update(
      String name, Made successor, Optional<Version> expected, RawCard card) {
    if (!isExpected(expected, card)) {
      outcomes.put(name, STALE);
      return Optional.empty();
    }
    Optional<Finding> objection = successor.objection(successor.card().uid().orElse(""));
    if (objection.isPresent()) {
      outcomes.put(name, new Outcome.Refused(objection.get()));
      return Optional.empty();
    }
    Optional<Reference> moved =
        card.uid().isPresent()
            ? Optional.empty()
            : successor.card().uid().map(uid -> reference(References.ofUid(uid)));
    Version version = new Version(successor.card().hash());
    outcomes.put(name, new Outcome.Done(moved, Optional.of(version), successor.held()));
    return successor.card().hash().equals(card.hash())
        ? Optional.empty()
        : Optional.of(successor.bytes());
  }

  /** The card as {@code item} says, under the uid that it has and in its own version. */
  static Made successor(Item item, RawCard card) {
    Item kept = card.uid().map(uid -> item.withUid(new Uid(uid))).orElse(item);
    return Made.of(kept, card.version());
  }

  private Reference reference(String name) {
    return inDirectory ? References.ofCard(title.orElse(""), name) : new Reference(name);
  }

  /** Says what the path of the file is. */
  CardEdits in(String path) {
    title = Optional.of(path);
    return this;
  }

  private Outcome created(String name) {
    Made card = madeFor(name);
    Version version = new Version(card.card().hash());
    return new Outcome.Done(Optional.empty(), Optional.of(version), card.held());
  }

  private static Outcome gone() {
    return new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public List<byte[]> additions(boolean isTranscoded) {
    if (isTranscoded) {
      refuseAll("the file is in UTF-16, which is only read");
    } else if (holdsOther && !holdsCards) {
      refuseAll("the file holds something else than cards");
    }
    List<byte[]> additions = new ArrayList<>();
    writes.forEach(
        (name, write) -> {
          if (outcomes.containsKey(name)) {
            return;
          }
          if (isNew(write)) {
            outcomes.put(name, created(name));
            additions.add(madeFor(name).bytes());
          } else {
            outcomes.put(name, write instanceof Write.Delete ? gone() : STALE);
          }
        });
    return additions;
  }

  private void refuseAll(String reason) {
    Outcome refused = new Outcome.Refused(Finding.broken("", reason));
    writes.keySet().forEach(name -> outcomes.put(name, refused));
  }

  @Override
  public boolean mayReplace(CardFile file) {
    return !file.isTranscoded();
  }

  /** Tells what became of each write, once the file was rewritten. */
  void tell(Outcomes told) {
    writes.forEach(
        (name, write) -> told.tell(write, Optional.ofNullable(outcomes.get(name)).orElse(STALE)));
  }
}
