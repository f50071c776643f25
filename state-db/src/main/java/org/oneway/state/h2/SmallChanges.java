// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.state.Deletions;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.RunRecord;

/** Writes the tables that do not grow with the mailbox, as {@link SmallTables} reads them. */
final class SmallChanges {
  private static final String FOLDER_COLUMNS =
      "number, source_id, source_name, source_role, source_color, source_order,"
          + " source_description, target_id, target_name, target_role, target_color,"
          + " target_order, target_description, source_gone_reported, check_sum";

  private final Statements statements;
  private final int sync;

  SmallChanges(Statements statements, int sync) {
    this.statements = statements;
    this.sync = sync;
  }

  void write(Gathered gathered) throws SQLException {
    if (gathered.sides.isPresent()) {
      Syncs.put(statements, sync, gathered.sides.get());
    }
    for (FolderPairing folder : gathered.folders.values()) {
      put(folder);
    }
    for (Map.Entry<Gathered.Scope, Checkpoint> change : gathered.checkpoints.entrySet()) {
      put(change.getKey(), change.getValue());
    }
    for (Map.Entry<String, Optional<Pending>> change : gathered.pending.entrySet()) {
      statements.update(
          "DELETE FROM pending WHERE sync_id = ? AND pending_id = ?",
          row -> row.integer(sync).text(change.getKey()));
      if (change.getValue().isPresent()) {
        put(change.getValue().get());
      }
    }
    putDeletions(gathered.deletions);
    putRuns(gathered.runs);
  }

  private void put(FolderPairing folder) throws SQLException {
    int updated =
        statements.update(Sql.update("folder", FOLDER_COLUMNS, "id"), row -> write(row, folder));
    if (updated == 0) {
      statements.update(Sql.insert("folder", FOLDER_COLUMNS + ", id"), row -> write(row, folder));
    }
  }

  private void write(RowWriter row, FolderPairing pairing) throws SQLException {
    row.integer(pairing.number());
    for (Folder folder : List.of(pairing.source(), pairing.target())) {
      row.text(folder.id().value()).text(folder.name()).text(folder.role()).text(folder.color());
      if (folder.order().isPresent()) {
        row.big(folder.order().getAsLong());
      } else {
        row.nothing(Types.BIGINT);
      }
      row.text(folder.description());
    }
    long id = Syncs.key(sync, pairing.number());
    row.flag(pairing.sourceGoneReported()).checkSum(id).big(id);
  }

  private void put(Gathered.Scope scope, Checkpoint checkpoint) throws SQLException {
    Overflow overflow = new Overflow(statements, "checkpoint");
    Optional<Long> old =
        new SmallTables(statements).checkpointSeq(sync, scope.side(), scope.name());
    if (old.isPresent()) {
      overflow.drop(List.of(old.get()));
      statements.update("DELETE FROM checkpoint WHERE seq = ?", row -> row.big(old.get()));
    }
    if (checkpoint.isNone()) {
      return;
    }
    long seq = Sql.nextSeq(statements, "checkpoint");
    byte[] mark = checkpoint.value().getBytes(StandardCharsets.UTF_8);
    statements.update(
        Sql.insert("checkpoint", "mark, check_sum, sync_id, side, scope, seq"),
        row ->
            row.bytes(Overflow.head(mark))
                .checkSum(seq)
                .integer(sync)
                .text(scope.side().name())
                .text(scope.name())
                .big(seq));
    overflow.write(seq, mark);
  }

  private void put(Pending pending) throws SQLException {
    statements.update(
        Sql.insert(
            "pending",
            "pending_id, scope, reference, title, reason, finding_level, finding_property,"
                + " finding_place, finding_reason, since_second, since_nano, attempts, ignored,"
                + " check_sum, sync_id"),
        row ->
            row.text(pending.id())
                .text(pending.scope())
                .text(pending.reference())
                .text(pending.title())
                .text(pending.reason().name())
                .text(pending.finding().level().name())
                .text(pending.finding().property())
                .text(pending.finding().place())
                .text(pending.finding().reason())
                .instant(pending.since())
                .integer(pending.attempts())
                .flag(pending.ignored())
                .checkSum(sync)
                .integer(sync));
  }

  private void putDeletions(List<Deletions> list) throws SQLException {
    for (Deletions deletions : list) {
      long seq = Sql.nextSeq(statements, "deletions");
      statements.update(
          Sql.insert(
              "deletions", "folder, at_second, at_nano, items, allowed, check_sum, sync_id, seq"),
          row ->
              row.integer(deletions.folder())
                  .instant(deletions.at())
                  .integer(deletions.count())
                  .flag(deletions.allowed())
                  .checkSum(seq)
                  .integer(sync)
                  .big(seq));
    }
  }

  private void putRuns(List<RunRecord> list) throws SQLException {
    for (RunRecord run : list) {
      long seq = Sql.nextSeq(statements, "run");
      statements.update(
          Sql.insert(
              "run",
              "run_id, sync, start_second, start_nano, took_second, took_nano, exit_code, counts,"
                  + " result, check_sum, seq"),
          row ->
              row.text(run.id())
                  .text(run.sync())
                  .instant(run.start())
                  .big(run.took().toSeconds())
                  .integer(run.took().toNanosPart())
                  .integer(run.exitCode())
                  .text(SmallTables.text(run.counts()))
                  .text(run.result())
                  .checkSum(seq)
                  .big(seq));
    }
  }
}
