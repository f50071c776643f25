// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;

/** Entries as lines of JSON; the items in them are PDPA objects. */
final class EntryCodec {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EntryCodec() {}

  static byte[] line(ObjectNode node) {
    try {
      return (JSON.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode parse(String line) throws IOException {
    if (JSON.readTree(line) instanceof ObjectNode object) {
      return object;
    }
    throw new IOException("not an object: " + line);
  }

  static ObjectNode node(Entry entry) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", entry.id());
    node.put("what", entry.what().name());
    node.put("kind", entry.kind().name());
    node.put("title", entry.title());
    node.put("uid", entry.uid());
    node.put("pairing", entry.pairing());
    entry.before().ifPresent(reference -> node.put("before", reference.value()));
    node.put("from", entry.from().value());
    node.put("to", entry.to().value());
    node.set("left", node(entry.left()));
    entry.item().ifPresent(item -> put(node, item));
    entry.original().ifPresent(bytes -> node.put("original", bytes));
    return node;
  }

  private static void put(ObjectNode node, Item item) {
    node.set("item", item.json());
    item.updated().ifPresent(time -> node.put("updated", time.toString()));
    node.put("updatedTrusted", item.updatedTrusted());
  }

  static ObjectNode node(long id, Left left) {
    ObjectNode node = JSON.createObjectNode();
    node.put("after", id);
    node.set("left", node(left));
    return node;
  }

  private static ObjectNode node(Left left) {
    ObjectNode node = JSON.createObjectNode();
    node.put("written", left.written());
    left.at().ifPresent(reference -> node.put("at", reference.value()));
    left.print().ifPresent(print -> node.put("rules", print.rules()).put("hash", print.hash()));
    return node;
  }

  static Left left(JsonNode node) {
    return new Left(
        node.path("written").asBoolean(),
        text(node, "at").map(Reference::new),
        text(node, "hash").map(hash -> new Fingerprint(node.path("rules").asInt(), hash)));
  }

  static Entry entry(ObjectNode node) throws IOException {
    Kind kind = Kind.valueOf(node.path("kind").asText());
    return new Entry(
        node.path("id").asLong(),
        Entry.What.valueOf(node.path("what").asText()),
        kind,
        node.path("title").asText(),
        node.path("uid").asText(),
        node.path("pairing").asInt(),
        text(node, "before").map(Reference::new),
        new FolderId(node.path("from").asText()),
        new FolderId(node.path("to").asText()),
        left(node.path("left")),
        item(node, kind),
        node.has("original") ? Optional.of(node.path("original").binaryValue()) : Optional.empty());
  }

  private static Optional<Item> item(ObjectNode node, Kind kind) {
    if (!(node.path("item") instanceof ObjectNode json)) {
      return Optional.empty();
    }
    return Optional.of(
        new Item(
            kind,
            text(json, "uid").filter(uid -> !uid.isEmpty()).map(Uid::new),
            json,
            text(node, "updated").map(Instant::parse),
            node.path("updatedTrusted").asBoolean()));
  }

  private static Optional<String> text(JsonNode node, String member) {
    return node.has(member) ? Optional.of(node.path(member).asText()) : Optional.empty();
  }
}
