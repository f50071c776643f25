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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;
import org.oneway.engine.undo.Lookup;

/**
 * Writes in waves: as many batches at once as the target takes. Before a wave one commit writes its
 * intents; after it one commit turns what was acknowledged into pairings.
 */
final class Waves {
  /** So many outcomes may be kept back before the target is asked to settle. */
  private static final int KEPT_BACK = 20_000;

  private final TargetStore target;
  private final SyncState state;
  private final Bookkeeping books;
  private final Keeper keeper;
  private final RunListener listener;
  private final Capabilities capabilities;
  private final Map<Integer, FolderPairing> folders;
  private final Set<Integer> notAdvanced;
  private final List<Operation> waiting = new ArrayList<>();
  private final Map<Long, Job> underWay = new HashMap<>();
  private final List<Told> told = new ArrayList<>();
  private final Map<Long, Told> firsts = new HashMap<>();
  private final Plan plan;
  private final InstantSource clock;
  private final Troubled troubled;
  private final boolean allowed;
  private final List<Notice> notices = new ArrayList<>();
  private Counts counts = Counts.ZERO;
  private int stale;

  Waves(
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
    this.capabilities = target.capabilities();
    this.folders = folders;
    this.plan = plan;
    this.clock = clock;
    this.troubled = new Troubled(state.pending(), clock);
    this.allowed = allowed;
    this.notAdvanced = notAdvanced;
  }

