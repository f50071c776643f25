// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;

/**
 * The state in {@code state.mv.db} of a directory. Whatever {@link SyncState#commit} acknowledged
 * outlasts the process and the machine.
 *
 * <p>The process that has it open never opens that file by other means: closing a file lets go of
 * the locks that its process holds on it. Whoever puts another file in its place removes {@code
 * state.sum}.
 */
public final class H2State implements StateStore {
  private final Path directory;
  private final Optional<StateLock> lock;
  private final Database database;
  private final Map<String, SyncState> syncs = new ConcurrentHashMap<>();

  private H2State(Path directory, Optional<StateLock> lock, Database database) {
    this.directory = directory;
    this.lock = lock;
    this.database = database;
  }

  /**
   * What a test may want otherwise.
   *
   * @param schema the version it works with
   * @param tidyAbove how many bytes the file may grow to before its unused parts are given back
   */
  record Settings(Schema schema, long tidyAbove) {
    static final Settings USUAL = new Settings(Schema.CURRENT, 256L << 20);
  }

  /**
   * Opens the state for reading and writing; creates directory and file where they are missing, so
   * that only their owner may read them.
   *
   * @param command what this process was started to do, for whoever is kept out meanwhile
   * @throws StateException at once, if another process reads or writes it; if it is damaged; if
   *     there is no room
   */
  public static H2State open(Path directory, InstantSource clock, String command) {
    return open(directory, clock, command, Settings.USUAL);
  }

  /** The same, where nobody says what for. */
  public static H2State open(Path directory, InstantSource clock) {
    return open(directory, clock, "oneway");
  }

  static H2State open(Path directory, InstantSource clock, String command, Settings settings) {
    Failures failures = new Failures(directory);
    try {
      PrivateFiles.createDirectory(directory);
    } catch (IOException e) {
      throw failures.of(e);
    }
    Holder self = new Holder(ProcessHandle.current().pid(), command, clock.instant());
    StateLock lock = StateLock.forWriting(directory, self);
    try {
      return new H2State(directory, Optional.of(lock), writable(directory, settings, failures));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Database writable(Path directory, Settings settings, Failures failures) {
    Schema schema = settings.schema();
    try {
      Schema.clear(directory);
      if (!Files.exists(Schema.file(directory))) {
        schema.migrate(directory);
      }
      Seal.verify(directory, failures);
      Seal.remove(directory);
      Database database = connect(directory, settings, failures);
      int version = versionOf(database);
      if (version == schema.version()) {
        return database;
      }
      database.close();
      if (version > schema.version()) {
        throw tooNew(version, schema, failures);
      }
      schema.migrate(directory);
      return connect(directory, settings, failures);
    } catch (IOException e) {
      throw failures.of(e);
    } catch (SQLException e) {
      throw failures.ofMigration(e);
    }
  }

  private static Database connect(Path directory, Settings settings, Failures failures) {
    String url = Urls.toWrite(Schema.database(directory));
    return new Database(url, Schema.file(directory), failures, settings.tidyAbove());
  }

  /**
   * Opens the state for reading only and changes no byte of the directory; a missing state is an
   * empty one. Any number of processes may read at once, each once, while none writes.
   *
   * @throws StateException at once, if another process writes it; if it is damaged; if a run has
   *     first to bring it to this version
   */
  public static H2State openReadOnly(Path directory) {
    Optional<StateLock> lock = StateLock.forReading(directory);
    try {
      return new H2State(
          directory, lock, readable(directory, Schema.CURRENT, new Failures(directory)));
    } catch (RuntimeException e) {
      lock.ifPresent(StateLock::close);
      throw e;
    }
  }

  private static Database readable(Path directory, Schema schema, Failures failures) {
    if (!Files.exists(Schema.file(directory))) {
      return new Database(Urls.empty(schema), failures);
    }
    try {
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
        ? tooNew(version, schema, failures)
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

  private static StateException tooNew(int version, Schema schema, Failures failures) {
    return failures.unusable(
        "a newer oneway made it (version %d, this one knows %d)"
            .formatted(version, schema.version()));
  }

  /** For whoever has a question that the port does not answer. */
  Database database() {
    return database;
  }

  @Override
  public long generation() {
    return database.read(Syncs::generation);
  }

  @Override
  public List<String> syncs() {
    return database.read(
        statements -> Syncs.all(statements).stream().map(Syncs.Row::name).sorted().toList());
  }

  @Override
  public SyncState sync(String name) {
    return syncs.computeIfAbsent(name, n -> new H2SyncState(n, database));
  }

  @Override
  public List<RunRecord> runs(int most) {
    return database.read(statements -> new SmallTables(statements).runs(most));
  }

  @Override
  public void close() {
    if (database.close()) {
      seal();
    }
    lock.ifPresent(StateLock::close);
  }

  private void seal() {
    try {
      Seal.put(directory);
    } catch (IOException e) {
      // Without a seal the state is as it is after a kill: good, but not proven to be.
    }
  }
}
