// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;

/**
 * Where in a file which message lies. A message is named by what it is and its number among its
 * equals, never by its position, which changes with every message that is cut out before it.
 */
final class Index {
  private static final Duration GRAIN = Duration.ofSeconds(2);

  private final FolderId folder;
  private final Path file;
  private final String mark;
  private final Map<String, Span> spans = new HashMap<>();
  private final Map<Long, Integer> equals = new HashMap<>();

  Index(FolderId folder, Path file) throws IOException {
    this.folder = folder;
    this.file = file;
    this.mark = mark(file);
  }

  static String mark(Path file) throws IOException {
    return "mbox 1 " + Files.size(file) + " " + Files.getLastModifiedTime(file).toInstant();
  }

  FolderId folder() {
    return folder;
  }

  Path file() {
    return file;
  }

  /** Whether the file is as it was when this was begun. */
  boolean isCurrent() throws IOException {
    return mark.equals(mark(file));
  }

  /** The state it shows; none where a change could go unnoticed after it. */
  Checkpoint checkpoint(Instant now) throws IOException {
    boolean isOld = Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(GRAIN));
    return isOld ? new Checkpoint(mark) : Checkpoint.NONE;
  }

  /** Notes the next message of the file. */
  Reference add(Uid uid, Span span) {
    long hash = 0;
    for (int i = 0; i < uid.value().length(); i++) {
      hash = hash * 1_000_003 + uid.value().charAt(i);
    }
    int number = equals.merge(hash, 1, Integer::sum);
    String name = uid.value() + (number > 1 ? "#" + number : "");
    spans.put(name, span);
    return new Reference(folder.value() + "/" + name);
  }

  Optional<Span> span(Reference reference) {
    String value = reference.value();
    String start = folder.value() + "/";
    return value.startsWith(start)
        ? Optional.ofNullable(spans.get(value.substring(start.length())))
        : Optional.empty();
  }
}
