// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.DataType;

/**
 * Which archive was read last, as a checkpoint. Archives are ordered by their place in one chain,
 * else by their time.
 *
 * @param archive its id; may be empty
 * @param chain the id of its chain; empty where it has none
 * @param sequence its place in the chain, or 0
 * @param files a mark for the state of the files of the scope; empty where a change of them could
 *     go unseen
 * @param types the data types of which any archive so far held everything
 */
record ArchivePosition(
    String archive,
    String chain,
    long sequence,
    Optional<Instant> time,
    String files,
    Set<DataType> types) {
  ArchivePosition {
    types = Set.copyOf(types);
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  static ArchivePosition of(ArchiveMetadata metadata, String files) {
    Optional<Chain> chain = metadata.chain();
    return new ArchivePosition(
        metadata.id(),
        chain.map(Chain::id).orElse(""),
        chain.map(Chain::sequence).orElse(0L),
        metadata.timestamp(),
        files,
        metadata.completeTypes());
  }

  /** The position that a checkpoint holds; empty if it holds none. */
  static Optional<ArchivePosition> of(Checkpoint checkpoint) {
    try {
      JsonNode json = JSON.readTree(checkpoint.value());
      if (!json.path("archive").isTextual()) {
        return Optional.empty();
      }
      String time = json.path("time").asText("");
      return Optional.of(
          new ArchivePosition(
              json.path("archive").asText(),
              json.path("chain").asText(""),
              json.path("sequence").asLong(0),
              time.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(time)),
              json.path("files").asText(""),
              types(json.path("types"))));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }

  Checkpoint checkpoint() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("archive", archive).put("chain", chain).put("sequence", sequence);
    time.ifPresent(t -> json.put("time", t.toString()));
    json.put("files", files);
    ArrayNode all = json.putArray("types");
    types.stream().sorted().forEach(type -> all.add(type.name()));
    return new Checkpoint(json.toString());
  }

  /** One that does not say so is of an archive of contacts. */
  private static Set<DataType> types(JsonNode member) {
    Set<DataType> types = EnumSet.noneOf(DataType.class);
    for (DataType type : DataType.values()) {
      for (JsonNode name : member) {
        if (name.asText("").equals(type.name())) {
          types.add(type);
        }
      }
    }
    return types;
  }

  /** The same, after one that held everything of these types. */
  ArchivePosition after(ArchivePosition read) {
    Set<DataType> both = EnumSet.noneOf(DataType.class);
    both.addAll(types);
    both.addAll(read.types);
    return new ArchivePosition(archive, chain, sequence, time, files, both);
  }

  /** Whether both are of one chain. */
  boolean isOfChainOf(ArchivePosition other) {
    return sameChain(other);
  }

  private boolean sameChain(ArchivePosition other) {
    return !chain.isEmpty() && chain.equals(other.chain);
  }

  /** Whether this is the archive that was read, and nothing in the scope has changed since. */
  boolean isUnchangedSince(ArchivePosition read) {
    return archive.equals(read.archive)
        && chain.equals(read.chain)
        && sequence == read.sequence
        && time.equals(read.time)
        && !files.isEmpty()
        && files.equals(read.files);
  }

  /** Whether an archive that was made after this one has been read. */
  boolean isOlderThan(ArchivePosition read) {
    if (sameChain(read)) {
      return sequence < read.sequence;
    }
    return time.isPresent() && read.time.isPresent() && time.get().isBefore(read.time.get());
  }

  /** How many archives of the chain were left out between the one that was read and this one. */
  long missedSince(ArchivePosition read) {
    return sameChain(read) ? Math.max(0, sequence - read.sequence - 1) : 0;
  }
}
