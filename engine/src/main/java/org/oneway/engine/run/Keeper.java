// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.plan.Operation.Action;
import org.oneway.engine.plan.Spool;
import org.oneway.engine.plan.Spooled;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.undo.Entry;
import org.oneway.engine.undo.Journal;
import org.oneway.engine.undo.Left;
import org.oneway.engine.undo.Lookup;

/**
 * Keeps in the journal what is about to be overwritten, deleted or made. What cannot be kept is not
 * written.
 */
final class Keeper {
  private final TargetStore target;
  private final Journal journal;
  private final Spool spool;
  private final Map<Long, Left> expected = new HashMap<>();
  private final Map<Long, Left> otherwise = new HashMap<>();

  Keeper(TargetStore target, Journal journal, Spool spool) {
    this.target = target;
    this.journal = journal;
    this.spool = spool;
  }

  /**
   * Keeps what the writes of a wave change; the writes of those it answers may begin when this
   * returns. The others would write over what cannot be read any more.
   */
  List<Job> before(List<Job> wave) throws StoreException {
    if (journal == Journal.NONE) {
      return wave;
    }
    Map<Reference, Item> items = overwritten(wave);
    List<Job> kept = new ArrayList<>();
    List<Reference> overwritten = new ArrayList<>();
    for (Job job : wave) {
      Optional<Reference> at = job.operation().reference().filter(items::containsKey);
      if (!overwrites(job.operation())) {
        kept.add(job);
      } else if (at.isPresent()) {
        kept.add(job);
        overwritten.add(at.get());
      }
    }
    Map<Reference, byte[]> originals =
        overwritten.isEmpty() ? Map.of() : target.originals(overwritten);
    List<Entry> entries = new ArrayList<>();
    for (Job job : kept) {
      Entry entry = entry(job, items, originals);
      expected.put(entry.id(), entry.left());
      entries.add(entry);
    }
    try {
      journal.before(entries);
    } catch (IOException e) {
      throw unusable(e);
    }
    return kept;
  }

  /** The items as they are before these writes. */
  private Map<Reference, Item> overwritten(List<Job> wave) throws StoreException {
    Map<Reference, Item> items = new HashMap<>();
    Lookup lookup = new Lookup(target);
    for (Job job : wave) {
      Operation operation = job.operation();
      if (overwrites(operation)) {
        Reference at = operation.reference().orElseThrow();
        readForThis(operation)
            .ifPresentOrElse(read -> items.put(at, read), () -> lookup.ask(operation.from(), at));
      }
    }
    lookup.found().forEach((at, upsert) -> items.put(at, upsert.item()));
    return items;
  }

  /** The item that the plan read, where the write succeeds only if that is still what is there. */
  private Optional<Item> readForThis(Operation operation) {
    boolean isConditional =
        target.capabilities().condition() == Capabilities.Condition.ITEM
            && operation.expected().isPresent();
    return isConditional && operation.there() >= 0
        ? Optional.of(spool.get(operation.there()))
            .filter(read -> read.version().equals(operation.expected()))
            .map(Spooled::item)
        : Optional.empty();
  }

  private static StoreException unusable(IOException why) {
    return new StoreException.JournalUnusable(
        "The undo journal cannot be written: " + why.getMessage(), why);
  }

  private static boolean overwrites(Operation operation) {
    return switch (operation.action()) {
      case UPDATE, MOVE, DELETE -> true;
      case CREATE, JOIN, LEAVE, REMEMBER, FORGET -> false;
    };
  }

  private static Entry entry(
      Job job, Map<Reference, Item> items, Map<Reference, byte[]> originals) {
    Operation operation = job.operation();
    Optional<Reference> before = job.intent().before();
    Optional<Item> item = before.flatMap(at -> Optional.ofNullable(items.get(at)));
    return new Entry(
        operation.id(),
        what(operation.action()),
        operation.pairing().kind(),
        operation.title(),
        operation.pairing().targetUid().value(),
        operation.folder(),
        before,
        operation.from(),
        job.folder(),
        left(job, item),
        item,
        overwrites(operation)
            ? before.flatMap(at -> Optional.ofNullable(originals.get(at)))
            : Optional.empty());
  }

  private static Entry.What what(Action action) {
    return switch (action) {
      case CREATE -> Entry.What.MADE;
      case UPDATE -> Entry.What.CHANGED;
      case MOVE -> Entry.What.MOVED;
      case DELETE -> Entry.What.DELETED;
      case JOIN -> Entry.What.JOINED;
      case LEAVE -> Entry.What.LEFT;
      case REMEMBER, FORGET -> throw new IllegalStateException(action + " writes nothing");
    };
  }

  private static Left left(Job job, Optional<Item> before) {
    Action action = job.operation().action();
    if (action == Action.DELETE || action == Action.LEAVE) {
      return new Left(true, Optional.empty(), Optional.empty());
    }
    Optional<Reference> at =
        action == Action.UPDATE || action == Action.JOIN
            ? job.intent().before()
            : job.intent().planned();
    Optional<Fingerprint> print =
        job.sent().isPresent()
            ? Optional.of(job.operation().pairing().left())
            : before.map(item -> fingerprint(job, item));
    return new Left(true, at, print);
  }

  private static Fingerprint fingerprint(Job job, Item item) {
    return Similarity.of(job.operation().pairing().kind()).fingerprint(item.json());
  }

  /** Nothing came of a write. */
  void untouched(Job job) {
    if (expected.remove(job.operation().id()) != null) {
      otherwise.put(job.operation().id(), Left.UNTOUCHED);
    }
  }

  /** A write ended with its item here, like this. */
  void left(Job job, Optional<Reference> at, Optional<Fingerprint> print) {
    Left planned = expected.remove(job.operation().id());
    Left real = new Left(true, at, print);
    if (planned != null && !planned.equals(real)) {
      otherwise.put(job.operation().id(), real);
    }
  }

  /** Keeps how writes ended otherwise than planned; only then does the state say they ended. */
  void after() throws StoreException {
    try {
      journal.after(otherwise);
    } catch (IOException e) {
      throw unusable(e);
    }
    otherwise.clear();
  }
}
