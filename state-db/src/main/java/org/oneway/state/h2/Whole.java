// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.SyncState;

/** Reads all there is, to find out whether it can be read. What cannot is told as damaged. */
final class Whole {
  private static final int BATCH = 1_000;

  private Whole() {}

  /** Every row of every table. */
  static void read(Database database) {
    database.read(
        statements -> {
          List<String> tables =
              statements.list(
                  "SELECT table_name FROM information_schema.tables"
                      + " WHERE table_schema = 'PUBLIC'",
                  Statements.Parameters.NONE,
                  row -> row.getString(1));
          for (String table : tables) {
            // Without a condition rows are counted without being read.
            statements.number(
                "SELECT COUNT(*) FROM \"" + table + "\" WHERE RAND() > 2",
                Statements.Parameters.NONE);
          }
          return true;
        });
  }

  /** Everything that can be asked, each row with its check sum. */
  static void read(H2State state) {
    read(state.database());
    state.runs(Integer.MAX_VALUE);
    state.syncs().forEach(name -> read(state.sync(name)));
  }

  private static void read(SyncState sync) {
    sync.sides();
    sync.folders();
    sync.pairingsPerFolder();
    sync.pending();
    sync.intents();
    sync.deletionsSince(Instant.EPOCH);
    for (int first = 0; first < sync.nextPairing(); first += BATCH) {
      List<Integer> numbers = new ArrayList<>();
      for (int number = first; number < Math.min(first + BATCH, sync.nextPairing()); number++) {
        numbers.add(number);
      }
      sync.pairings(numbers);
      sync.bases(numbers);
    }
    try (Cursor<Foreign> foreign = sync.allForeign()) {
      boolean more = true;
      while (more) {
        more = foreign.next().isPresent();
      }
    }
  }
}
