// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Intent;
import org.oneway.engine.state.Pairing;

/** Writes what was gathered, table by table, in one transaction that the caller ends. */
final class Commit {
  private final Statements statements;
  private final Syncs.Row sync;
  private final Gathered gathered;
  private final Pairings pairings;

  private Commit(Statements statements, Syncs.Row sync, Gathered gathered) {
    this.statements = statements;
    this.sync = sync;
    this.gathered = gathered;
    this.pairings = new Pairings(statements, sync.id());
  }

  /**
   * Writes these changes of a sync.
   *
   * @throws IllegalArgumentException if they do not fit each other or what is there
   */
  static void write(Statements statements, String name, Gathered gathered) throws SQLException {
    Syncs.Row sync = Syncs.findOrCreate(statements, name);
    new Commit(statements, sync, gathered).write();
  }

  private void write() throws SQLException {
    if (gathered.forgets) {
      Forgetting.of(statements, sync.id());
    }
    Map<Integer, Integer> before = pairings.folders(touched());
    requirePairings(before.keySet());
    writePairings(before);
    writeBases(before.keySet());
    writeIntents();
    new SmallChanges(statements, sync.id()).write(gathered);
    int nextForeign =
        gathered.foreign.isEmpty()
            ? sync.nextForeign()
            : new Unpaired(statements, sync.id()).write(gathered.foreign, sync.nextForeign());
    int nextPairing = Math.max(sync.nextPairing(), gathered.nextPairing());
    Syncs.committed(statements, sync.id(), nextPairing, nextForeign);
  }

  /** Numbers that may be there already. */
  private Set<Integer> touched() {
    Set<Integer> numbers = new HashSet<>(gathered.pairings.keySet());
    numbers.addAll(gathered.bases.keySet());
    numbers.removeIf(number -> number >= sync.nextPairing());
    return numbers;
  }

  private void requirePairings(Set<Integer> before) {
    for (int number : gathered.bases.keySet()) {
      Optional<Pairing> put = gathered.pairings.getOrDefault(number, Optional.empty());
      boolean stays = before.contains(number) && !gathered.pairings.containsKey(number);
      if (put.isEmpty() && !stays) {
        throw new IllegalArgumentException("there is no pairing " + number);
      }
    }
  }

  /**
   * @param before the folders of the pairings there are
   */
  private void writePairings(Map<Integer, Integer> before) throws SQLException {
    String columns =
        PairingRow.COLUMNS
            + ", check_sum, source_reference_hash,"
            + " target_reference_hash, source_key_hash, target_key_hash";
    Statements.Batch insert = statements.batch(Sql.insert("pairing", columns + ", id"));
    Statements.Batch update = statements.batch(Sql.update("pairing", columns, "id"));
    Map<Integer, Integer> more = new HashMap<>();
    List<Long> gone = new ArrayList<>();
    for (Map.Entry<Integer, Optional<Pairing>> change : gathered.pairings.entrySet()) {
      int number = change.getKey();
      boolean isThere = before.containsKey(number);
      if (isThere) {
        more.merge(before.get(number), -1, Integer::sum);
      }
      if (change.getValue().isPresent()) {
        Pairing pairing = change.getValue().get();
        more.merge(pairing.folder(), 1, Integer::sum);
        (isThere ? update : insert).add(row -> write(row, pairing));
      } else if (isThere) {
        gone.add(Syncs.key(sync.id(), number));
      }
    }
    update.run();
    insert.run();
    delete("DELETE FROM pairing WHERE id = ?", gone);
    writeCounts(more);
  }

  private void write(RowWriter row, Pairing pairing) throws SQLException {
    long id = Syncs.key(sync.id(), pairing.number());
    PairingRow.write(row, pairing);
    row.checkSum(id)
        .integer(Hashes.of(sync.id(), pairing.source().reference()))
        .integer(Hashes.of(sync.id(), pairing.target().reference()))
        .integer(Hashes.of(sync.id(), pairing.sourceKey()));
    if (pairing.targetUid().equals(pairing.sourceUid())) {
      row.nothing(Types.INTEGER);
    } else {
      row.integer(Hashes.of(sync.id(), pairing.targetKey()));
    }
    row.big(id);
  }

