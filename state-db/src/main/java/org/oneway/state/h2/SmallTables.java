// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.state.Deletions;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Intent;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Side;

/** Reads the tables that do not grow with the mailbox. */
final class SmallTables {
  /** Not a mapper: that would take longer to make than everything else takes to read. */
  private static final JsonFactory JSON = new JsonFactory();

  private final Statements statements;

  SmallTables(Statements statements) {
    this.statements = statements;
  }

  List<FolderPairing> folders(int sync) throws SQLException {
    return statements.list(
        "SELECT number, source_id, source_name, source_role, source_color, source_order,"
            + " source_description, target_id, target_name, target_role, target_color,"
            + " target_order, target_description, source_gone_reported, check_sum, id"
            + " FROM folder WHERE id BETWEEN ? AND ? ORDER BY id",
        row -> row.big(Syncs.key(sync, 0)).big(Syncs.key(sync, Integer.MAX_VALUE)),
        SmallTables::folderPairing);
  }

  private static FolderPairing folderPairing(ResultSet result) throws SQLException {
    RowReader row = new RowReader(result);
    FolderPairing pairing = new FolderPairing(row.integer(), folder(row), folder(row), row.flag());
    row.checkSum(result.getLong("id"));
    return pairing;
  }

  private static Folder folder(RowReader row) throws SQLException {
    return new Folder(
        new FolderId(row.text()),
        row.text(),
        row.optionalText(),
        row.optionalText(),
        row.optionalBig(),
        row.optionalText());
  }

  Checkpoint checkpoint(int sync, Side side, String scope) throws SQLException {
    Optional<Long> seq = checkpointSeq(sync, side, scope);
    if (seq.isEmpty()) {
      return Checkpoint.NONE;
    }
    byte[] head =
        statements
            .first(
                "SELECT mark, check_sum FROM checkpoint WHERE seq = ?",
                row -> row.big(seq.get()),
                result -> mark(result, seq.get()))
            .orElseThrow(() -> new SQLDataException("a checkpoint is missing"));
    byte[] mark = new Overflow(statements, "checkpoint").whole(seq.get(), head);
    return new Checkpoint(new String(mark, StandardCharsets.UTF_8));
  }

  private static byte[] mark(ResultSet result, long seq) throws SQLException {
    RowReader row = new RowReader(result);
    byte[] mark = row.bytes();
    row.checkSum(seq);
    return mark;
  }

  /** The row of a checkpoint. */
  Optional<Long> checkpointSeq(int sync, Side side, String scope) throws SQLException {
    return statements.first(
        "SELECT seq FROM checkpoint WHERE sync_id = ? AND side = ? AND scope = ?",
        row -> row.integer(sync).text(side.name()).text(scope),
        row -> row.getLong(1));
  }

  List<Pending> pending(int sync) throws SQLException {
    return statements
        .list(
            "SELECT pending_id, scope, reference, title, reason, finding_level,"
                + " finding_property, finding_place, finding_reason, since_second, since_nano,"
                + " attempts, ignored, check_sum FROM pending WHERE sync_id = ?",
            row -> row.integer(sync),
            result -> pending(result, sync))
        .stream()
        .sorted(Comparator.comparing(Pending::since).thenComparing(Pending::id))
        .toList();
  }

  private static Pending pending(ResultSet result, int sync) throws SQLException {
    RowReader row = new RowReader(result);
    Pending pending =
        new Pending(
            row.text(),
            row.text(),
            row.optionalText().map(Reference::new),
            row.text(),
            Pending.Reason.valueOf(row.text()),
            new Finding(Finding.Level.valueOf(row.text()), row.text(), row.text(), row.text()),
            row.instant(),
            row.integer(),
            row.flag());
    row.checkSum(sync);
    return pending;
  }

