// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What this JVM reads from and writes to which files, as its flight recorder sees it. */
final class FileWatch implements AutoCloseable {
  private static final String READ = "jdk.FileRead";
  private static final String WRITE = "jdk.FileWrite";
  private static final String LOSS = "jdk.DataLoss";

  private final Recording recording = new Recording();

  private FileWatch() {}

  static FileWatch start() {
    FileWatch watch = new FileWatch();
    watch.recording.enable(READ).withoutThreshold().withoutStackTrace();
    watch.recording.enable(WRITE).withoutThreshold().withoutStackTrace();
    watch.recording.enable(LOSS);
    watch.recording.start();
    return watch;
  }

  /**
   * What was done below {@code root} until now, but not to what is in {@code except}; asked once.
   *
   * @throws IllegalStateException if the recorder missed something
   */
  SyncedBook.Touched touched(Path root, String except) throws IOException {
    recording.stop();
    Path dump = Files.createTempFile("oneway-", ".jfr");
    Map<Path, Long> read = new HashMap<>();
    Map<Path, Long> written = new HashMap<>();
    try {
      recording.dump(dump);
      try (RecordingFile events = new RecordingFile(dump)) {
        while (events.hasMoreEvents()) {
          RecordedEvent event = events.readEvent();
          switch (event.getEventType().getName()) {
            case READ -> add(event, "bytesRead", read);
            case WRITE -> add(event, "bytesWritten", written);
            case LOSS -> throw new IllegalStateException("the flight recorder lost events");
            default -> {}
          }
        }
      }
    } finally {
      Files.deleteIfExists(dump);
    }
    read.keySet().removeIf(file -> !isWatched(file, root, except));
    written.keySet().removeIf(file -> !isWatched(file, root, except));
    long often = 0;
    for (Map.Entry<Path, Long> one : read.entrySet()) {
      often = Math.max(often, times(one.getKey(), one.getValue()));
    }
    return new SyncedBook.Touched(read.size(), often, sum(read), sum(written));
  }

  private static void add(RecordedEvent event, String member, Map<Path, Long> bytes) {
    String path = event.getString("path");
    if (path != null) {
      bytes.merge(Path.of(path).toAbsolutePath(), Math.max(0, event.getLong(member)), Long::sum);
    }
  }

  private static boolean isWatched(Path file, Path root, String except) {
    return file.startsWith(root)
        && !file.startsWith(root.resolve(except))
        && !file.getFileName().toString().endsWith(".toml");
  }

  /** A file is read once where no more bytes were read than it has. */
  private static long times(Path file, long bytes) throws IOException {
    try {
      long size = Math.max(1, Files.size(file));
      return (bytes + size - 1) / size;
    } catch (NoSuchFileException e) {
      return 1;
    }
  }

  private static long sum(Map<Path, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    recording.close();
  }
}
