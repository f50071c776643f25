// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The copies of a state, in a directory beside it: compressed, each with the check sum that its
 * form brings along. The seven newest are kept. Whoever makes one holds the lock, and has the
 * database closed: a copy of a closed file is as good as the file.
 */
final class Backups {
  private static final int KEPT = 7;
  private static final int BUFFER = 1 << 16;
  private static final String BEGIN = "state-";
  private static final String END = ".gz";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'");

  private final Path state;
  private final Path directory;

  /** Those of the state in this directory. */
  Backups(Path state) {
    this.state = state;
    this.directory = state.resolve("backups");
  }

  /** A time as it stands in the names of files, so that they sort by it. */
  static String stamp(Instant time) {
    return TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  /** All there are, the newest first. */
  List<Backup> all() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Backup> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Optional<Instant> made = made(String.valueOf(file.getFileName()));
        if (made.isPresent()) {
          all.add(new Backup(file, made.get(), Files.size(file)));
        }
      }
    }
    all.sort(Comparator.comparing(Backup::made).reversed());
    return all;
  }

  /** When a file of this name was made; empty where it is none of ours. */
  private static Optional<Instant> made(String name) {
    if (!name.startsWith(BEGIN) || !name.endsWith(END)) {
      return Optional.empty();
    }
    String time = name.substring(BEGIN.length(), name.length() - END.length());
    try {
      return Optional.of(LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether none was made on this day of UTC, or later. */
  boolean isDue(Instant now) throws IOException {
    Instant day = now.truncatedTo(ChronoUnit.DAYS);
    return all().stream().allMatch(backup -> backup.made().isBefore(day));
  }

  /**
   * Makes one and removes those that are too many. It is there whole, for good and for its owner
   * alone, or not at all.
   */
  Backup make(Instant now) throws IOException {
    PrivateFiles.createDirectory(directory);
    Path made = directory.resolve("state.new");
    Files.deleteIfExists(made);
    PrivateFiles.create(made);
    try (OutputStream file =
        new Quick(Files.newOutputStream(made, StandardOpenOption.TRUNCATE_EXISTING))) {
      Files.copy(Schema.file(state), file);
    } catch (IOException e) {
      Files.deleteIfExists(made);
      throw e;
    }
    Instant time = now.truncatedTo(ChronoUnit.SECONDS);
    while (Files.exists(directory.resolve(BEGIN + stamp(time) + END))) {
      time = time.plusSeconds(1);
    }
    Path file = directory.resolve(BEGIN + stamp(time) + END);
    PrivateFiles.replace(made, file);
    List<Backup> all = all();
    for (Backup old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      if (!old.file().equals(file)) {
        Files.delete(old.file());
      }
    }
    return new Backup(file, time, Files.size(file));
  }

  /** Compresses little and quickly. */
  private static final class Quick extends GZIPOutputStream {
    Quick(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
