// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What runs keep beside the state: a directory for each run, a private file in it per sync. */
public final class RunFiles {
  private static final String END = ".jsonl";

  private final Path directory;
  private final Duration kept;

  /**
   * Those in this directory, which need not be there.
   *
   * @param kept how long a run's files stay
   */
  public RunFiles(Path directory, Duration kept) {
    this.directory = directory;
    this.kept = kept;
  }

  /** Makes the file of one sync of a run, to be written from its beginning. */
  public FileChannel make(String run, String sync) throws IOException {
    Path folder = PrivateFiles.makeDirectories(directory.resolve(run));
    return FileChannel.open(
        PrivateFiles.makeFile(folder.resolve(nameOf(sync))), StandardOpenOption.APPEND);
  }

  /** The files that a run left, by their names; none where it left nothing. */
  public List<Path> of(String run) throws IOException {
    Path folder = directory.resolve(run).normalize();
    boolean isOne = directory.equals(folder.getParent()) && Files.isDirectory(folder);
    return isOne ? sorted(folder) : List.of();
  }

  /** The sync that a file is about. */
  public static String syncOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return URLDecoder.decode(
        name.substring(0, name.length() - END.length()), StandardCharsets.UTF_8);
  }

  private static String nameOf(String sync) {
    return URLEncoder.encode(sync, StandardCharsets.UTF_8) + END;
  }

  /** The runs that left something, the earliest first. */
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

  /** Takes the file of a sync back, and the directory if nothing else is in it. */
  public void remove(String run, String sync) throws IOException {
    Path folder = directory.resolve(run);
    Files.deleteIfExists(folder.resolve(nameOf(sync)));
    if (Files.isDirectory(folder) && sorted(folder).isEmpty()) {
      Files.delete(folder);
    }
  }

  /** Removes what is too old. */
  public void tidy(Instant now) throws IOException {
    for (String run : runs()) {
      Path folder = directory.resolve(run);
      if (Files.getLastModifiedTime(folder).toInstant().isBefore(now.minus(kept))) {
        Scratch.remove(folder);
      }
    }
  }
}
