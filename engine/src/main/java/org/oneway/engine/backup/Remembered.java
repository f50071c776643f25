// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;

/** The lines of what is remembered of the archive made last, each a JSON array. */
final class Remembered {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Remembered() {}

  /**
   * An item that is in the archives so far.
   *
   * @param version what its store called its state; empty where it must be read again
   * @param hash of what was written
   * @param time when this content was first seen, for an item that has no time of its own
   * @param sequence of the archive that has it
   */
  record Entry(
      String scope,
      Reference reference,
      Optional<Version> version,
      Key key,
      String hash,
      Instant time,
      long sequence,
      Set<FolderId> folders) {
    Entry {
      folders = Set.copyOf(folders);
    }

    Entry in(Set<FolderId> others) {
      return new Entry(scope, reference, version, key, hash, time, sequence, others);
    }

    Entry unread() {
      return new Entry(scope, reference, Optional.empty(), key, hash, time, sequence, folders);
    }

    String line() {
      ArrayNode line = JsonNodeFactory.instance.arrayNode();
      line.add("i").add(scope).add(reference.value()).add(version.map(Version::value).orElse(""));
      line.add(key.kind().word()).add(key.uid().value()).add(hash).add(time.toString());
      line.add(sequence);
      new TreeSet<>(folders.stream().map(FolderId::value).toList()).forEach(line::add);
      return line.toString();
    }
  }

  /** A folder, and a mark for all that is known of it. */
  record FolderLine(FolderId id, String name, String mark) {
    String line() {
      return JsonNodeFactory.instance
          .arrayNode()
          .add("f")
          .add(id.value())
          .add(name)
          .add(mark)
          .toString();
    }
  }

  /** How far a scope was read. */
  record ScopeLine(String scope, Checkpoint checkpoint, Set<FolderId> folders) {
    ScopeLine {
      folders = Set.copyOf(folders);
    }

    String line() {
      ArrayNode line = JsonNodeFactory.instance.arrayNode();
      line.add("s").add(scope).add(checkpoint.value());
      new TreeSet<>(folders.stream().map(FolderId::value).toList()).forEach(line::add);
      return line.toString();
    }
  }

  static ScopeLine scope(JsonNode line) {
    return new ScopeLine(
        line.path(1).asText(""), new Checkpoint(line.path(2).asText("")), folders(line, 3));
  }

  private static Set<FolderId> folders(JsonNode line, int from) {
    Set<FolderId> folders = new HashSet<>();
    for (int i = from; i < line.size(); i++) {
      folders.add(new FolderId(line.path(i).asText("")));
    }
    return folders;
  }

  static String line(Made made) {
    return JsonNodeFactory.instance
        .arrayNode()
        .add("end")
        .add(made.chain())
        .add(made.sequence())
        .add(made.archive())
        .add(made.base())
        .add(made.time().toString())
        .add(made.place())
        .toString();
  }

  static JsonNode parsed(String line) throws IOException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException("what is remembered of the last export cannot be read", e);
    }
  }

  static Optional<Entry> entry(JsonNode line) {
    if (!line.path(0).asText("").equals("i")) {
      return Optional.empty();
    }
    return Optional.of(
        new Entry(
            line.path(1).asText(""),
            new Reference(line.path(2).asText("")),
            Optional.of(line.path(3).asText("")).filter(v -> !v.isEmpty()).map(Version::new),
            new Key(
                Kind.ofWord(line.path(4).asText("")).orElse(Kind.CONTACT),
                new Uid(line.path(5).asText(""))),
            line.path(6).asText(""),
            Instant.parse(line.path(7).asText("")),
            line.path(8).asLong(),
            folders(line, 9)));
  }

  static Made made(JsonNode line) {
    return new Made(
        line.path(1).asText(""),
        line.path(2).asLong(),
        line.path(3).asText(""),
        line.path(4).asText(""),
        Instant.parse(line.path(5).asText("")),
        line.path(6).asText(""));
  }
}