  /**
   * What became of a write.
   *
   * @param isHalf whether it was to end a move whose first half is done
   */
  private record Told(Job job, Outcome outcome, boolean isHalf) {
    /** Whether a move was begun and not ended; what it has come to is read before the next plan. */
    boolean isUnsettled() {
      return isHalf && !(outcome instanceof Outcome.Done);
    }
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
    }
  }

  void add(Operation operation, Jobs jobs) throws StoreException {
    waiting.add(operation);
    if (waiting.size() >= capabilities.batchSize() * capabilities.parallelism()) {
      flush(jobs);
    }
  }

  /** Leaves what is waiting to the next run. */
  void leave() {
    waiting.clear();
  }

  /** Writes what is waiting. */
  void flush(Jobs jobs) throws StoreException {
    if (waiting.isEmpty()) {
      return;
    }
    List<Job> wave = new ArrayList<>();
    for (Operation operation : waiting) {
      wave.add(jobs.of(operation));
    }
    waiting.clear();
    List<Job> kept = keeper.before(wave);
    wave.stream().filter(job -> !kept.contains(job)).forEach(this::notWritten);
    List<StateChange> intents = new ArrayList<>();
    kept.forEach(job -> intents.add(new StateChange.PutIntent(job.intent())));
    if (!intents.isEmpty()) {
      state.commit(intents);
    }
    try {
      apply(kept);
    } catch (StoreException e) {
      acknowledge(jobs);
      throw e;
    }
    acknowledge(jobs);
    if (underWay.size() >= KEPT_BACK) {
      settle(jobs);
    }
  }

  /** Makes outcomes that were kept back last. */
  void settle(Jobs jobs) throws StoreException {
    while (!underWay.isEmpty()) {
      int before = underWay.size();
      try {
        target.settle(this::tell);
      } catch (StoreException e) {
        acknowledge(jobs);
        throw e;
      }
      if (underWay.size() == before) {
        throw new IllegalStateException("the target does not settle what it was given");
      }
      acknowledge(jobs);
    }
  }

  private void apply(List<Job> wave) throws StoreException {
    wave.forEach(job -> underWay.put(job.write().id(), job));
    List<List<Write>> batches = new ArrayList<>();
    for (int from = 0; from < wave.size(); from += capabilities.batchSize()) {
      int to = Math.min(wave.size(), from + capabilities.batchSize());
      batches.add(wave.subList(from, to).stream().map(Job::write).toList());
    }
    if (batches.isEmpty()) {
      return;
    }
    if (batches.size() == 1) {
      target.apply(batches.get(0), this::tell);
      return;
    }
    inParallel(batches);
  }

  private void inParallel(List<List<Write>> batches) throws StoreException {
    // The second halves of moves that were told together can be more than one wave.
    int atOnce = Math.min(batches.size(), capabilities.parallelism());
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (List<Write> batch : batches) {
        calls.add(
            () -> {
              target.apply(batch, this::tell);
              return true;
            });
      }
      Optional<StoreException> failure = Optional.empty();
      for (Future<Boolean> call : threads.invokeAll(calls)) {
        try {
          call.get();
        } catch (ExecutionException e) {
          if (e.getCause() instanceof StoreException store) {
            failure = Optional.of(store);
          } else if (e.getCause() instanceof RuntimeException unexpected) {
            throw unexpected;
          } else if (e.getCause() instanceof Error error) {
            throw error;
          } else {
            throw new IllegalStateException(e.getCause());
          }
        }
      }
      if (failure.isPresent()) {
        throw failure.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException.Unavailable("interrupted", "", Optional.empty());
    } finally {
      threads.shutdownNow();
    }
  }

  private synchronized void tell(Write write, Outcome outcome) {
    Job job = underWay.remove(write.id());
    if (job == null) {
      throw new IllegalStateException("an outcome was told twice: " + write);
    }
    told.add(new Told(job, outcome, false));
    listener.done(job.operation(), outcome);
  }

  /** What was to be written over cannot be read any more: that is decided again. */
  private synchronized void notWritten(Job job) {
    Outcome outcome = new Outcome.Stale();
    told.add(new Told(job, outcome, false));
    listener.done(job.operation(), outcome);
  }

  private synchronized List<Told> takeTold() {
    List<Told> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  /** Turns what was told into pairings; the second half of a move is written in between. */
  private void acknowledge(Jobs jobs) throws StoreException {
    for (List<Told> all = takeTold(); !all.isEmpty(); all = takeTold()) {
      List<Told> ready = new ArrayList<>();
      List<Job> seconds = new ArrayList<>();
      for (Told one : all) {
        Told first = firsts.remove(one.job.write().id());
        Optional<Job> second = first == null ? second(one, jobs) : Optional.empty();
        if (second.isPresent()) {
          firsts.put(second.get().write().id(), one);
          seconds.add(second.get());
        } else {
          ready.add(first == null ? one : whole(first, one));
        }
      }
      remember(ready);
      apply(seconds);
    }
  }

  private Optional<Job> second(Told first, Jobs jobs) {
    return first.job.operation().action() == Action.MOVE
            && first.outcome instanceof Outcome.Done done
        ? jobs.second(first.job, at(first.job, done), done.version())
        : Optional.empty();
  }

  /** Where a move was a copy, the copy is what is remembered once the old one is gone. */
  private static Told whole(Told first, Told second) {
    boolean copied = second.job.write() instanceof Write.Delete;
    return copied && second.outcome instanceof Outcome.Done
        ? first
        : new Told(second.job, second.outcome, true);
  }

  private static Reference at(Job job, Outcome.Done done) {
    return done.reference()
        .or(
            () ->
                job.write() instanceof Write.Update update
                    ? Optional.of(update.reference())
                    : job.intent().planned())
        .or(() -> job.intent().before())
        .orElseThrow();
  }

  private void remember(List<Told> all) throws StoreException {
    Map<Reference, Change.Upsert> readBack = readBack(all);
    List<StateChange> changes = new ArrayList<>();
    Map<Integer, Integer> deletions = new TreeMap<>();
    for (Told one : all) {
      if (one.job.operation().action() == Action.DELETE && one.outcome instanceof Outcome.Done) {
        deletions.merge(one.job.operation().folder(), 1, Integer::sum);
      }
      changes.addAll(
          one.outcome.match(
              done -> done(one.job, done, readBack), stale -> stale(one), no -> refused(one, no)));
      if (!one.isUnsettled()) {
        changes.add(new StateChange.DropIntent(one.job.intent().id()));
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

  private static boolean arrives(Job job) {
    return switch (job.operation().action()) {
      case MOVE, UPDATE, CREATE, JOIN -> true;
      case DELETE, LEAVE, REMEMBER, FORGET -> false;
    };
  }

  /** What came back without a version, or from a target that rewrites, is read at once. */
  private Map<Reference, Change.Upsert> readBack(List<Told> all) throws StoreException {
    List<Told> wanted = new ArrayList<>();
    for (Told one : all) {
      if (arrives(one.job)
          && one.outcome instanceof Outcome.Done done
          && done.held().isEmpty()
          && (capabilities.rewrites() || done.version().isEmpty() || one.job.sent().isEmpty())) {
        wanted.add(one);
      }
    }
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Lookup lookup = new Lookup(target);
    wanted.forEach(one -> lookup.ask(one.job.folder(), at(one.job, (Outcome.Done) one.outcome)));
    return lookup.found();
  }

  private List<StateChange> done(
      Job job, Outcome.Done done, Map<Reference, Change.Upsert> readBack) {
    Operation operation = job.operation();
    count(operation);
    Reference at = at(job, done);
    List<StateChange> changes = new ArrayList<>();
    if (operation.action() == Action.JOIN || operation.action() == Action.LEAVE) {
      changes.addAll(siblings(operation.pairing(), at, done.version()));
    }
    if (!arrives(job)) {
      keeper.left(job, Optional.empty(), Optional.empty());
      changes.add(new StateChange.DropPairing(operation.pairing().number()));
      return changes;
    }
    Change.Upsert read = readBack.get(at);
    Optional<Version> version = read != null ? read.version().or(done::version) : done.version();
    Optional<Item> held =
        done.held().or(() -> Optional.ofNullable(read).map(Change.Upsert::item)).or(job::sent);
    if (held.isEmpty()) {
      return stale(new Told(job, done, false)); // gone again before it could be read
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

  private List<StateChange> stale(Told told) {
    stale++;
    Pairing pairing = told.job.operation().pairing();
    notAdvanced.add(pairing.folder());
    Optional.ofNullable(state.pairings(Set.of(pairing.number())).get(pairing.number()))
        .ifPresent(before -> notAdvanced.add(before.folder()));
    if (told.isUnsettled()) {
      return List.of();
    }
    keeper.untouched(told.job);
    return books.undone(told.job.operation());
  }

  private List<StateChange> refused(Told told, Outcome.Refused outcome) {
    if (told.isUnsettled()) {
      return stale(told); // what is refused is decided again where the item is now
    }
    Operation operation = told.job.operation();
    Pairing pairing = operation.pairing();
    troubled.add(
        plan.scopeOf(operation.folder()),
        Optional.of(pairing.source().reference()),
        operation.title(),
        Pending.Reason.REFUSED,
        outcome.why());
    keeper.untouched(told.job);
    return books.undone(operation);
  }
}
