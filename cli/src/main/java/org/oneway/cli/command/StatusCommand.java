// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.history.Told;
import org.oneway.cli.json.Answer;
import org.oneway.cli.screen.StatusScreen;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.cli.work.SyncStatus;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code oneway status}. */
@Command(
    name = "status",
    sortOptions = false,
    description = "Shows how the syncs stand: last run, result, what needs attention.",
    footer = {"  oneway status", "  oneway status --json              for programs"})
final class StatusCommand implements Callable<Integer> {
  @ParentCommand private Root root;

  @Override
  public Integer call() {
    Session session = root.session();
    Configuration configuration = session.configuration();
    StatusScreen screen = new StatusScreen(session.screen(), session.invocation());
    List<String> names = configuration.syncs().stream().map(SyncConfig::name).toList();
    Path directory = configuration.state();
    Instant now = session.surroundings().clock().instant();
    long bytes = size(directory);
    Answer answer = new Answer("status");
    ExitCode exit = ExitCode.OK;
    boolean isFree = true;
    try (StateStore state = session.lookAtState(configuration)) {
      List<SyncStatus> all = SyncStatus.all(state, names);
      screen.show(all, now);
      answer.status(all);
    } catch (StateException e) {
      if (e.kind() != StateException.Kind.LOCKED) {
        throw e;
      }
      // What is known without the state is said all the same.
      isFree = false;
      Trouble trouble = new Troubles(session.invocation()).of(e);
      Optional<Told> told = Told.of(directory);
      if (told.isPresent()) {
        session.screen().note(told.get().progress().orElse(trouble.what()));
        List<SyncStatus> all = told.get().syncs();
        screen.show(all, now);
        answer.status(all);
        told.get().run().ifPresent(run -> answer.put("running", run));
      } else {
        screen.showNames(names);
        if (!session.isJson()) {
          session.screen().trouble(trouble);
        }
        answer.errors(List.of(trouble));
        exit = trouble.exit();
      }
    }
    Optional<Duration> backup =
        newest(directory.resolve("backups")).map(time -> Duration.between(time, now));
    screen.state(session.surroundings().shown(directory), bytes, backup, isFree);
    answer.put("state", directory.toString()).put("stateBytes", bytes);
    return session.end(answer, exit);
  }

  /** When the newest of the files in it was written; empty where there is none. */
  private static Optional<Instant> newest(Path directory) {
    Optional<Instant> newest = Optional.empty();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          Instant time = Files.getLastModifiedTime(file).toInstant();
          newest = newest.filter(time::isBefore).or(() -> Optional.of(time));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return newest;
  }

  /** Of the files that lie directly in it. */
  private static long size(Path directory) {
    long bytes = 0;
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bytes;
  }
}
