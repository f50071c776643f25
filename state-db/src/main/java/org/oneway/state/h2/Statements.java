// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements of one connection, each prepared once. Used by one thread at a time. */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final KeptItems items = new KeptItems();
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** Gives a statement its parameters. */
  @FunctionalInterface
  interface Parameters {
    Parameters NONE = parameters -> {};

    void fill(RowWriter parameters) throws SQLException;
  }

  /** Makes a value of the row that the result is at. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** All rows that a query gives, in its order. */
  <T> List<T> list(String sql, Parameters parameters, Row<T> row) throws SQLException {
    PreparedStatement statement = of(sql);
    parameters.fill(new RowWriter(statement));
    List<T> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(row.read(result));
      }
    }
    return rows;
  }

  /** The first row that a query gives. */
  <T> Optional<T> first(String sql, Parameters parameters, Row<T> row) throws SQLException {
    return list(sql, parameters, row).stream().findFirst();
  }

  /** The one number that a query gives. */
  long number(String sql, Parameters parameters) throws SQLException {
    return first(sql, parameters, row -> row.getLong(1))
        .orElseThrow(() -> new SQLException("no answer to " + sql));
  }

  /** Changes rows and says how many. */
  int update(String sql, Parameters parameters) throws SQLException {
    PreparedStatement statement = of(sql);
    parameters.fill(new RowWriter(statement));
    return statement.executeUpdate();
  }

  /** Many times the same statement, carried out at once by {@link Batch#run}. */
  Batch batch(String sql) throws SQLException {
    return new Batch(of(sql));
  }

  /** Executions of one statement that wait to be carried out together. */
  static final class Batch {
    private final PreparedStatement statement;
    private boolean empty = true;

    private Batch(PreparedStatement statement) {
      this.statement = statement;
    }

    void add(Parameters parameters) throws SQLException {
      parameters.fill(new RowWriter(statement));
      statement.addBatch();
      empty = false;
    }

    /** Carries all out and says how many rows each changed. */
    int[] run() throws SQLException {
      return empty ? new int[0] : statement.executeBatch();
    }
  }

  /** How items are kept. */
  KeptItems items() {
    return items;
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  /** Closes the connection. */
  @Override
  public void close() throws SQLException {
    items.close();
    connection.close();
  }

  private PreparedStatement of(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known != null) {
      return known;
    }
    PreparedStatement statement = connection.prepareStatement(sql);
    prepared.put(sql, statement);
    return statement;
  }
}
