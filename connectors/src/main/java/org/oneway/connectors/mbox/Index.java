// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;

/**
 * Where in a file which message lies. A message is named by what it is and its number among its
 * equals, never by its position, which changes with every message that is cut out before it.
 */
final class Index {
  private static final Duration GRAIN = Duration.ofSeconds(2);

  /** What is known of a message without a look at it. */
  record Entry(Uid uid, Span span, Version version) {}

  /** One state of a file, as far as it can be told without opening it. */
  private record State(long size, Instant modified, String key) {
    static State of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new State(
          now.size(), now.lastModifiedTime().toInstant(), String.valueOf(now.fileKey()));
    }

    String mark() {
      return "mbox 1 " + size + " " + modified;
    }
  }

  private final FolderId folder;
  private final Path file;
  private final State state;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<Long, Integer> equals = new HashMap<>();
  private FileForm form = FileForm.PLAIN;

  Index(FolderId folder, Path file) throws IOException {
    this.folder = folder;
    this.file = file;
    this.state = State.of(file);
  }

  static String mark(Path file) throws IOException {
    return State.of(file).mark();
  }

  FolderId folder() {
    return folder;
  }

  Path file() {
    return file;
  }

  /** How the file says what is not the message's; as its first message has it. */
  FileForm form() {
    return form;
  }

  void isOf(FileForm seen) {
    form = seen;
  }

  int size() {
    return entries.size();
  }

  /** Whether the file is as it was when this was begun. */
  boolean isCurrent() throws IOException {
    return Files.exists(file) && state.equals(State.of(file));
  }

  /** Whether another file has its name by now; the one that was open is as it was. */
  boolean isReplaced() throws IOException {
    return !state.key().equals("null")
        && (Files.notExists(file) || !state.key().equals(State.of(file).key()));
  }

  /** The state it shows; none where a change could go unnoticed after it. */
  Checkpoint checkpoint(Instant now) {
    boolean isOld = state.modified().isBefore(now.minus(GRAIN));
    return isOld ? new Checkpoint(state.mark()) : Checkpoint.NONE;
  }

  /** Notes the next message of the file. */
  Reference add(Uid uid, Span span, Version version) {
    long hash = 0;
    for (int i = 0; i < uid.value().length(); i++) {
      hash = hash * 1_000_003 + uid.value().charAt(i);
    }
    int number = equals.merge(hash, 1, Integer::sum);
    String name = name(uid, number);
    entries.put(name, new Entry(uid, span, version));
    return new Reference(folder.value() + "/" + name);
  }

  private static String name(Uid uid, int number) {
    return uid.value() + (number > 1 ? "#" + number : "");
  }

  /** The reference of the first message with a uid. */
  static Reference first(FolderId folder, Uid uid) {
    return new Reference(folder.value() + "/" + uid.value());
  }

  /** All that have this uid. */
  List<Reference> all(Uid uid) {
    List<Reference> all = new ArrayList<>();
    for (int number = 1; entries.containsKey(name(uid, number)); number++) {
      all.add(new Reference(folder.value() + "/" + name(uid, number)));
    }
    return all;
  }

  /** All messages with their references, in the order of the file. */
  void each(BiConsumer<Reference, Entry> told) {
    entries.forEach(
        (name, entry) -> told.accept(new Reference(folder.value() + "/" + name), entry));
  }

  Optional<Entry> entry(Reference reference) {
    String value = reference.value();
    String start = folder.value() + "/";
    return value.startsWith(start)
        ? Optional.ofNullable(entries.get(value.substring(start.length())))
        : Optional.empty();
  }

  Optional<Span> span(Reference reference) {
    return entry(reference).map(Entry::span);
  }
}
