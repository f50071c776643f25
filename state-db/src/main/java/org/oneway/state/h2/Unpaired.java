// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.state.Foreign;

/** The unpaired target items of one sync. */
final class Unpaired {
  private static final String SELECT =
      "SELECT reference, version, folder, kind, uid, identity, check_sum, id FROM ";

  private final Statements statements;
  private final int sync;

  Unpaired(Statements statements, int sync) {
    this.statements = statements;
    this.sync = sync;
  }

  /** An item and the key of its row. */
  record Row(long id, Foreign foreign) {}

  Map<Reference, Row> find(Collection<Reference> references) throws SQLException {
    Map<Reference, Row> answer = new HashMap<>();
    if (references.isEmpty()) {
      return answer;
    }
    Set<Reference> wanted = new HashSet<>(references);
    Set<Integer> hashes = new HashSet<>();
    wanted.forEach(reference -> hashes.add(Hashes.of(sync, reference)));
    for (Row row :
        statements.list(
            SELECT
                + "UNNEST(CAST(? AS INTEGER ARRAY)) AS wanted (hash)"
                + " JOIN unpaired ON unpaired.reference_hash = wanted.hash",
            parameters -> parameters.integers(hashes),
            Unpaired::row)) {
      if (Syncs.syncOf(row.id()) == sync && wanted.contains(row.foreign().reference())) {
        answer.put(row.foreign().reference(), row);
      }
    }
    return answer;
  }

  /** The next of all rows, at most {@code most}, behind the one with this key. */
  List<Row> after(long id, int most) throws SQLException {
    return statements.list(
        SELECT + "unpaired WHERE id > ? AND id <= ? ORDER BY id FETCH FIRST ? ROWS ONLY",
        row -> row.big(id).big(Syncs.key(sync, Integer.MAX_VALUE)).integer(most),
        Unpaired::row);
  }

  /** Before the first row. */
  static long beforeAll(int sync) {
    return Syncs.key(sync, 0) - 1;
  }

  /**
   * Puts and drops.
   *
   * @param changes the item to remember, or none to forget, by reference
   * @param next the first number not used yet
   * @return the first number not used now
   */
  int write(Map<Reference, Optional<Foreign>> changes, int next) throws SQLException {
    Map<Reference, Row> known = find(changes.keySet());
    Statements.Batch insert =
        statements.batch(
            "INSERT INTO unpaired (reference, version, folder, kind, uid, identity, check_sum,"
                + " reference_hash, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Statements.Batch update =
        statements.batch(
            "UPDATE unpaired SET reference = ?, version = ?, folder = ?, kind = ?, uid = ?,"
                + " identity = ?, check_sum = ?, reference_hash = ? WHERE id = ?");
    List<Long> gone = new ArrayList<>();
    int number = next;
    for (Map.Entry<Reference, Optional<Foreign>> change : changes.entrySet()) {
      Optional<Row> old = Optional.ofNullable(known.get(change.getKey()));
      if (change.getValue().isPresent()) {
        Foreign foreign = change.getValue().get();
        long id = old.isPresent() ? old.get().id() : Syncs.key(sync, number++);
        (old.isPresent() ? update : insert).add(row -> write(row, foreign, id));
      } else {
        old.ifPresent(row -> gone.add(row.id()));
      }
    }
    update.run();
    insert.run();
    if (!gone.isEmpty()) {
      statements.update(
          "DELETE FROM unpaired WHERE id = ANY (CAST(? AS BIGINT ARRAY))", row -> row.bigs(gone));
    }
    return number;
  }

  private void write(RowWriter row, Foreign foreign, long id) throws SQLException {
    ByteBuffer identity = ByteBuffer.allocate(foreign.identity().size() * Long.BYTES);
    foreign.identity().forEach(identity::putLong);
    row.text(foreign.reference().value())
        .text(foreign.version())
        .text(foreign.folder().value())
        .text(foreign.key().kind().name())
        .text(foreign.key().uid().value())
        .bytes(identity.array())
        .checkSum(id)
        .integer(Hashes.of(sync, foreign.reference()))
        .big(id);
  }

  private static Row row(ResultSet result) throws SQLException {
    RowReader row = new RowReader(result);
    long id = result.getLong("id");
    Foreign foreign =
        new Foreign(
            new Reference(row.text()),
            row.optionalText().map(Version::new),
            new FolderId(row.text()),
            new Key(Kind.valueOf(row.text()), new Uid(row.text())),
            identity(row.bytes()));
    row.checkSum(id);
    return new Row(id, foreign);
  }

  private static Set<Long> identity(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    Set<Long> hashes = new HashSet<>();
    while (buffer.hasRemaining()) {
      hashes.add(buffer.getLong());
    }
    return hashes;
  }
}
