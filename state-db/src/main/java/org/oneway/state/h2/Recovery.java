// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.oneway.engine.state.StateException;

/**
 * What is done with a state as a file, while no run has it open: copies of it, going back to one,
 * putting a damaged one aside. Nothing of a state is ever deleted here. Every method that changes
 * anything throws {@link StateException} at once if another process has the state.
 */
public final class Recovery {
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  /** So much is a state ahead that was put back, so that no plan made of it before still fits. */
  private static final long AHEAD = 1L << 32;

  private final Path directory;
  private final InstantSource clock;
  private final Failures failures;
  private final Backups backups;

  /** Of the state in this directory. */
  public Recovery(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
    this.failures = new Failures(directory);
    this.backups = new Backups(directory);
  }

  /** All copies that are kept, the newest first. */
  public List<Backup> backups() {
    try {
      return backups.all();
    } catch (IOException e) {
      throw failures.of(e);
    }
  }

  /** Keeps a copy of the state now, after reading it through where a kill left it. */
  public Backup backup() {
    if (!Files.exists(directory)) {
      throw failures.unusable("there is none yet");
    }
    return alone(
        "state backup",
        () -> {
          if (!PrivateFiles.isThere(Schema.file(directory))) {
            throw failures.unusable("there is none yet");
          }
          Seal.verify(directory, failures);
          new Opening(directory, H2State.Settings.USUAL).proveWhole();
          return backups.make(clock.instant());
        });
  }

  /**
   * Puts the state that {@code file} is, or is a compressed copy of, in the place of the present
   * one, after unpacking, opening and reading it through beside it. At any time the one or the
   * other is there.
   *
   * @return where the one that was there now is; empty where there was none
   * @throws StateException {@code UNUSABLE} if it is no whole state; then nothing has changed
   */
  public Optional<Path> restore(Path file) {
    return alone(
        "state restore",
        () -> {
          Path beside = directory.resolve("restoring");
          remove(beside);
          PrivateFiles.createDirectory(beside);
          try {
            unpack(file, beside);
            read(file, beside);
            return replace(beside);
          } finally {
            remove(beside);
          }
        });
  }

  private void unpack(Path file, Path beside) throws IOException {
    Path unpacked = PrivateFiles.create(Schema.file(beside));
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      bytes.mark(2);
      boolean compressed = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
      bytes.reset();
      try (InputStream plain = compressed ? new GZIPInputStream(bytes, 1 << 16) : bytes;
          var out = Files.newOutputStream(unpacked, StandardOpenOption.TRUNCATE_EXISTING)) {
        plain.transferTo(out);
      }
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      throw failures.noState(file, e);
    }
  }

  private void read(Path file, Path beside) {
    try (H2State state = H2State.unpacked(beside, H2State.Settings.USUAL)) {
      Whole.read(state);
      state
          .database()
          .write(
              statements ->
                  statements.update(
                      "UPDATE state SET generation = generation + ?", row -> row.big(AHEAD)));
    } catch (StateException e) {
      throw e.kind() == StateException.Kind.DISK_FULL ? e : failures.noState(file, e);
    }
  }

  private Optional<Path> replace(Path beside) throws IOException {
    Optional<Path> aside = setAside("replaced");
    Seal.remove(directory);
    PrivateFiles.replace(Schema.file(beside), Schema.file(directory));
    Seal.put(directory);
    return aside;
  }

  /**
   * Begins anew with a state that remembers nothing.
   *
   * @return where the one that was there now is; empty where there was none
   */
  public Optional<Path> beginAnew() {
    return alone(
        "state rebuild",
        () -> {
          Optional<Path> aside = setAside("damaged");
          Seal.remove(directory);
          Schema.CURRENT.create(directory);
          Seal.put(directory);
          return aside;
        });
  }

  /** Reads the state through; empty where nothing is wrong with it. */
  public Optional<StateException> damage() {
    try (H2State state = H2State.openReadOnly(directory)) {
      Whole.read(state);
      return Optional.empty();
    } catch (StateException e) {
      return switch (e.kind()) {
        case DAMAGED -> Optional.of(e);
        case UNUSABLE -> Optional.empty(); // of another version; whoever opens it to write is told
        case LOCKED, DISK_FULL -> throw e;
      };
    }
  }

  /** Gives the file a second name that is kept; it stays where it is. */
  private Optional<Path> setAside(String why) throws IOException {
    Path file = Schema.file(directory);
    if (!PrivateFiles.isThere(file)) {
      return Optional.empty();
    }
    Instant time = clock.instant();
    Path aside = aside(why, time);
    while (Files.exists(aside)) {
      time = time.plusSeconds(1);
      aside = aside(why, time);
    }
    try {
      Files.createLink(aside, file);
    } catch (UnsupportedOperationException | IOException e) {
      // Both are in the contract of createLink: the first where the file system has no second
      // names, the other where it has them and gives none. A copy is as good.
      Path made = PrivateFiles.create(directory.resolve("state.aside.new"));
      Files.copy(file, made, StandardCopyOption.REPLACE_EXISTING);
      PrivateFiles.replace(made, aside);
    }
    return Optional.of(aside);
  }

  private Path aside(String why, Instant time) {
    return directory.resolve("state.mv.db." + why + "-" + Backups.stamp(time));
  }

  /**
   * Finds out whether anybody has the state, and removes the name that a process left which ended
   * without removing it. Who has it is told by the system, and it lets go when a process ends, so
   * there is no lock to be removed by hand.
   *
   * @return the process whose name was left; empty where none was
   * @throws StateException {@code LOCKED}, naming it, if a process has the state
   */
  public Optional<String> unlock() {
    Path file = directory.resolve(StateLock.FILE);
    try {
      if (!PrivateFiles.isThere(file)) {
        return Optional.empty();
      }
      // Before anything is locked: closing a file lets go of the locks on it.
      Optional<String> left = Holder.left(Files.readString(file));
      return alone("state unlock", () -> left);
    } catch (IOException e) {
      throw failures.of(e);
    }
  }

  private interface Work<T> {
    T run() throws IOException, SQLException;
  }

  /** Does it while no other process has the state. */
  private <T> T alone(String command, Work<T> work) {
    Holder self = new Holder(ProcessHandle.current().pid(), command, clock.instant());
    try {
      PrivateFiles.createDirectory(directory);
      StateLock lock = StateLock.forWriting(directory, self);
      try {
        return work.run();
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw failures.of(e);
    } catch (SQLException e) {
      throw failures.ofMigration(e);
    }
  }

  private static void remove(Path beside) throws IOException {
    if (Files.isDirectory(beside)) {
      try (Stream<Path> files = Files.list(beside)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(beside);
    }
  }
}
