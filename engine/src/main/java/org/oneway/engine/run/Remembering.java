// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.plan.Operation.Action;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.plan.Troubled;
import org.oneway.engine.similar.FieldChange;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Deletions;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.Seen;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.undo.Lookup;

/** Turns what was told of writes into what is remembered: pairings, counts and notices. */
final class Remembering {
  private static final int AT_ONCE = 1_000;

  private final TargetStore target;
  private final SyncState state;
  private final Bookkeeping books;
  private final Keeper keeper;
  private final RunListener listener;
  private final Map<Integer, FolderPairing> folders;
  private final Plan plan;
  private final InstantSource clock;
  private final boolean allowed;
  private final Set<Integer> notAdvanced;
  private final Troubled troubled;
  private final List<Notice> notices = new ArrayList<>();
  private Counts counts = Counts.ZERO;
  private int stale;

  /**
   * Nothing is remembered yet.
   *
   * @param allowed whether a token allowed the deletions
   * @param notAdvanced is given the folders of which something must be told again
   */
  Remembering(
      TargetStore target,
      SyncState state,
      Bookkeeping books,
      Keeper keeper,
      RunListener listener,
      Map<Integer, FolderPairing> folders,
      Plan plan,
      InstantSource clock,
      boolean allowed,
      Set<Integer> notAdvanced) {
    this.target = target;
    this.state = state;
    this.books = books;
    this.keeper = keeper;
    this.listener = listener;
    this.folders = folders;
    this.plan = plan;
    this.clock = clock;
    this.allowed = allowed;
    this.notAdvanced = notAdvanced;
    this.troubled = new Troubled(state.pending(), clock);
  }

  Counts counts() {
    return counts;
  }

  List<Notice> notices() {
    return notices;
  }

  List<Pending> refused() {
    return troubled.now();
  }

  int stale() {
    return stale;
  }

