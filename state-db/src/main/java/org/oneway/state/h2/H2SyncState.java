// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.Deletions;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.Intent;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.state.TargetsOwn;

/** One sync of an {@link H2State}. */
final class H2SyncState implements SyncState {
  /** How many rows a cursor fetches at once; a cursor holds nothing open between fetches. */
  private static final int PAGE = 500;

  /** Has no rows. */
  private static final int NO_SYNC = 0;

  private final String name;
  private final Database database;

  H2SyncState(String name, Database database) {
    this.name = name;
    this.database = database;
  }

  /** A question about a sync that has committed something. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(Statements statements, Syncs.Row sync) throws SQLException;
  }

  private <T> T answer(T nothing, Question<T> question) {
    return database.read(
        statements -> {
          Optional<Syncs.Row> sync = Syncs.find(statements, name);
          return sync.isPresent() ? question.ask(statements, sync.get()) : nothing;
        });
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long generation() {
    return database.read(Syncs::generation);
  }

  @Override
  public Optional<Sides> sides() {
    return answer(Optional.empty(), (statements, sync) -> sync.sides());
  }

  @Override
  public List<FolderPairing> folders() {
    return answer(List.of(), (statements, sync) -> new SmallTables(statements).folders(sync.id()));
  }

  @Override
  public int nextPairing() {
    return answer(0, (statements, sync) -> sync.nextPairing());
  }

  @Override
  public Map<Integer, Integer> pairingsPerFolder() {
    return answer(Map.of(), (statements, sync) -> new Pairings(statements, sync.id()).perFolder());
  }

  @Override
  public TargetsOwn targetsOwn() {
    return answer(
        TargetsOwn.NOTHING, (statements, sync) -> new Pairings(statements, sync.id()).targetsOwn());
  }

  @Override
  public Map<Reference, List<Pairing>> bySource(Collection<Reference> references) {
    return answer(
        Map.of(), (statements, sync) -> new Pairings(statements, sync.id()).bySource(references));
  }

  @Override
  public Map<Reference, List<Pairing>> byTarget(Collection<Reference> references) {
    return answer(
        Map.of(), (statements, sync) -> new Pairings(statements, sync.id()).byTarget(references));
  }

  @Override
  public Map<Key, List<Pairing>> bySourceKey(Collection<Key> keys) {
    return answer(
        Map.of(), (statements, sync) -> new Pairings(statements, sync.id()).bySourceKey(keys));
  }

  @Override
  public Map<Key, List<Pairing>> byTargetKey(Collection<Key> keys) {
    return answer(
        Map.of(), (statements, sync) -> new Pairings(statements, sync.id()).byTargetKey(keys));
  }

  @Override
  public Map<Integer, Pairing> pairings(Collection<Integer> numbers) {
    return answer(
        Map.of(), (statements, sync) -> new Pairings(statements, sync.id()).byNumber(numbers));
  }

  @Override
  public Map<Integer, Bases> bases(Collection<Integer> numbers) {
    return answer(
        Map.of(), (statements, sync) -> new Pairings(statements, sync.id()).bases(numbers));
  }

  @Override
  public Map<Reference, String> ownersOf(
      Sides.StoreName targetStore, Collection<Reference> references) {
    return owners(targetStore, rival -> rival.byTarget(references), H2SyncState::isHeld);
  }

  @Override
  public Map<Key, String> ownersOf(
      Sides.StoreName targetStore, FolderId targetFolder, Collection<Key> keys) {
    return owners(
        targetStore,
        rival -> rival.byTargetKey(keys),
        pairing -> isHeld(pairing) && pairing.targetFolder().equals(targetFolder));
  }

  /** What one look-up finds in another sync. */
  @FunctionalInterface
  private interface Found<K> {
    Map<K, List<Pairing>> in(Pairings rival) throws SQLException;
  }

  private <K> Map<K, String> owners(
      Sides.StoreName targetStore, Found<K> found, Predicate<Pairing> condition) {
    return database.read(
        statements -> {
          Map<K, String> owners = new HashMap<>();
          for (Syncs.Row rival : Syncs.rivals(statements, name, targetStore)) {
            found
                .in(new Pairings(statements, rival.id()))
                .forEach(
                    (key, theirs) -> {
                      if (theirs.stream().anyMatch(condition)) {
                        owners.putIfAbsent(key, rival.name());
                      }
                    });
          }
          return owners;
        });
  }

  private static boolean isHeld(Pairing pairing) {
    return !pairing.notices().contains(Pairing.Notice.DELETED_AT_TARGET);
  }

  @Override
  public Map<Reference, Foreign> foreign(Collection<Reference> references) {
    return answer(
        Map.of(),
        (statements, sync) -> {
          Map<Reference, Foreign> found = new HashMap<>();
          new Unpaired(statements, sync.id())
              .find(references)
              .forEach((reference, row) -> found.put(reference, row.foreign()));
          return found;
        });
  }

  @Override
  public Cursor<Foreign> allForeign() {
    int sync = answer(NO_SYNC, (statements, row) -> row.id());
    return new Pages(database, sync);
  }

  /** Fetches a page when the one before is used up. */
  private static final class Pages implements Cursor<Foreign> {
    private final Database database;
    private final int sync;
    private final Deque<Unpaired.Row> page = new ArrayDeque<>();
    private long last;

    Pages(Database database, int sync) {
      this.database = database;
      this.sync = sync;
      this.last = Unpaired.beforeAll(sync);
    }

    @Override
    public Optional<Foreign> next() {
      if (page.isEmpty()) {
        page.addAll(database.read(statements -> new Unpaired(statements, sync).after(last, PAGE)));
      }
      Optional<Unpaired.Row> row = Optional.ofNullable(page.poll());
      row.ifPresent(r -> last = r.id());
      return row.map(Unpaired.Row::foreign);
    }

    @Override
    public void close() {}
  }

  @Override
  public Checkpoint checkpoint(Side side, String scope) {
    return answer(
        Checkpoint.NONE,
        (statements, sync) -> new SmallTables(statements).checkpoint(sync.id(), side, scope));
  }

  @Override
  public List<Pending> pending() {
    return answer(List.of(), (statements, sync) -> new SmallTables(statements).pending(sync.id()));
  }

  @Override
  public List<Intent> intents() {
    return answer(List.of(), (statements, sync) -> new SmallTables(statements).intents(sync.id()));
  }

  @Override
  public List<Deletions> deletionsSince(Instant since) {
    return answer(
        List.of(),
        (statements, sync) -> new SmallTables(statements).deletionsSince(sync.id(), since));
  }

  @Override
  public void commit(List<StateChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    Gathered gathered = new Gathered(changes);
    database.write(
        statements -> {
          Commit.write(statements, name, gathered);
          return true;
        });
  }
}