  private void writeCounts(Map<Integer, Integer> more) throws SQLException {
    for (Map.Entry<Integer, Integer> change : more.entrySet()) {
      int folder = change.getKey();
      int count = change.getValue();
      int updated =
          statements.update(
              "UPDATE pairing_count SET pairings = pairings + ? WHERE sync_id = ? AND folder = ?",
              row -> row.integer(count).integer(sync.id()).integer(folder));
      if (updated == 0) {
        statements.update(
            "INSERT INTO pairing_count (pairings, sync_id, folder) VALUES (?, ?, ?)",
            row -> row.integer(count).integer(sync.id()).integer(folder));
      }
    }
  }

  /**
   * @param before the pairings there are
   */
  private void writeBases(Set<Integer> before) throws SQLException {
    Set<Integer> replaced = new HashSet<>(gathered.bases.keySet());
    replaced.addAll(gathered.dropped);
    replaced.retainAll(before);
    Set<Long> old = pairings.keys(replaced);
    Overflow overflow = new Overflow(statements, "kept");
    overflow.drop(old);
    delete("DELETE FROM kept WHERE id = ?", old);
    Statements.Batch insert = statements.batch("INSERT INTO kept (items, id) VALUES (?, ?)");
    for (Map.Entry<Integer, Bases> change : gathered.bases.entrySet()) {
      long id = Syncs.key(sync.id(), change.getKey());
      byte[] items = statements.items().encode(change.getValue());
      insert.add(row -> row.bytes(Overflow.head(items)).big(id));
      overflow.write(id, items);
    }
    insert.run();
  }

  private void writeIntents() throws SQLException {
    Overflow overflow = new Overflow(statements, "intent");
    List<Long> gone = intentRows(gathered.droppedIntents);
    overflow.drop(gone);
    delete("DELETE FROM intent WHERE seq = ?", gone);
    if (!intentRows(gathered.intents.keySet()).isEmpty()) {
      throw new IllegalArgumentException("an intent with the id of one of these is there already");
    }
    Statements.Batch insert =
        statements.batch(
            Sql.insert(
                "intent",
                PairingRow.COLUMNS
                    + ", number, action, before_reference, planned_reference, write_folder,"
                    + " expected_version, sync_id, intent_id, check_sum, items, seq"));
    long seq = Sql.nextSeq(statements, "intent");
    for (Intent intent : gathered.intents.values()) {
      long id = seq++;
      Optional<byte[]> items = intent.bases().map(statements.items()::encode);
      insert.add(row -> write(row, intent, id, items));
      if (items.isPresent()) {
        overflow.write(id, items.get());
      }
    }
    insert.run();
  }

  private List<Long> intentRows(Set<Long> ids) throws SQLException {
    return ids.isEmpty()
        ? List.of()
        : statements.list(
            "SELECT seq FROM UNNEST(CAST(? AS BIGINT ARRAY)) AS wanted (id)"
                + " JOIN intent ON intent.intent_id = wanted.id AND intent.sync_id = ?",
            row -> row.bigs(ids).integer(sync.id()),
            row -> row.getLong(1));
  }

  private void write(RowWriter row, Intent intent, long seq, Optional<byte[]> items)
      throws SQLException {
    PairingRow.write(row, intent.after());
    row.integer(intent.after().number())
        .text(intent.action().name())
        .text(intent.before())
        .text(intent.planned())
        .text(intent.folder().value())
        .text(intent.expected())
        .integer(sync.id())
        .big(intent.id())
        .checkSum(seq);
    if (items.isPresent()) {
      row.bytes(Overflow.head(items.get()));
    } else {
      row.nothing(Types.VARBINARY);
    }
    row.big(seq);
  }

  private void delete(String sql, Collection<Long> keys) throws SQLException {
    Statements.Batch batch = statements.batch(sql);
    for (long key : keys) {
      batch.add(row -> row.big(key));
    }
    batch.run();
  }
}
