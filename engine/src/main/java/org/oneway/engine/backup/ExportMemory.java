// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.backup.Remembered.Entry;
import org.oneway.engine.backup.Remembered.FolderLine;
import org.oneway.engine.backup.Remembered.ScopeLine;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.DurableFiles;

/**
 * What the archives of a chain hold, in a file: so the next one can leave out what has not changed,
 * without any of them being there. In memory are 16 bytes for each item, twice over.
 */
public final class ExportMemory implements Closeable {
  private final FileChannel file;
  private final Map<String, ScopeLine> scopes = new HashMap<>();
  private final Map<FolderId, FolderLine> folders = new HashMap<>();
  private final BitSet met = new BitSet();
  private Optional<Made> made = Optional.empty();
  private long[] table = new long[2 * 1_024];
  private int count;

  private ExportMemory(FileChannel file) {
    this.file = file;
  }

  /** Is shown one line after the other. */
  interface Visitor {
    void visit(JsonNode line, long offset) throws IOException;
  }

  /**
   * Opens what is remembered; empty if nothing is, or it is not whole. What a killed run had
   * written counts if its archive is there.
   */
  public static Optional<ExportMemory> open(Path path, DurableFiles files) throws IOException {
    Path prepared = prepared(path);
    if (Files.exists(prepared)) {
      Optional<Made> made;
      try (ExportMemory killed = load(prepared)) {
        made = killed.made.filter(ExportMemory::isThere);
      }
      if (made.isPresent()) {
        files.rename(prepared, path);
      } else {
        files.delete(prepared);
      }
    }
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    ExportMemory memory = load(path);
    if (memory.made.isEmpty()) {
      memory.close();
      return Optional.empty();
    }
    return Optional.of(memory);
  }

  /** Where the next state of it is prepared. */
  static Path prepared(Path path) {
    return path.resolveSibling(path.getFileName() + ".next");
  }

  private static boolean isThere(Made made) {
    try (ArchiveReader archive = ArchiveReader.open(Path.of(made.place()))) {
      return archive.metadata().id().equals(made.archive());
    } catch (IOException e) {
      return false;
    }
  }

  private static ExportMemory load(Path path) throws IOException {
    ExportMemory memory = new ExportMemory(FileChannel.open(path, StandardOpenOption.READ));
    try {
      each(memory.file, memory::take);
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      // Cut off, or not ours: as if it were not there.
      memory.made = Optional.empty();
    }
    return memory;
  }

  private void take(JsonNode line, long offset) {
    String what = line.path(0).asText("");
    if (what.equals("end")) {
      made = Optional.of(Remembered.made(line));
    } else if (what.equals("s")) {
      ScopeLine scope = Remembered.scope(line);
      scopes.put(scope.scope(), scope);
    } else if (what.equals("f")) {
      FolderId id = new FolderId(line.path(1).asText(""));
      folders.put(id, new FolderLine(id, line.path(2).asText(""), line.path(3).asText("")));
    } else {
      put(hash(line.path(2).asText("")), offset);
    }
  }

  private void put(long hash, long offset) {
    if (4 * (count + 1) > table.length) {
      long[] old = table;
      table = new long[2 * old.length];
      count = 0;
      for (int i = 0; i < old.length; i += 2) {
        if (old[i] != 0) {
          put(old[i], old[i + 1]);
        }
      }
    }
    int slot = first(hash);
    while (table[2 * slot] != 0) {
      slot = (slot + 1) % (table.length / 2);
    }
    table[2 * slot] = hash;
    table[2 * slot + 1] = offset;
    count++;
  }

  private int first(long hash) {
    return (int) Long.remainderUnsigned(hash, table.length / 2);
  }

  private static long hash(String text) {
    return Placements.hash(text);
  }

  /** The archive made last. */
  public Made made() {
    return made.orElseThrow();
  }

  Map<FolderId, FolderLine> folders() {
    return folders;
  }

  /** How far a scope was read then. */
  Optional<ScopeLine> scope(String name) {
    return Optional.ofNullable(scopes.get(name));
  }

  Map<String, ScopeLine> scopes() {
    return scopes;
  }

  /** What is remembered of an item. */
  Optional<Entry> entry(Reference reference) throws IOException {
    int slot = slot(reference);
    return slot < 0 ? Optional.empty() : Remembered.entry(line(table[2 * slot + 1]));
  }

  /** Says that an item has been decided upon. */
  void meet(Reference reference) throws IOException {
    int slot = slot(reference);
    if (slot >= 0) {
      met.set(slot);
    }
  }

  boolean isMet(Reference reference) throws IOException {
    int slot = slot(reference);
    return slot >= 0 && met.get(slot);
  }

  private int slot(Reference reference) throws IOException {
    long hash = hash(reference.value());
    for (int slot = first(hash); table[2 * slot] != 0; slot = (slot + 1) % (table.length / 2)) {
      if (table[2 * slot] == hash
          && line(table[2 * slot + 1]).path(2).asText("").equals(reference.value())) {
        return slot;
      }
    }
    return -1;
  }

  private JsonNode line(long offset) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(1_024);
    long at = offset;
    for (int read = file.read(buffer, at); read > 0; read = file.read(buffer, at)) {
      for (int i = 0; i < read; i++) {
        if (buffer.get(i) == '\n') {
          line.write(buffer.array(), 0, i);
          return Remembered.parsed(line.toString(StandardCharsets.UTF_8));
        }
      }
      line.write(buffer.array(), 0, read);
      at += read;
      buffer.clear();
    }
    throw new IOException("what is remembered of the last export is cut off");
  }

  /** Shows every line, in order. */
  void each(Visitor visitor) throws IOException {
    each(file, visitor);
  }

  static void each(FileChannel file, Visitor visitor) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    long start = 0;
    for (long at = 0; ; ) {
      buffer.clear();
      int read = file.read(buffer, at);
      if (read <= 0) {
        break;
      }
      int from = 0;
      for (int i = 0; i < read; i++) {
        if (buffer.get(i) == '\n') {
          line.write(buffer.array(), from, i - from);
          visitor.visit(Remembered.parsed(line.toString(StandardCharsets.UTF_8)), start);
          line.reset();
          from = i + 1;
          start = at + from;
        }
      }
      line.write(buffer.array(), from, read - from);
      at += read;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
