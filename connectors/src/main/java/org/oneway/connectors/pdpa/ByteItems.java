// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.pdpa.ArchiveFile;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.FileNames;
import org.oneway.engine.pdpa.ItemAbout;
import org.oneway.engine.pdpa.Listing.Listed;

/** Messages, files and scripts of an archive: each is its bytes and what the listing says. */
final class ByteItems {
  /** What is read into memory; of more, only a part is there at any time. */
  static final int SMALL = 1 << 18;

  private static final String KEYWORDS = "keywords";
  private static final String RECEIVED = "receivedAt";
  private static final String PATH = "path";
  private static final String SIZE = "size";
  private static final String DIGEST = "digest:sha-256";
  private static final String MODIFIED = "modified";

  private ByteItems() {}

  /**
   * What one pass over bytes finds.
   *
   * @param hash the part of their file's name that tells them
   * @param digest as the compared part of an item has it: of a message, with the usual line ends
   * @param scan of a message
   */
  record Passed(long size, String hash, String digest, Optional<Scan> scan) {
    /** Reads bytes to their end. */
    static Passed of(Kind kind, InputStream in) throws IOException {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        DigestInputStream through = new DigestInputStream(in, digest);
        if (kind == Kind.MESSAGE) {
          Scan scan = Scan.of(through);
          String hash = FileNames.hashOfBytes(digest.digest());
          return new Passed(scan.bytes(), hash, scan.sha256(), Optional.of(scan));
        }
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int count = through.read(buffer); count >= 0; count = through.read(buffer)) {
          size += count;
        }
        byte[] sha256 = digest.digest();
        return new Passed(
            size,
            FileNames.hashOfBytes(sha256),
            Base64.getEncoder().encodeToString(sha256),
            Optional.empty());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }

  /** An item that was read. */
  record Found(Item item, Content content, long bytes) {}

  /**
   * What changes when the item does. The bytes of a message never do; those of a file do with its
   * size, time or checksum, so that an edit by hand is seen without reading.
   */
  static Version version(Listed listed, ArchiveFile file) {
    String state = listed.about() + "\n" + file.size();
    if (listed.type() != DataType.MAIL) {
      state +=
          "\n"
              + (file.checksum().isPresent()
                  ? String.valueOf(file.checksum().getAsLong())
                  : String.valueOf(file.time()));
    }
    return new Version(FileNames.hash(state.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads an item.
   *
   * @throws NoSuchFileException if its file is not there
   */
  static Found read(Listed listed, ItemStream.Files files) throws IOException {
    String path = listed.path();
    ArchiveFile file = files.file(path).orElseThrow(() -> new NoSuchFileException(path));
    Kind kind = listed.type().kind();
    if (file.size() <= SMALL) {
      byte[] bytes;
      try (InputStream in = files.open(path)) {
        bytes = in.readAllBytes();
      }
      Passed passed = Passed.of(kind, new ByteArrayInputStream(bytes));
      return new Found(
          item(listed, passed, file), () -> new ByteArrayInputStream(bytes), bytes.length);
    }
    try (InputStream in = files.open(path)) {
      Passed passed = Passed.of(kind, in);
      return new Found(item(listed, passed, file), () -> files.open(path), passed.size());
    }
  }

  /** Whether a file that nothing names has a name that only we give, to just these bytes. */
  static boolean isOurs(Path file, String name, Kind kind) throws IOException {
    Optional<String> hash = FileNames.hashOfBytes(name);
    if (hash.isEmpty() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      Passed passed = Passed.of(kind, in);
      // A power cut may leave a file without what was written to it.
      return passed.size() == 0 || hash.get().equals(passed.hash());
    }
  }

  /** The item of these bytes of which the listing says this. */
  static Item item(Listed listed, Passed passed, ArchiveFile file) {
    ObjectNode about = ItemAbout.json(listed.about());
    return passed.scan().isPresent()
        ? message(listed, about, passed.scan().get())
        : file(listed, about, passed, file);
  }

  private static Item message(Listed listed, ObjectNode about, Scan scan) {
    Set<String> keywords = new TreeSet<>();
    for (Map.Entry<String, JsonNode> keyword : about.path(KEYWORDS).properties()) {
      if (keyword.getValue().asBoolean()) {
        keywords.add(keyword.getKey());
      }
    }
    // Who wrote down nothing of it did not know; then it is when it was sent.
    boolean isUnknown =
        !about.has(RECEIVED) && (listed.about().isEmpty() || listed.uid().isEmpty());
    Optional<Instant> received =
        isUnknown ? MessageItem.sent(scan.headers()) : instant(about.path(RECEIVED));
    Item item = MessageItem.of(scan, keywords, received);
    about.remove(Set.of(KEYWORDS, RECEIVED));
    item.json().setAll(about);
    return listed.uid().map(item::withUid).orElse(item);
  }

  private static Item file(Listed listed, ObjectNode about, Passed passed, ArchiveFile file) {
    String name = listed.path().substring(listed.path().lastIndexOf('/') + 1);
    String uid = listed.uid().map(Uid::value).orElse(name);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("@type", listed.type() == DataType.FILES ? "File" : "SieveScript");
    json.put("uid", uid).put(PATH, uid);
    json.put(SIZE, passed.size()).put(DIGEST, passed.digest());
    if (listed.about().isEmpty()) {
      json.put(MODIFIED, file.time().toString());
    }
    json.setAll(about);
    return new Item(
        listed.type().kind(), Optional.of(new Uid(uid)), json, instant(json.path(MODIFIED)), false);
  }

  private static Optional<Instant> instant(JsonNode text) {
    try {
      return Optional.of(Instant.parse(text.asText()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
