// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Write;

/** Writes to the items of one file, and what becomes of each when the file is rewritten. */
final class ItemEdits implements Rewriting.Editor {
  private static final Outcome STALE = new Outcome.Stale();

  private final FileSettings settings;
  private final boolean inDirectory;
  private final Map<String, Write> writes = new LinkedHashMap<>();
  private final Map<String, Made> made = new LinkedHashMap<>();
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
  private Optional<String> title = Optional.empty();
  private boolean holdsItems;
  private boolean holdsOther;

  /**
   * @param inDirectory whether references begin with the file's path
   */
  ItemEdits(FileSettings settings, boolean inDirectory) {
    this.settings = settings;
    this.inDirectory = inDirectory;
  }

  /** Whether a write to the item of this name waits already. */
  boolean concerns(String name) {
    return writes.containsKey(name);
  }

  boolean isEmpty() {
    return writes.isEmpty();
  }

  int size() {
    return writes.size();
  }

  /** Adds a write to the item of this name. */
  void add(String name, Write write) {
    writes.put(name, write);
    if (write instanceof Write.Restore restore) {
      made.put(name, settings.format().again(restore));
    }
  }

  /** Adds an item that is to be made, unless it cannot; then says why. */
  Optional<Outcome> addNew(String name, Write.Create write) {
    String uid = write.item().uid().map(Uid::value).orElse("");
    Made item = settings.format().make(write.item());
    Optional<Finding> objection = item.objection(uid, settings.format());
    if (objection.isPresent()) {
      return Optional.of(new Outcome.Refused(objection.get()));
    }
    writes.put(name, write);
    made.put(name, item);
    return Optional.empty();
  }

  /** How many bytes of new items wait. */
  long newBytes() {
    return made.values().stream().mapToLong(item -> item.bytes().length).sum();
  }

  @Override
  public void begin() {
    outcomes.clear();
    holdsItems = false;
    holdsOther = false;
  }

  @Override
  public Optional<Rewriting.Edit> edit(ItemFile.Named named) {
    Piece piece = named.piece();
    holdsOther |= piece.isForeign();
    holdsItems |= !piece.isForeign();
    Optional<String> name = named.name().filter(writes::containsKey);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Write write = Optional.ofNullable(writes.get(name.get())).orElseThrow();
    if (isNew(write)) {
      boolean isThere = piece.hash().equals(madeFor(name.get()).piece().hash());
      outcomes.put(name.get(), isThere ? created(name.get()) : STALE);
      return Optional.empty();
    }
    if (write instanceof Write.Update update) {
      Made successor = settings.format().successor(update.item(), piece);
      return update(name.get(), successor, update.expected(), piece);
    }
    if (write instanceof Write.Restore restore) {
      return update(name.get(), madeFor(name.get()), restore.expected(), piece);
    }
    if (write instanceof Write.Delete delete && isExpected(delete.expected(), piece)) {
      outcomes.put(name.get(), gone());
      return Optional.of(Rewriting.Edit.REMOVAL);
    }
    outcomes.put(name.get(), STALE);
    return Optional.empty();
  }

  private Made madeFor(String name) {
    return Optional.ofNullable(made.get(name)).orElseThrow();
  }

  private static boolean isExpected(Optional<Version> expected, Piece piece) {
    return expected.isEmpty() || expected.get().value().equals(piece.hash());
  }

  /** Whether it is about an item that is not there. */
  private static boolean isNew(Write write) {
    return write instanceof Write.Create
        || (write instanceof Write.Restore restore && !restore.over());
  }

  private Optional<Rewriting.Edit> update(
      String name, Made successor, Optional<Version> expected, Piece piece) {
    if (!isExpected(expected, piece)) {
      outcomes.put(name, STALE);
      return Optional.empty();
    }
    String uid = successor.piece().uid().orElse("");
    Optional<Finding> objection = successor.objection(uid, settings.format());
    if (objection.isPresent()) {
      outcomes.put(name, new Outcome.Refused(objection.get()));
      return Optional.empty();
    }
    Optional<Reference> moved =
        piece.uid().isPresent()
            ? Optional.empty()
            : successor
                .piece()
                .key()
                .map(key -> reference(References.ofKey(key, settings.format())));
    Version version = new Version(successor.piece().hash());
    outcomes.put(name, new Outcome.Done(moved, Optional.of(version), successor.held()));
    return successor.piece().hash().equals(piece.hash())
        ? Optional.empty()
        : Optional.of(Rewriting.Edit.to(successor));
  }

  private Reference reference(String name) {
    return inDirectory ? References.ofItem(title.orElse(""), name) : new Reference(name);
  }

  /** Says what the path of the file is. */
  ItemEdits in(String path) {
    title = Optional.of(path);
    return this;
  }

  private Outcome created(String name) {
    Made item = madeFor(name);
    Version version = new Version(item.piece().hash());
    return new Outcome.Done(
        Optional.empty(), Optional.of(version), settings.format().heldAmongOthers(item));
  }

  private static Outcome gone() {
    return new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public List<Made> additions(Optional<Finding> objection) {
    if (objection.isPresent()) {
      refuseAll(objection.get());
    } else if (holdsOther && !holdsItems) {
      String many = settings.format().words().many();
      refuseAll(Finding.broken("", "the file holds something else than " + many));
    }
    List<Made> additions = new ArrayList<>();
    writes.forEach(
        (name, write) -> {
          if (outcomes.containsKey(name)) {
            return;
          }
          if (isNew(write)) {
            outcomes.put(name, created(name));
            additions.add(madeFor(name));
          } else {
            outcomes.put(name, write instanceof Write.Delete ? gone() : STALE);
          }
        });
    return additions;
  }

  private void refuseAll(Finding reason) {
    Outcome refused = new Outcome.Refused(reason);
    writes.keySet().forEach(name -> outcomes.put(name, refused));
  }

  @Override
  public boolean mayReplace(ItemFile file) {
    return file.pieces().objection().isEmpty();
  }

  /** Tells what became of each write, once the file was rewritten. */
  void tell(Outcomes told) {
    writes.forEach(
        (name, write) -> told.tell(write, Optional.ofNullable(outcomes.get(name)).orElse(STALE)));
  }
}
