// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.state.Sides;

/** Table sync, and the number of commits. */
final class Syncs {
  private static final String SELECT =
      "SELECT name, source_name, source_type, source_identity,"
          + " target_name, target_type, target_identity, sync_id, next_pairing, next_foreign"
          + " FROM sync";

  private static final int BITS_OF_NUMBER = Integer.SIZE;

  private Syncs() {}

  /**
   * What is remembered of a sync itself.
   *
   * @param id stands for its name in other tables
   */
  record Row(int id, String name, Optional<Sides> sides, int nextPairing, int nextForeign) {}

  /** The key of a row that has a number in its sync. */
  static long key(int sync, int number) {
    return ((long) sync << BITS_OF_NUMBER) | number;
  }

  static int syncOf(long key) {
    return (int) (key >>> BITS_OF_NUMBER);
  }

  static int numberOf(long key) {
    return (int) key;
  }

  static long generation(Statements statements) throws SQLException {
    return statements.number("SELECT generation FROM state", Statements.Parameters.NONE);
  }

  static Optional<Row> find(Statements statements, String name) throws SQLException {
    return statements.first(SELECT + " WHERE name = ?", row -> row.text(name), Syncs::row);
  }

  static List<Row> all(Statements statements) throws SQLException {
    return statements.list(SELECT, Statements.Parameters.NONE, Syncs::row);
  }

  /** The other syncs with the same target store, by name. */
  static List<Row> rivals(Statements statements, String self, Sides.StoreName target)
      throws SQLException {
    return all(statements).stream()
        .filter(other -> !other.name().equals(self))
        .filter(other -> other.sides().filter(s -> s.target().isSameStoreAs(target)).isPresent())
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .toList();
  }

  private static Row row(ResultSet result) throws SQLException {
    RowReader row = new RowReader(result);
    String name = row.text();
    Optional<Sides.StoreName> source = store(row);
    Optional<Sides.StoreName> target = store(row);
    return new Row(
        row.integer(),
        name,
        source.flatMap(s -> target.map(t -> new Sides(s, t))),
        row.integer(),
        row.integer());
  }

  private static Optional<Sides.StoreName> store(RowReader row) throws SQLException {
    Optional<String> name = row.optionalText();
    Optional<String> type = row.optionalText();
    Optional<String> identity = row.optionalText();
    return name.map(n -> new Sides.StoreName(n, type.orElse(""), identity.orElse("")));
  }

  /** The row of a sync that commits something, made where there is none. */
  static Row findOrCreate(Statements statements, String name) throws SQLException {
    Optional<Row> known = find(statements, name);
    if (known.isPresent()) {
      return known.get();
    }
    int id =
        (int)
            statements.number(
                "SELECT COALESCE(MAX(sync_id), 0) + 1 FROM sync", Statements.Parameters.NONE);
    statements.update(
        "INSERT INTO sync (sync_id, name, next_pairing, next_foreign) VALUES (?, ?, 0, 0)",
        row -> row.integer(id).text(name));
    return new Row(id, name, Optional.empty(), 0, 0);
  }

  static void put(Statements statements, int sync, Sides sides) throws SQLException {
    statements.update(
        "UPDATE sync SET source_name = ?, source_type = ?, source_identity = ?,"
            + " target_name = ?, target_type = ?, target_identity = ? WHERE sync_id = ?",
        row -> {
          for (Sides.StoreName side : List.of(sides.source(), sides.target())) {
            row.text(side.name()).text(side.type()).text(side.identity());
          }
          row.integer(sync);
        });
  }

  /** Counts a commit and writes down which numbers it used. */
  static void committed(Statements statements, int sync, int nextPairing, int nextForeign)
      throws SQLException {
    statements.update(
        "UPDATE sync SET next_pairing = ?, next_foreign = ? WHERE sync_id = ?",
        row -> row.integer(nextPairing).integer(nextForeign).integer(sync));
    statements.update("UPDATE state SET generation = generation + 1", Statements.Parameters.NONE);
  }
}
