// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.sql.SQLException;
import java.util.List;

/** Removes all rows of a sync but itself and its history. */
final class Forgetting {
  private static final List<String> BY_KEY = List.of("pairing", "kept", "folder", "unpaired");

  private static final List<String> BY_SYNC =
      List.of("pairing_count", "intent", "checkpoint", "pending", "deletions");

  private Forgetting() {}

  static void of(Statements statements, int sync) throws SQLException {
    long first = Syncs.key(sync, 0);
    long last = Syncs.key(sync + 1, 0) - 1;
    statements.update(
        "DELETE FROM overflow WHERE home = 'kept' AND id BETWEEN ? AND ?",
        row -> row.big(first).big(last));
    for (String table : List.of("intent", "checkpoint")) {
      statements.update(
          "DELETE FROM overflow WHERE home = ? AND id IN (SELECT seq FROM "
              + table
              + " WHERE sync_id = ?)",
          row -> row.text(table).integer(sync));
    }
    for (String table : BY_KEY) {
      statements.update(
          "DELETE FROM " + table + " WHERE id BETWEEN ? AND ?", row -> row.big(first).big(last));
    }
    for (String table : BY_SYNC) {
      statements.update("DELETE FROM " + table + " WHERE sync_id = ?", row -> row.integer(sync));
    }
    statements.update(
        "UPDATE sync SET source_name = NULL, source_type = NULL, source_identity = NULL,"
            + " target_name = NULL, target_type = NULL, target_identity = NULL WHERE sync_id = ?",
        row -> row.integer(sync));
  }
}