  void countQuiet(Operation operation) {
    if (operation.action() == Action.REMEMBER && !operation.known()) {
      counts = counts.plus(Count.ADOPTED, 1);
      listener.settled(
          operation, new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty()));
    }
  }

  /** Commits what these writes came to; the outcomes are not told again. */
  void remember(List<Told> all) throws StoreException {
    for (Told one : all) {
      listener.settled(
          one.job().operation(), one.isUnsettled() ? new Outcome.Stale() : one.outcome());
    }
    Map<Reference, Change.Upsert> readBack = readBack(all);
    Map<Integer, Pairing> before = before(all, readBack);
    List<StateChange> changes = new ArrayList<>();
    Map<Integer, Integer> deletions = new TreeMap<>();
    for (Told one : all) {
      if (one.job().operation().action() == Action.DELETE
          && one.outcome() instanceof Outcome.Done) {
        deletions.merge(one.job().operation().folder(), 1, Integer::sum);
      }
      changes.addAll(
          one.outcome()
              .match(
                  done -> done(one, done, readBack, before),
                  stale -> stale(one, before),
                  no -> refused(one, no, before)));
      if (!one.isUnsettled()) {
        changes.add(new StateChange.DropIntent(one.job().intent().id()));
      }
    }
    deletions.forEach(
        (folder, count) ->
            changes.add(
                new StateChange.PutDeletions(
                    new Deletions(folder, clock.instant(), count, allowed))));
    keeper.after();
    if (!changes.isEmpty()) {
      state.commit(changes);
    }
  }

  /** What came back without a version, or from a target that rewrites, is read at once. */
  private Map<Reference, Change.Upsert> readBack(List<Told> all) throws StoreException {
    List<Told> wanted = new ArrayList<>();
    for (Told one : all) {
      if (one.job().arrives()
          && one.outcome() instanceof Outcome.Done done
          && done.held().isEmpty()
          && (target.capabilities().rewrites()
              || done.version().isEmpty()
              || one.job().sent().isEmpty())) {
        wanted.add(one);
      }
    }
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Lookup lookup = new Lookup(target);
    wanted.forEach(
        one -> lookup.ask(one.job().folder(), one.job().at((Outcome.Done) one.outcome())));
    return lookup.found();
  }

  /** The pairings, as remembered, of what was not written or is gone again. */
  private Map<Integer, Pairing> before(List<Told> all, Map<Reference, Change.Upsert> readBack) {
    List<Integer> numbers = new ArrayList<>();
    for (Told one : all) {
      if (!(one.outcome() instanceof Outcome.Done done)
          || (one.job().arrives() && held(one.job(), done, readBack).isEmpty())) {
        numbers.add(one.job().operation().pairing().number());
      }
    }
    Map<Integer, Pairing> before = new HashMap<>();
    for (int from = 0; from < numbers.size(); from += AT_ONCE) {
      before.putAll(
          state.pairings(numbers.subList(from, Math.min(numbers.size(), from + AT_ONCE))));
    }
    return before;
  }

  /** The item as the target holds it, as far as that is known. */
  private static Optional<Item> held(
      Job job, Outcome.Done done, Map<Reference, Change.Upsert> readBack) {
    return done.held()
        .or(() -> Optional.ofNullable(readBack.get(job.at(done))).map(Change.Upsert::item))
        .or(job::sent);
  }

  private List<StateChange> done(
      Told told,
      Outcome.Done done,
      Map<Reference, Change.Upsert> readBack,
      Map<Integer, Pairing> before) {
    Job job = told.job();
    Operation operation = job.operation();
    count(operation);
    Reference at = job.at(done);
    List<StateChange> changes = new ArrayList<>();
    if (operation.action() == Action.JOIN || operation.action() == Action.LEAVE) {
      changes.addAll(siblings(operation.pairing(), at, done.version()));
    }
    if (!job.arrives()) {
      keeper.left(job, Optional.empty(), Optional.empty());
      changes.add(new StateChange.DropPairing(operation.pairing().number()));
      return changes;
    }
    Change.Upsert read = readBack.get(at);
    Optional<Version> version = read != null ? read.version().or(done::version) : done.version();
    Optional<Item> held = held(job, done, readBack);
    if (held.isEmpty()) {
      return stale(told, before); // gone again before it could be read
    }
    if (operation.send() >= 0) {
      job.sent().ifPresent(sent -> compare(operation, sent, held.get()));
    }
    Pairing pairing = books.written(operation, job.folder(), at, version, job.sent(), held.get());
    keeper.left(job, Optional.of(at), Optional.of(pairing.target().fingerprint()));
    changes.addAll(books.remembering(operation, pairing, held.get()));
    return changes;
  }

  /** The other placements of an object have its new version too. */
  private List<StateChange> siblings(Pairing pairing, Reference at, Optional<Version> version) {
    List<StateChange> changes = new ArrayList<>();
    for (Pairing other : state.byTarget(List.of(at)).getOrDefault(at, List.of())) {
      if (other.number() != pairing.number()) {
        Seen seen = new Seen(at, version, other.target().fingerprint());
        changes.add(new StateChange.PutPairing(other.revised().target(seen).pairing()));
      }
    }
    return changes;
  }

  /** What the target made of an item is a finding of that item. */
  private void compare(Operation operation, Item sent, Item held) {
    Similarity similarity = Similarity.of(operation.pairing().kind());
    List<FieldChange> changes = similarity.changes(sent.json(), held.json());
    for (FieldChange change : changes) {
      String what = change.after().isPresent() ? "changed " : "dropped ";
      Finding.Level level = change.after().isPresent() ? Finding.Level.NOTE : Finding.Level.LOST;
      listener.found(
          operation.title(),
          new Finding(level, change.path(), "", "the target " + what + change.path()));
    }
    if (!changes.isEmpty()) {
      notices.add(
          new Notice(
              Notice.About.TARGET_CHANGED,
              folderName(operation),
              operation.title(),
              "the target changed or dropped "
                  + String.join(", ", changes.stream().map(FieldChange::path).toList())));
    }
  }

  private String folderName(Operation operation) {
    return Optional.ofNullable(folders.get(operation.folder()))
        .map(folder -> folder.target().name())
        .orElse("");
  }

  private void count(Operation operation) {
    Count what =
        switch (operation.action()) {
          case CREATE -> Count.ADDED;
          case UPDATE -> Count.CHANGED;
          case MOVE, JOIN, LEAVE -> Count.MOVED;
          case DELETE -> Count.DELETED;
          case REMEMBER, FORGET -> Count.UNCHANGED;
        };
    counts = counts.plus(what, 1);
    if (operation.action() == Action.MOVE && operation.send() >= 0) {
      counts = counts.plus(Count.CHANGED, 1);
    }
    if (operation.action() == Action.UPDATE && !operation.known()) {
      counts = counts.plus(Count.ADOPTED, 1);
    }
  }

  private List<StateChange> stale(Told told, Map<Integer, Pairing> before) {
    stale++;
    Pairing pairing = told.job().operation().pairing();
    notAdvanced.add(pairing.folder());
    Optional<Pairing> remembered = Optional.ofNullable(before.get(pairing.number()));
    remembered.ifPresent(was -> notAdvanced.add(was.folder()));
    if (told.isUnsettled()) {
      return List.of();
    }
    keeper.untouched(told.job());
    return books.undone(told.job().operation(), remembered);
  }

  private List<StateChange> refused(
      Told told, Outcome.Refused outcome, Map<Integer, Pairing> before) {
    if (told.isUnsettled()) {
      return stale(told, before); // what is refused is decided again where the item is now
    }
    Operation operation = told.job().operation();
    Pairing pairing = operation.pairing();
    troubled.add(
        plan.scopeOf(operation.folder()),
        Optional.of(pairing.source().reference()),
        operation.title(),
        Pending.Reason.REFUSED,
        outcome.why());
    keeper.untouched(told.job());
    return books.undone(operation, Optional.ofNullable(before.get(pairing.number())));
  }
}
