// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the columns of a row from left to right, as {@link RowWriter} wrote them. */
final class RowReader {
  private final ResultSet row;
  private final CheckSum sum = new CheckSum();
  private int column;

  RowReader(ResultSet row) {
    this.row = row;
  }

  String text() throws SQLException {
    return optionalText().orElseThrow(() -> new SQLDataException("a value is missing"));
  }

  Optional<String> optionalText() throws SQLException {
    Optional<String> value = Optional.ofNullable(row.getString(++column));
    if (value.isPresent()) {
      sum.add(value.get());
    } else {
      sum.addNothing();
    }
    return value;
  }

  int integer() throws SQLException {
    int value = row.getInt(++column);
    sum.add(value);
    return value;
  }

  long big() throws SQLException {
    long value = row.getLong(++column);
    sum.add(value);
    return value;
  }

  OptionalLong optionalBig() throws SQLException {
    long value = row.getLong(++column);
    if (row.wasNull()) {
      sum.addNothing();
      return OptionalLong.empty();
    }
    sum.add(value);
    return OptionalLong.of(value);
  }

  boolean flag() throws SQLException {
    boolean value = row.getBoolean(++column);
    sum.add(value ? 1 : 0);
    return value;
  }

  byte[] bytes() throws SQLException {
    byte[] value =
        Optional.ofNullable(row.getBytes(++column))
            .orElseThrow(() -> new SQLDataException("a value is missing"));
    sum.add(value);
    return value;
  }

  Instant instant() throws SQLException {
    return Instant.ofEpochSecond(big(), integer());
  }

  /** Compares the sum of everything before, and of the key of the row, with the one written. */
  void checkSum(long key) throws SQLException {
    sum.add(key);
    if (row.getInt(++column) != sum.value()) {
      throw new SQLDataException("a row is not as it was written");
    }
  }

  /** The next column, which the sum leaves out. */
  long unchecked() throws SQLException {
    return row.getLong(++column);
  }
}
