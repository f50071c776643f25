// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Statements made of lists of columns. */
final class Sql {
  private Sql() {}

  static String insert(String table, String columns) {
    String marks =
        Arrays.stream(columns.split(",", -1)).map(column -> "?").collect(Collectors.joining(", "));
    return "INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")";
  }

  /** Takes the columns first, then the key. */
  static String update(String table, String columns, String key) {
    String assignments =
        Arrays.stream(columns.split(",", -1))
            .map(column -> column.strip() + " = ?")
            .collect(Collectors.joining(", "));
    return "UPDATE " + table + " SET " + assignments + " WHERE " + key + " = ?";
  }

  /** A number above all in column seq. */
  static long nextSeq(Statements statements, String table) throws SQLException {
    return statements.number(
        "SELECT COALESCE(MAX(seq), 0) + 1 FROM " + table, Statements.Parameters.NONE);
  }
}