  List<Intent> intents(int sync) throws SQLException {
    return statements.list(
        "SELECT "
            + PairingRow.COLUMNS
            + ", number, action, before_reference, planned_reference, write_folder,"
            + " expected_version, sync_id, intent_id, check_sum, items, seq"
            + " FROM intent WHERE sync_id = ? ORDER BY seq",
        row -> row.integer(sync),
        this::intent);
  }

  private Intent intent(ResultSet result) throws SQLException {
    RowReader row = new RowReader(result);
    Pairing after = PairingRow.read(row, result.getInt("number"));
    row.integer();
    Intent.Action action = Intent.Action.valueOf(row.text());
    Optional<Reference> before = row.optionalText().map(Reference::new);
    Optional<Reference> planned = row.optionalText().map(Reference::new);
    FolderId folder = new FolderId(row.text());
    Optional<Version> expected = row.optionalText().map(Version::new);
    row.integer();
    long id = row.big();
    long seq = result.getLong("seq");
    row.checkSum(seq);
    Optional<byte[]> items = Optional.ofNullable(result.getBytes("items"));
    Intent without =
        new Intent(id, action, before, planned, folder, expected, after, Optional.empty());
    return items.isPresent() ? withBases(without, seq, items.get()) : without;
  }

  private Intent withBases(Intent intent, long seq, byte[] head) throws SQLException {
    byte[] items = new Overflow(statements, "intent").whole(seq, head);
    return new Intent(
        intent.id(),
        intent.action(),
        intent.before(),
        intent.planned(),
        intent.folder(),
        intent.expected(),
        intent.after(),
        Optional.of(statements.items().decode(items)));
  }

  List<Deletions> deletionsSince(int sync, Instant since) throws SQLException {
    return statements
        .list(
            "SELECT folder, at_second, at_nano, items, allowed, check_sum, seq"
                + " FROM deletions WHERE sync_id = ? AND at_second >= ? ORDER BY seq",
            row -> row.integer(sync).big(since.getEpochSecond()),
            SmallTables::deletions)
        .stream()
        .filter(deletions -> !deletions.at().isBefore(since))
        .toList();
  }

  private static Deletions deletions(ResultSet result) throws SQLException {
    RowReader row = new RowReader(result);
    Deletions deletions = new Deletions(row.integer(), row.instant(), row.integer(), row.flag());
    row.checkSum(result.getLong("seq"));
    return deletions;
  }

  List<RunRecord> runs(int most) throws SQLException {
    return statements.list(
        "SELECT run_id, sync, start_second, start_nano, took_second, took_nano, exit_code,"
            + " counts, result, check_sum, seq FROM run"
            + " ORDER BY start_second DESC, start_nano DESC, seq DESC"
            + " FETCH FIRST ? ROWS ONLY",
        row -> row.integer(most),
        SmallTables::run);
  }

  private static RunRecord run(ResultSet result) throws SQLException {
    RowReader row = new RowReader(result);
    RunRecord run =
        new RunRecord(
            row.text(),
            row.text(),
            row.instant(),
            Duration.ofSeconds(row.big(), row.integer()),
            row.integer(),
            counts(row.text()),
            row.text());
    row.checkSum(result.getLong("seq"));
    return run;
  }

  /** Counts as text; {@link #counts(String)} reads it. */
  static String text(Map<String, Long> counts) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, Long> count : counts.entrySet()) {
        json.writeNumberField(count.getKey(), count.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return text.toString();
  }

  private static Map<String, Long> counts(String text) throws SQLDataException {
    Map<String, Long> counts = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      expect(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        expect(json.nextToken() == JsonToken.VALUE_NUMBER_INT);
        counts.put(name, json.getLongValue());
      }
      expect(json.currentToken() == JsonToken.END_OBJECT);
    } catch (IOException e) {
      throw new SQLDataException("counts are not as they were written", e);
    }
    return counts;
  }

  private static void expect(boolean isSo) throws IOException {
    if (!isSo) {
      throw new IOException("not an object of numbers");
    }
  }
}
