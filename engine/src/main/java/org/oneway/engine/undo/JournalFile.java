// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A journal in a file, one line for each entry. A run that is killed leaves a whole journal: an
 * entry is made to last before its write begins, and a last line that is cut off belongs to a write
 * that was not begun.
 */
public final class JournalFile implements Journal, AutoCloseable {
  private final Opening opening;
  private Optional<FileChannel> out = Optional.empty();

  /** Opens the file to be appended to. */
  @FunctionalInterface
  public interface Opening {
    FileChannel open() throws IOException;
  }

  /** A journal whose file is opened for its first entry. */
  public JournalFile(Opening opening) {
    this.opening = opening;
  }

  @Override
  public synchronized void before(List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    entries.forEach(entry -> lines.writeBytes(EntryCodec.line(EntryCodec.node(entry))));
    append(lines.toByteArray(), true);
  }

  @Override
  public synchronized void after(long id, Left left) {
    append(EntryCodec.line(EntryCodec.node(id, left)), false);
  }

  private void append(byte[] lines, boolean lasting) {
    try {
      if (out.isEmpty()) {
        out = Optional.of(opening.open());
      }
      ByteBuffer bytes = ByteBuffer.wrap(lines);
      while (bytes.hasRemaining()) {
        out.get().write(bytes);
      }
      if (lasting) {
        out.get().force(false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the undo journal cannot be written", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (out.isPresent()) {
      out.get().close();
    }
  }

  /** Is given the entries of a journal, in their order. */
  @FunctionalInterface
  public interface Reader<X extends Exception> {
    void read(Entry entry) throws X;
  }

  /**
   * Reads a journal: of each write that happened, or may have, what was before it.
   *
   * @throws IOException if a line is damaged
   */
  public static <X extends Exception> void read(Path file, Reader<X> reader) throws IOException, X {
    Map<Long, Left> told = new HashMap<>();
    try (Lines lines = new Lines(file)) {
      for (Optional<ObjectNode> next = lines.next(); next.isPresent(); next = lines.next()) {
        if (next.get().has("after")) {
          told.put(next.get().path("after").asLong(), EntryCodec.left(next.get().path("left")));
        }
      }
    }
    try (Lines lines = new Lines(file)) {
      for (Optional<ObjectNode> next = lines.next(); next.isPresent(); next = lines.next()) {
        if (!next.get().has("after")) {
          Entry entry = EntryCodec.entry(next.get());
          Left left = told.getOrDefault(entry.id(), entry.left());
          if (left.written()) {
            reader.read(entry.with(left));
          }
        }
      }
    }
  }

  private static final class Lines implements AutoCloseable {
    private final BufferedReader reader;

    Lines(Path file) throws IOException {
      // A letter that is cut in two must not hide what stands before it.
      reader =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    Optional<ObjectNode> next() throws IOException {
      String line = reader.readLine();
      if (line == null) {
        return Optional.empty();
      }
      reader.mark(1);
      boolean isLast = reader.read() < 0;
      reader.reset();
      try {
        return Optional.of(EntryCodec.parse(line));
      } catch (IOException e) {
        if (isLast) {
          return Optional.empty();
        }
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
