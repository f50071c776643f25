// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.plan.Operation.Action;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/**
 * Writes in waves: as many batches at once as the target takes. Before a wave one commit writes its
 * intents; after it one commit turns what was acknowledged into pairings.
 */
final class Waves {
  /** So many outcomes may be kept back before the target is asked to settle. */
  private static final int KEPT_BACK = 20_000;

  private final TargetStore target;
  private final SyncState state;
  private final Keeper keeper;
  private final Remembering remembering;
  private final RunListener listener;
  private final Capabilities capabilities;
  private final List<Operation> waiting = new ArrayList<>();
  private final Map<Long, Job> underWay = new HashMap<>();
  private final List<Told> told = new ArrayList<>();
  private final Map<Long, Told> firsts = new HashMap<>();

  Waves(
      TargetStore target,
      SyncState state,
      Keeper keeper,
      Remembering remembering,
      RunListener listener) {
    this.target = target;
    this.state = state;
    this.keeper = keeper;
    this.remembering = remembering;
    this.listener = listener;
    this.capabilities = target.capabilities();
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
    Set<Long> ids = kept.stream().map(job -> job.write().id()).collect(Collectors.toSet());
    wave.stream().filter(job -> !ids.contains(job.write().id())).forEach(this::notWritten);
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
        Told first = firsts.remove(one.job().write().id());
        Optional<Job> second = first == null ? second(one, jobs) : Optional.empty();
        if (second.isPresent()) {
          firsts.put(second.get().write().id(), one);
          seconds.add(second.get());
        } else {
          ready.add(first == null ? one : whole(first, one));
        }
      }
      remembering.remember(ready);
      apply(seconds);
    }
  }

  private Optional<Job> second(Told first, Jobs jobs) {
    return first.job().operation().action() == Action.MOVE
            && first.outcome() instanceof Outcome.Done done
        ? jobs.second(first.job(), first.job().at(done), done.version())
        : Optional.empty();
  }

  /** Where a move was a copy, the copy is what is remembered once the old one is gone. */
  private static Told whole(Told first, Told second) {
    boolean copied = second.job().write() instanceof Write.Delete;
    return copied && second.outcome() instanceof Outcome.Done
        ? first
        : new Told(second.job(), second.outcome(), true);
  }
}
