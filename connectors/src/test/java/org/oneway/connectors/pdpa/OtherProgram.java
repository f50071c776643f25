// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.oneway.connectors.testkit.Events;
import org.oneway.engine.item.Kind;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.Mails;

/**
 * Another program that writes an archive: it names and indents its files as it likes. Its files are
 * never young, so that what a reader concludes from their times is tested.
 */
final class OtherProgram {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path archive;
  private final Kind kind;
  private Instant time = Instant.parse("2025-01-01T00:00:00Z");
  private int number;

  private OtherProgram(Path archive, Kind kind) {
    this.archive = archive;
    this.kind = kind;
  }

  /** Begins a full archive; one of ours has a chain. */
  static OtherProgram beginning(Path archive, Kind kind, boolean ours) {
    OtherProgram program = new OtherProgram(archive, kind);
    ObjectNode json = JSON.createObjectNode();
    json.putObject("archive").put("id", "archive-1").put("timestamp", "2025-01-01T00:00:00Z");
    json.putObject("dataset").put("extent", "FULL");
    if (ours) {
      json.putObject("oneway.dev:chain").put("id", "chain-1").put("sequence", 1);
    }
    program.write("archive.json", json);
    return program;
  }

  /** The file of an item of this kind. */
  Path file(Kind other, String folder, String uid) {
    return new OtherProgram(archive, other).file(folder, uid);
  }

  /** Begins an archive of contacts. */
  static OtherProgram beginning(Path archive, boolean ours) {
    return beginning(archive, Kind.CONTACT, ours);
  }

  /** Goes on with an archive that is there. */
  static OtherProgram in(Path archive) {
    return new OtherProgram(archive, Kind.CONTACT);
  }

  void folder(String name) {
    ObjectNode json = JSON.createObjectNode().put("name", name);
    json.putArray("items");
    write(directory(name) + "folder.json", json);
  }

  void put(String folder, String uid, String name) {
    if (isBytes()) {
      putBytes(folder, uid, name);
      return;
    }
    String file = "card" + ++number + ".json";
    ObjectNode json =
        kind == Kind.CONTACT ? Card.of(uid, name).json() : Events.of(kind, uid, name).json();
    write(directory(folder) + file, json);
    ObjectNode listing = listing(folder);
    ArrayNode items = without(listing, uid);
    items.addObject().put("uid", uid).put("filename", file);
    write(directory(folder) + "folder.json", listing);
  }

  private boolean isBytes() {
    return DataType.of(kind).orElseThrow().isBytes();
  }

  private void putBytes(String folder, String uid, String name) {
    String file = "item" + ++number + (kind == Kind.MESSAGE ? ".eml" : ".bin");
    String bytes =
        kind == Kind.MESSAGE
            ? new String(Mails.bytes(uid), StandardCharsets.US_ASCII)
            : "somebody's " + uid;
    writeText(directory(folder) + file, bytes);
    ObjectNode listing = listing(folder);
    name(without(listing, uid).addObject().put("uid", uid).put("filename", file), name);
    write(directory(folder) + "folder.json", listing);
  }

  private void name(ObjectNode entry, String name) {
    if (kind == Kind.MESSAGE) {
      entry.putArray("flags").add(Mails.flag(name));
    } else {
      entry.withObjectProperty("oneway.dev:item").put("path", name);
    }
  }

  private void renameBytes(String folder, String uid, String name) {
    ObjectNode listing = listing(folder);
    for (var item : listing.path("items")) {
      if (item.path("uid").asText().equals(uid)) {
        name((ObjectNode) item, name);
      }
    }
    // Those of the first draft say the same again.
    listing.remove("flags");
    write(directory(folder) + "folder.json", listing);
  }

  void rename(String folder, String uid, String name) {
    if (isBytes()) {
      renameBytes(folder, uid, name);
      return;
    }
    Path file = file(folder, uid);
    ObjectNode json = object(file);
    if (kind == Kind.CONTACT) {
      json.withObjectProperty("name").put("full", name);
    } else {
      json.put("title", name);
    }
    write(archive.relativize(file).toString(), json);
  }

  void rewrite(String folder, String uid, ObjectNode json) {
    write(archive.relativize(file(folder, uid)).toString(), json);
  }

  void remove(String folder, String uid) {
    Path file = file(folder, uid);
    ObjectNode listing = listing(folder);
    without(listing, uid);
    write(directory(folder) + "folder.json", listing);
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void corrupt(String folder, String uid) {
    if (isBytes()) {
      try {
        Files.delete(file(folder, uid));
        Files.createDirectory(file(folder, uid));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return;
    }
    writeText(
        archive.relativize(file(folder, uid)).toString(), "{\n  \"@type\": \"Card\",\n  oops");
  }

  /** Everything in the archive, or in one folder of it, by path. */
  static Map<String, String> texts(Path root) {
    Map<String, String> texts = new TreeMap<>();
    if (Files.exists(root)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          texts.put(root.relativize(file).toString(), Files.readString(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts;
  }

  /** The bytes of one card's file. */
  String text(String folder, String uid) {
    try {
      return Files.readString(file(folder, uid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String folder, String uid) {
    for (var item : listing(folder).path("items")) {
      if (item.path("uid").asText().equals(uid)) {
        return archive.resolve(directory(folder) + item.path("filename").asText());
      }
    }
    throw new AssertionError("folder.json names no " + uid);
  }

  private String directory(String folder) {
    return DataType.of(kind).orElseThrow().top() + "/" + folder + "/";
  }

  private ObjectNode listing(String folder) {
    return object(archive.resolve(directory(folder) + "folder.json"));
  }

  private static ArrayNode without(ObjectNode listing, String uid) {
    ArrayNode items = listing.withArrayProperty("items");
    for (int i = items.size() - 1; i >= 0; i--) {
      if (items.get(i).path("uid").asText().equals(uid)) {
        items.remove(i);
      }
    }
    listing.remove("uids");
    return items;
  }

  static ObjectNode object(Path file) {
    try {
      return (ObjectNode) JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String path, ObjectNode json) {
    writeText(path, json.toString());
  }

  void writeText(String path, String text) {
    try {
      Path file = archive.resolve(path);
      Path directory = file.getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Files.writeString(file, text);
      time = time.plusSeconds(60);
      Files.setLastModifiedTime(file, FileTime.from(time));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
