// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateException.Kind;

/** The one place that says what a failure of the database means for the state. */
final class Failures {
  /** With less than this much room a failed write is put down to it. */
  private static final long SCARCE = 1 << 20;

  private static final List<String> FULL =
      List.of("No space left", "not enough space", "quota exceeded", "File too large");

  /** What says nothing about the file. Whatever else goes wrong is put down to it. */
  private static final Set<Integer> NO_DAMAGE =
      Set.of(
          ErrorCode.OUT_OF_MEMORY,
          ErrorCode.DATABASE_IS_READ_ONLY,
          ErrorCode.FILE_CREATION_FAILED_1,
          ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1,
          ErrorCode.UNSUPPORTED_SETTING_1,
          ErrorCode.DUPLICATE_PROPERTY_1);

  private final Path directory;

  /**
   * @param directory where the state is
   */
  Failures(Path directory) {
    this.directory = directory;
  }

  StateException of(SQLException failure) {
    int code = failure.getErrorCode();
    if (code == ErrorCode.DATABASE_ALREADY_OPEN_1) {
      return locked(Optional.empty(), failure);
    }
    if (isForWantOfRoom(failure)) {
      return full(failure);
    }
    if (causes(failure).anyMatch(Failures::isForWantOfRights)) {
      return unusable("it cannot be opened: " + lastMessage(failure), failure);
    }
    boolean isSound = NO_DAMAGE.contains(code) || isFailedAccess(failure);
    return isSound ? unusable(lastMessage(failure), failure) : damaged(failure);
  }

  /** The tables could not be brought to this version, so the file is as it was. */
  StateException ofMigration(SQLException failure) {
    return isForWantOfRoom(failure)
        ? full(failure)
        : unusable("it cannot be brought up to date: " + lastMessage(failure), failure);
  }

  StateException of(IOException failure) {
    return isForWantOfRoom(failure) ? full(failure) : unusable(lastMessage(failure), failure);
  }

  /** Another process has the state. */
  StateException locked(Optional<Holder> holder, Exception failure) {
    return new StateException(
        Kind.LOCKED,
        "Another oneway"
            + holder.map(h -> " (" + h.words() + ")").orElse("")
            + " uses "
            + directory
            + ".",
        "Wait for it" + holder.map(h -> ", or stop it: kill " + h.pid()).orElse(""),
        failure);
  }

  StateException damaged(Exception failure) {
    return new StateException(
        Kind.DAMAGED,
        "The state in " + directory + " is damaged: " + lastMessage(failure) + ".",
        mending(),
        failure);
  }

  private String mending() {
    String rebuild = "from what both stores hold:  oneway state rebuild";
    try {
      return new Backups(directory)
          .all().stream()
              .findFirst()
              .map(
                  newest ->
                      "The newest backup is of "
                          + newest.made()
                          + ". Go back to it:  oneway state restore\nOr find out again "
                          + rebuild)
              .orElse("There is no backup. Find out again " + rebuild);
    } catch (IOException e) {
      return "Its backups cannot be listed. Find out again " + rebuild;
    }
  }

  /** What was to be put back is no whole state. */
  StateException noState(Path file, Exception failure) {
    return new StateException(
        Kind.UNUSABLE,
        file + " is no state that can be put back: " + lastMessage(failure),
        "Nothing was changed. Choose another:  oneway state restore --list",
        failure);
  }

  /** No copy could be kept of it. */
  StateException noBackup(IOException failure) {
    StateException why = of(failure);
    return new StateException(
        why.kind(),
        "No backup of the state in "
            + directory
            + " could be made: "
            + lastMessage(failure)
            + free()
            + ".",
        "The next run tries again",
        failure);
  }

  private StateException full(Exception failure) {
    return new StateException(
        Kind.DISK_FULL,
        "There is no room left to write the state in " + directory + free() + ".",
        "Make room there, then run the same command again; what was acknowledged is kept",
        failure);
  }

  private StateException unusable(String why, Exception failure) {
    return new StateException(
        Kind.UNUSABLE, "The state in " + directory + " cannot be used: " + why, remedy(), failure);
  }

  /** For another reason, in words. */
  StateException unusable(String why) {
    return new StateException(
        Kind.UNUSABLE, "The state in " + directory + " cannot be used: " + why, remedy());
  }

  private String remedy() {
    return "oneway doctor";
  }

  private boolean isForWantOfRoom(Exception failure) {
    return causes(failure)
        .filter(IOException.class::isInstance)
        .anyMatch(
            cause ->
                FULL.stream().anyMatch(String.valueOf(cause.getMessage())::contains)
                    || room().filter(bytes -> bytes < SCARCE).isPresent());
  }

  private static boolean isForWantOfRights(Throwable cause) {
    return cause instanceof AccessDeniedException
        || cause instanceof ReadOnlyFileSystemException
        || String.valueOf(cause.getMessage()).contains("Permission denied");
  }

  /** The file could not be read or written; what it holds may well be sound. Cut off is damaged. */
  private boolean isFailedAccess(SQLException failure) {
    boolean isFailed =
        causes(failure).anyMatch(IOException.class::isInstance)
            && causes(failure).noneMatch(EOFException.class::isInstance)
            && failure.getErrorCode() != ErrorCode.FILE_CORRUPTED_1;
    return isFailed || lastMessage(failure).startsWith("Directory does not exist") || !isReadable();
  }

  private boolean isReadable() {
    try (InputStream bytes = Files.newInputStream(Schema.file(directory))) {
      bytes.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private String free() {
    return room().map(bytes -> " (" + bytes / 1024 + " KB free)").orElse("");
  }

  private Optional<Long> room() {
    try {
      return Optional.of(Files.getFileStore(directory).getUsableSpace());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }

  /** What the innermost failure says, on one line. */
  private static String lastMessage(Throwable failure) {
    String message =
        causes(failure)
            .reduce((outer, inner) -> inner)
            .map(inner -> String.valueOf(inner.getMessage()))
            .orElse("");
    return message.lines().findFirst().orElse("");
  }
}
