// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.connector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Reference;
import org.oneway.engine.pdpa.DurableFiles;

/** The lines of a file. An example may hold them in memory; a connector for users reads on. */
final class LineFile {
  private final Path path;
  private final List<Line> lines = new ArrayList<>();

  private LineFile(Path path) {
    this.path = path;
  }

  /** What is in the file now; nothing, if it is not there and may be made. */
  static LineFile read(Path path, boolean mayBeMade) throws IOException {
    LineFile file = new LineFile(path);
    try {
      Files.readString(path, StandardCharsets.ISO_8859_1)
          .lines()
          .forEach(line -> file.lines.add(Line.read(line)));
    } catch (NoSuchFileException e) {
      if (!mayBeMade) {
        throw e;
      }
    }
    return file;
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  /** The cards by reference: the uid, and which of those with this uid it is, from 1. */
  Map<Reference, Line> cards() {
    Map<String, Integer> seen = new HashMap<>();
    Map<Reference, Line> cards = new LinkedHashMap<>();
    for (Line line : lines) {
      line.uid()
          .ifPresent(uid -> cards.put(reference(uid, seen.merge(uid, 1, Integer::sum)), line));
    }
    return cards;
  }

  static Reference reference(String uid, int number) {
    return new Reference(number + ":" + uid);
  }

  /** A mark for the file as it was read: what comes later is another mark. */
  Checkpoint checkpoint() {
    StringBuilder all = new StringBuilder();
    lines.forEach(line -> all.append(line.bytes()).append('\n'));
    return new Checkpoint(Line.hash(all.toString()));
  }

  Optional<Line> card(Reference reference) {
    return Optional.ofNullable(cards().get(reference));
  }

  void add(Line line) {
    lines.add(line);
  }

  void replace(Line old, Line fresh) {
    lines.set(lines.indexOf(old), fresh);
  }

  void remove(Line line) {
    lines.remove(line);
  }

  /** Puts the lines in the place of what is there, at once and for good. */
  void save(DurableFiles files) throws IOException {
    files.replace(
        path,
        out -> {
          for (Line line : lines) {
            out.write((line.bytes() + "\n").getBytes(StandardCharsets.ISO_8859_1));
          }
        });
    files.sync(path.toAbsolutePath().resolveSibling("."));
  }
}
