// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.undo.JournalFile;

/** The undo journals beside the state: a directory for each run, a file in it for each sync. */
public final class Journals {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final String END = ".jsonl";

  private final Path state;
  private final Path directory;

  /** Those beside the state in this directory. */
  public Journals(Path state) {
    this.state = state;
    this.directory = state.resolve("undo");
  }

  /** A journal for one sync of a run; nothing is made before its first entry. */
  public JournalFile of(String run, String sync) {
    return new JournalFile(() -> open(run, sync));
  }

  private FileChannel open(String run, String sync) throws IOException {
    Path folder = PrivateFiles.makeDirectories(directory.resolve(run));
    String name = URLEncoder.encode(sync, StandardCharsets.UTF_8) + END;
    Path file = PrivateFiles.makeFile(folder.resolve(name));
    // What is in it lasts only if its name does, and those of the directories above it.
    DurableFiles files = new DurableFiles();
    for (Path named : List.of(folder, directory, state)) {
      files.sync(named);
    }
    return FileChannel.open(file, StandardOpenOption.APPEND);
  }

  /** The journals that a run left, by the names of their files; none where it changed nothing. */
  public List<Path> of(String run) throws IOException {
    Path folder = directory.resolve(run);
    boolean isOne = folder.normalize().startsWith(directory) && Files.isDirectory(folder);
    return isOne ? sorted(folder) : List.of();
  }

  /** The sync that a journal is about. */
  public static String syncOf(Path journal) {
    String name = String.valueOf(journal.getFileName());
    return URLDecoder.decode(
        name.substring(0, name.length() - END.length()), StandardCharsets.UTF_8);
  }

  /** The runs that can be undone, the earliest first. */
  public List<String> runs() throws IOException {
    return Files.isDirectory(directory)
        ? sorted(directory).stream().map(run -> String.valueOf(run.getFileName())).toList()
        : List.of();
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Removes what is older than 30 days. */
  public void tidy(Instant now) throws IOException {
    for (String run : runs()) {
      Path folder = directory.resolve(run);
      if (Files.getLastModifiedTime(folder).toInstant().isBefore(now.minus(KEPT))) {
        remove(folder);
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
