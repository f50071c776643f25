// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.ByteArrayOutputStream;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Bytes that are longer than a column may hold. Exactly {@link #LIMIT} bytes in the column mean
 * that they go on here, in parts from 1; the last part is shorter.
 */
final class Overflow {
  /** A little less than what H2 allows, 1,048,576. */
  static final int LIMIT = 1_000_000;

  private final Statements statements;
  private final String home;

  /**
   * @param home the table whose bytes go on
   */
  Overflow(Statements statements, String home) {
    this.statements = statements;
    this.home = home;
  }

  /** What the column itself holds. */
  static byte[] head(byte[] bytes) {
    return bytes.length < LIMIT ? bytes : Arrays.copyOf(bytes, LIMIT);
  }

  /** Keeps what the column does not hold. */
  void write(long id, byte[] bytes) throws SQLException {
    for (int part = 1; part * LIMIT <= bytes.length; part++) {
      int from = part * LIMIT;
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + LIMIT));
      int number = part;
      statements.update(
          "INSERT INTO overflow (home, id, part, bytes) VALUES (?, ?, ?, ?)",
          row -> row.text(home).big(id).integer(number).bytes(piece));
    }
  }

  /** All bytes of which the column holds {@code head}. */
  byte[] whole(long id, byte[] head) throws SQLException {
    if (head.length < LIMIT) {
      return head;
    }
    List<byte[]> parts =
        statements.list(
            "SELECT bytes FROM overflow WHERE home = ? AND id = ? ORDER BY part",
            row -> row.text(home).big(id),
            row -> new RowReader(row).bytes());
    if (parts.isEmpty() || parts.get(parts.size() - 1).length == LIMIT) {
      throw new SQLDataException("the end of a long value is missing");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head);
    parts.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  void drop(Collection<Long> ids) throws SQLException {
    if (!ids.isEmpty()) {
      statements.update(
          "DELETE FROM overflow WHERE home = ? AND id = ANY (CAST(? AS BIGINT ARRAY))",
          row -> row.text(home).bigs(ids));
    }
  }
}
