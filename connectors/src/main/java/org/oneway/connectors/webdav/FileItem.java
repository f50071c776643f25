// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/** What an item that is a file says. */
final class FileItem {
  private static final String PATH = "path";
  private static final String SIZE = "size";
  private static final String DIGEST = "digest:sha-256";
  private static final String TYPE = "type";
  private static final String MODIFIED = "modified";

  private FileItem() {}

  /**
   * A file.
   *
   * @param bytes what is known of its bytes
   */
  static Item of(
      String path, Digest bytes, Optional<Instant> modified, Optional<String> mediaType) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("@type", "File").put("uid", path).put(PATH, path);
    json.put(SIZE, bytes.size()).put(DIGEST, bytes.sha256());
    mediaType.ifPresent(type -> json.put(TYPE, type));
    modified.ifPresent(time -> json.put(MODIFIED, time.toString()));
    // A server's own time, which says nothing of who edited last.
    return new Item(Kind.FILE, Optional.of(new Uid(path)), json, modified, false);
  }

  static String path(Item item) {
    return item.json().path(PATH).asText();
  }

  static Digest digest(Item item) {
    return new Digest(item.json().path(SIZE).asLong(), item.json().path(DIGEST).asText());
  }

  static Optional<String> mediaType(Item item) {
    return Optional.of(item.json().path(TYPE).asText())
        .filter(type -> type.matches("[\\x21-\\x7E]+/[\\x20-\\x7E]+"));
  }

  static Optional<Instant> modified(Item item) {
    try {
      return Optional.of(Instant.parse(item.json().path(MODIFIED).asText()));
    } catch (java.time.DateTimeException e) {
      return Optional.empty();
    }
  }
}
