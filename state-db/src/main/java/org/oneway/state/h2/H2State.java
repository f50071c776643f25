// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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

  H2State(Path directory, Optional<StateLock> lock, Database database) {
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

  /**
   * The same; before anything is written for the first time on a day, a copy of it is kept, of
   * which the seven latest are. So one is before a new version of this program changes the tables.
   *
   * @param told is given why no copy could be kept, which keeps nobody from his work: a state that
   *     is not backed up is better than a target that is not. Before tables are changed it does
   */
  public static H2State open(
      Path directory, InstantSource clock, String command, Consumer<StateException> told) {
    return open(directory, clock, command, Settings.USUAL, told);
  }

  static H2State open(Path directory, InstantSource clock, String command, Settings settings) {
    return open(directory, clock, command, settings, trouble -> {});
  }

  private static H2State open(
      Path directory,
      InstantSource clock,
      String command,
      Settings settings,
      Consumer<StateException> told) {
    try {
      PrivateFiles.createDirectory(directory);
    } catch (IOException e) {
      throw new Failures(directory).of(e);
    }
    Instant now = clock.instant();
    Holder self = new Holder(ProcessHandle.current().pid(), command, now);
    StateLock lock = StateLock.forWriting(directory, self);
    try {
      Database database = new Opening(directory, settings).toWrite(Optional.of(now), told);
      return new H2State(directory, Optional.of(lock), database);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Opens a copy that nobody else knows of; none is kept of it. */
  static H2State unpacked(Path directory, Settings settings) {
    Database database = new Opening(directory, settings).toWrite(Optional.empty(), trouble -> {});
    return new H2State(directory, Optional.empty(), database);
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
      return new H2State(directory, lock, new Opening(directory, Settings.USUAL).toRead());
    } catch (RuntimeException e) {
      lock.ifPresent(StateLock::close);
      throw e;
    }
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
