// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.cli.work.Journals;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateStore;

/** What is remembered: whether it can be read, who else may, and how old its last backup is. */
public final class StateCheck implements Check {
  private static final String STATE = "state";
  private static final Duration OLD = Duration.ofDays(7);

  private final Function<Path, StateStore> opening;

  /** A check that opens the state of a directory in this way, to be looked at only. */
  public StateCheck(Function<Path, StateStore> opening) {
    this.opening = opening;
  }

  @Override
  public List<Diagnosis> of(Subject subject) {
    List<Diagnosis> found = new ArrayList<>();
    Path directory = subject.state();
    if (Files.notExists(directory)) {
      found.add(absent(subject, directory));
      return found;
    }
    if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
      found.add(
          Diagnosis.error(
              STATE,
              ExitCode.REFUSED,
              subject.shown(directory) + " is no directory that you can write to",
              "Nothing can be remembered, so nothing is synced.",
              "Make it yours to write, or name another as \"state\" in "
                  + subject.shown(subject.configuration().file())));
      return found;
    }
    found.add(opened(subject, directory));
    rights(subject, directory).ifPresent(found::add);
    backups(subject, directory).ifPresent(found::add);
    found.add(journals(directory));
    return found;
  }

  private static Diagnosis absent(Subject subject, Path directory) {
    return Files.isWritable(Subject.nearest(directory))
        ? Diagnosis.ok(STATE, subject.shown(directory) + " will be made by the first sync")
        : Diagnosis.error(
            STATE,
            ExitCode.REFUSED,
            subject.shown(directory) + " is not there, and you cannot make it",
            "Nothing can be remembered, so nothing is synced.",
            "Make it:  " + Invocation.words("mkdir", "-p", directory.toString()));
  }

  private Diagnosis opened(Subject subject, Path directory) {
    try (StateStore state = opening.apply(directory)) {
      List<RunRecord> last = state.runs(1);
      return Diagnosis.ok(
          STATE,
          subject.shown(directory)
              + " can be read: "
              + Words.number(state.syncs().size(), "sync", "syncs")
              + ", "
              + Words.bytes(size(directory))
              + last.stream().findFirst().map(run -> ", last run " + run.id()).orElse(""));
    } catch (StateException e) {
      Trouble trouble = new Troubles(subject.invocation()).of(e);
      return e.kind() == StateException.Kind.LOCKED
          ? Diagnosis.warning(STATE, trouble.what(), "It could not be looked at.", e.remedy())
          : Diagnosis.error(STATE, trouble.exit(), trouble.what(), "No sync can run.", e.remedy());
    }
  }

  private static long size(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      return 0;
    }
  }

  /** The directory, and what lies directly in it; a closed directory closes all below. */
  private static Optional<Diagnosis> rights(Subject subject, Path directory) {
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = Stream.concat(Stream.of(directory), files).toList();
      for (Path path : all) {
        if (isOpen(path)) {
          return Optional.of(
              Diagnosis.warning(
                  STATE,
                  "Other users may read or write " + subject.shown(path),
                  "It holds your contacts.",
                  "Make it yours alone:  "
                      + Invocation.words("chmod", "-R", "go=", directory.toString())));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          Diagnosis.warning(
              STATE,
              "The files in " + subject.shown(directory) + " cannot be looked at",
              Troubles.fileWords(e) + ".",
              "Make them yours:  " + Invocation.words("ls", "-la", directory.toString())));
    }
  }

  private static boolean isOpen(Path path) throws IOException {
    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
    return rights.stream().anyMatch(right -> !right.name().startsWith("OWNER"));
  }

  private static Optional<Diagnosis> backups(Subject subject, Path directory) {
    Path backups = directory.resolve("backups");
    if (!Files.isDirectory(backups)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(backups)) {
      List<Path> all = files.toList();
      Optional<Instant> newest = Optional.empty();
      for (Path file : all) {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        newest = newest.filter(known -> known.isAfter(time)).or(() -> Optional.of(time));
      }
      if (newest.isEmpty()) {
        return Optional.empty();
      }
      Duration age = Duration.between(newest.get(), subject.surroundings().clock().instant());
      String what =
          Words.number(all.size(), "backup", "backups") + ", the newest " + Words.ago(age);
      return Optional.of(
          age.compareTo(OLD) > 0
              ? Diagnosis.warning(
                  STATE,
                  what,
                  "One is taken before the first sync of each day.",
                  "Sync, or take one now:  " + subject.invocation().command("state", "backup"))
              : Diagnosis.ok(STATE, what));
    } catch (IOException e) {
      return Optional.of(
          Diagnosis.warning(
              STATE,
              "The backups cannot be looked at",
              Troubles.fileWords(e) + ".",
              "Look:  " + Invocation.words("ls", "-la", backups.toString())));
    }
  }

  private static Diagnosis journals(Path directory) {
    try {
      List<String> runs = new Journals(directory).runs();
      return Diagnosis.ok(
          "journals",
          runs.isEmpty()
              ? "No run can be undone: none has changed anything in the last 30 days"
              : Words.number(runs.size(), "run", "runs")
                  + " can be undone, the first "
                  + runs.get(0));
    } catch (IOException | java.io.UncheckedIOException e) {
      return Diagnosis.warning(
          "journals",
          "What runs kept of what they changed cannot be looked at",
          "They cannot be undone.",
          "Look:  " + Invocation.words("ls", "-la", directory.resolve("undo").toString()));
    }
  }
}
