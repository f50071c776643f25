// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Kind;

/**
 * A checkpoint with the selection by which items were read before it. One of the store alone is
 * plain: everything of the only kind was read as it is.
 *
 * @param mark of kinds and window; empty where it is plain
 * @param transform of the transform
 * @param next when an item begins that was still beyond the window's end
 * @param store the store's own
 */
record SelectedCheckpoint(String mark, String transform, Optional<Instant> next, Checkpoint store) {
  /** What there was before a checkpoint said by which selection it was made. */
  static final Set<Set<Kind>> PLAIN_KINDS = Set.of(Set.of(Kind.CONTACT), Set.of(Kind.FILE));

  private static final String SELECTION = "oneway.dev:selection";
  private static final String START = "{\"" + SELECTION + "\":";

  /** Made where there is something to be read only: it takes long. */
  private static final class Mapping {
    static final ObjectMapper JSON = new ObjectMapper();
  }

  static SelectedCheckpoint of(Checkpoint checkpoint) {
    if (!checkpoint.value().startsWith(START)) {
      return new SelectedCheckpoint("", "", Optional.empty(), checkpoint);
    }
    try {
      JsonNode json = Mapping.JSON.readTree(checkpoint.value());
      String next = json.path("next").asText("");
      return new SelectedCheckpoint(
          json.path(SELECTION).asText(""),
          json.path("transform").asText(""),
          next.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(next)),
          new Checkpoint(json.path("checkpoint").asText("")));
    } catch (JsonProcessingException | DateTimeException e) {
      throw new IllegalStateException("no checkpoint of ours: " + checkpoint.value(), e);
    }
  }

  boolean isPlain() {
    return mark.isEmpty();
  }

  Checkpoint checkpoint() {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put(SELECTION, mark).put("transform", transform);
    next.ifPresent(n -> json.put("next", n.toString()));
    return new Checkpoint(json.put("checkpoint", store.value()).toString());
  }
}
