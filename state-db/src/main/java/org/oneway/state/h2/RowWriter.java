// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Fills the parameters of a statement from left to right and sums up what it wrote. */
final class RowWriter {
  private final PreparedStatement statement;
  private final CheckSum sum = new CheckSum();
  private int column;

  RowWriter(PreparedStatement statement) {
    this.statement = statement;
  }

  RowWriter text(String value) throws SQLException {
    sum.add(value);
    statement.setString(++column, value);
    return this;
  }

  /** The text of a value, or null. */
  RowWriter text(Optional<?> value) throws SQLException {
    return value.isPresent() ? text(value.get().toString()) : nothing(Types.VARCHAR);
  }

  RowWriter integer(int value) throws SQLException {
    sum.add(value);
    statement.setInt(++column, value);
    return this;
  }

  RowWriter big(long value) throws SQLException {
    sum.add(value);
    statement.setLong(++column, value);
    return this;
  }

  RowWriter flag(boolean value) throws SQLException {
    sum.add(value ? 1 : 0);
    statement.setBoolean(++column, value);
    return this;
  }

  RowWriter bytes(byte[] value) throws SQLException {
    sum.add(value);
    statement.setBytes(++column, value);
    return this;
  }

  RowWriter instant(Instant value) throws SQLException {
    return big(value.getEpochSecond()).integer(value.getNano());
  }

  RowWriter nothing(int type) throws SQLException {
    sum.addNothing();
    statement.setNull(++column, type);
    return this;
  }

  /** All of these, as one parameter of type INTEGER ARRAY. */
  RowWriter integers(Collection<Integer> values) throws SQLException {
    return array("INTEGER", values);
  }

  /** All of these, as one parameter of type BIGINT ARRAY. */
  RowWriter bigs(Collection<Long> values) throws SQLException {
    return array("BIGINT", values);
  }

  private RowWriter array(String type, Collection<?> values) throws SQLException {
    statement.setArray(++column, statement.getConnection().createArrayOf(type, values.toArray()));
    return this;
  }

  /** Writes the sum of everything before, and of the key of the row, which comes later. */
  RowWriter checkSum(long key) throws SQLException {
    sum.add(key);
    statement.setInt(++column, sum.value());
    return this;
  }
}
