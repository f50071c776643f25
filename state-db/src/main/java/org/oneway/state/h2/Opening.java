// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.oneway.engine.state.StateException;

/**
 * How the database of a state comes to be open: proven whole where that is known, backed up, of
 * this version. The caller holds the lock.
 */
final class Opening {
  private final Path directory;
  private final Schema schema;
  private final long tidyAbove;
  private final Failures failures;
  private final Backups backups;

  Opening(Path directory, H2State.Settings settings) {
    this.directory = directory;
    this.schema = settings.schema();
    this.tidyAbove = settings.tidyAbove();
    this.failures = new Failures(directory);
    this.backups = new Backups(directory);
  }

  /**
   * Opens it to be written; made where there never was one.
   *
   * @param now the time, where a copy is to be kept of it; empty where none is
   * @param told is given why there is no copy of today; none of what there was before a migration
   *     stops it
   */
  Database toWrite(Optional<Instant> now, Consumer<StateException> told) {
    try {
      Schema.clear(directory);
      if (!PrivateFiles.isThere(Schema.file(directory))) {
        requireNew();
        schema.create(directory);
        return connect();
      }
      Seal.verify(directory, failures);
      boolean copied = now.isPresent() && copyOfToday(now.get(), told);
      Seal.remove(directory);
      Database database = connect();
      int version = versionOf(database);
      if (version == schema.version()) {
        return database;
      }
      database.close();
      if (version > schema.version()) {
        throw tooNew(version);
      }
      if (now.isPresent() && !copied) {
        backups.make(now.get());
      }
      schema.migrate(directory);
      return connect();
    } catch (IOException e) {
      throw failures.of(e);
    } catch (SQLException e) {
      throw failures.ofMigration(e);
    }
  }

  /** A file that is missing although things are there that only it can have left is lost. */
  private void requireNew() throws IOException {
    if (PrivateFiles.isThere(Seal.file(directory)) || !backups.all().isEmpty()) {
      throw failures.damaged(new IOException("its file state.mv.db is not there any more"));
    }
  }

  private boolean copyOfToday(Instant now, Consumer<StateException> told) {
    try {
      if (!backups.isDue(now)) {
        return false;
      }
      proveWhole();
      backups.make(now);
      return true;
    } catch (IOException e) {
      told.accept(failures.noBackup(e));
      return false;
    }
  }

  /** What a kill left is read through, so that no copy is kept of what cannot be read. */
  void proveWhole() throws IOException {
    if (!PrivateFiles.isThere(Seal.file(directory))) {
      try (H2State state = new H2State(directory, Optional.empty(), connect())) {
        if (versionOf(state.database()) == schema.version()) {
          Whole.read(state);
        } else {
          Whole.read(state.database());
        }
      }
    }
  }

  private Database connect() {
    String url = Urls.toWrite(Schema.database(directory));
    return new Database(url, Schema.file(directory), failures, tidyAbove);
  }

  /** Opens it to be read; not a byte changes. One that never was is empty. */
  Database toRead() {
    try {
      if (!PrivateFiles.isThere(Schema.file(directory))) {
        requireNew();
        return new Database(Urls.empty(schema), failures);
      }
      Seal.verify(directory, failures);
    } catch (IOException e) {
      throw failures.of(e);
    }
    Database database = new Database(Urls.toRead(Schema.database(directory)), failures);
    int version = versionOf(database);
    if (version == schema.version()) {
      return database;
    }
    database.close();
    throw version > schema.version()
        ? tooNew(version)
        : failures.unusable("an earlier oneway made it; the next sync brings it up to date");
  }

  private static int versionOf(Database database) {
    try {
      return database.read(Schema::versionOf);
    } catch (StateException e) {
      database.close();
      throw e;
    }
  }

  private StateException tooNew(int version) {
    return failures.unusable(
        "a newer oneway made it (version %d, this one knows %d)"
            .formatted(version, schema.version()));
  }
}
