// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private boolean spoiled;

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
  public synchronized void before(List<Entry> entries) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    entries.forEach(entry -> lines.writeBytes(EntryCodec.line(EntryCodec.node(entry))));
    append(lines);
  }

  @Override
  public synchronized void after(Map<Long, Left> lefts) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    lefts.forEach((id, left) -> lines.writeBytes(EntryCodec.line(EntryCodec.node(id, left))));
    append(lines);
  }

  private void append(ByteArrayOutputStream lines) throws IOException {
    if (lines.size() == 0) {
      return;
    }
    if (spoiled) {
      throw new IOException("nothing can be added to it any more");
    }
    if (out.isEmpty()) {
      out = Optional.of(opening.open());
    }
    FileChannel file = out.get();
    // Only a last line may be cut off: after a failure nothing is written behind half a line.
    spoiled = true;
    ByteBuffer bytes = ByteBuffer.wrap(lines.toByteArray());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
    spoiled = false;
  }

  @Override
  public void close() throws IOException {
    if (out.isPresent()) {
      out.get().close();
    }
  }

  /** Is given the entries of a journal, the last first. */
  @FunctionalInterface
  public interface Reader<X extends Exception> {
    void read(Entry entry) throws IOException, X;
  }

  /**
   * Reads a journal from its end: of each write that happened, or may have, what was before it.
   * What was written twice is so met first as it was left in the end.
   *
   * @throws IOException if a line is damaged
   */
  public static <X extends Exception> void read(Path file, Reader<X> reader) throws IOException, X {
    Map<Long, Left> told = new HashMap<>();
    List<JournalLines.Place> entries = new ArrayList<>();
    try (JournalLines lines = new JournalLines(file)) {
      for (var next = lines.next(); next.isPresent(); next = lines.next()) {
        ObjectNode line = next.get().says();
        if (line.has("after")) {
          told.put(line.path("after").asLong(), EntryCodec.left(line.path("left")));
        } else {
          entries.add(next.get().place());
        }
      }
      for (int i = entries.size() - 1; i >= 0; i--) {
        Entry entry = EntryCodec.entry(lines.at(entries.get(i)));
        Left left = told.getOrDefault(entry.id(), entry.left());
        if (left.written()) {
          reader.read(entry.with(left));
        }
      }
    }
  }
}
