// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

/** Reads one side, scope by scope, and hands on what it says in batches. */
final class Reading {
  static final int BATCH = 500;
  private final SourceStore store;
  private final Side side;
  private final SyncState state;
  private final Known known;
  private final boolean anew;
  private final Consumer<Notice> notices;
  private final PlanListener listener;

  Reading(
      SourceStore store,
      Side side,
      SyncState state,
      Known known,
      boolean anew,
      Consumer<Notice> notices,
      PlanListener listener) {
    this.store = store;
    this.side = side;
    this.state = state;
    this.known = known;
    this.anew = anew;
    this.notices = notices;
    this.listener = listener;
  }

  /**
   * Reads these scopes. A scope that cannot be read now is among the results as broken off.
   *
   * @return by folder
   * @throws StoreException if the store as a whole fails
   */
  Map<FolderId, ScopeResult> read(List<Scope> scopes, Sink sink) throws StoreException {
    Map<FolderId, ScopeResult> results = new HashMap<>();
    for (Scope scope : scopes) {
      ScopeResult result = read(scope, sink);
      scope.folders().forEach(folder -> results.put(folder, result));
      result.trouble().ifPresent(trouble -> notices.accept(brokeOff(scope, trouble)));
    }
    return results;
  }

  /** Reads single items of a scope; says whether that worked. */
  boolean fetch(Scope scope, List<Reference> references, Sink sink) throws StoreException {
    for (int from = 0; from < references.size(); from += BATCH) {
      int to = Math.min(references.size(), from + BATCH);
      try (ChangeStream stream = store.fetch(scope, references.subList(from, to))) {
        drain(scope, stream, sink);
      } catch (StoreException.Unavailable | StoreException.FolderGone e) {
        notices.accept(brokeOff(scope, e));
        return false;
      }
    }
    return true;
  }

  private ScopeResult read(Scope scope, Sink sink) throws StoreException {
    Checkpoint since = anew ? Checkpoint.NONE : state.checkpoint(side, scope.name());
    try {
      return new ScopeResult(scope, Optional.of(readSince(scope, since, sink)), Optional.empty());
    } catch (StoreException.Unavailable | StoreException.FolderGone e) {
      return new ScopeResult(scope, Optional.empty(), Optional.of(e));
    }
  }

  private Ending readSince(Scope scope, Checkpoint since, Sink sink) throws StoreException {
    try (ChangeStream stream = store.changes(scope, since, known)) {
      return drain(scope, stream, sink);
    } catch (StoreException.CheckpointLost e) {
      if (since.isNone()) {
        throw new StoreException.Unavailable(
            "the store refuses to list everything", e.remedy(), Optional.empty());
      }
      notices.accept(
          new Notice(
              Notice.About.READ_AGAIN,
              scope.name(),
              "",
              "no longer accepts our checkpoint; everything was read once instead"));
      return readSince(scope, Checkpoint.NONE, sink);
    }
  }

  private Ending drain(Scope scope, ChangeStream stream, Sink sink) throws StoreException {
    List<Change> batch = new ArrayList<>(BATCH);
    long named = 0;
    for (Optional<Change> next = stream.next(); next.isPresent(); next = stream.next()) {
      if (listener.stopRequested()) {
        throw new Stopped();
      }
      batch.add(next.get());
      if (batch.size() == BATCH) {
        named += batch.size();
        sink.take(scope, batch);
        listener.reading(side, scope.name(), named);
        batch.clear();
      }
    }
    sink.take(scope, batch);
    listener.reading(side, scope.name(), named + batch.size());
    Ending ending = stream.ending();
    if (side == Side.SOURCE) {
      ending.findings().forEach(finding -> listener.found("", finding));
    }
    return ending;
  }

  private static Notice brokeOff(Scope scope, StoreException trouble) {
    return new Notice(
        Notice.About.BROKE_OFF,
        scope.name(),
        "",
        "could not be read to its end: " + trouble.getMessage());
  }

  /** Takes what a side says, some changes at a time; the list is used again afterwards. */
  @FunctionalInterface
  interface Sink {
    void take(Scope scope, List<Change> changes) throws StoreException;
  }
}
