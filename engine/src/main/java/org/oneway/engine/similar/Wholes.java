// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rules about several members of one object: what one of them says for another. */
final class Wholes {
  private Wholes() {}

  /** Settles {@code result}, the canonical members of {@code node}, among themselves. */
  static void settle(Canonical canonical, Shape shape, ObjectNode node, ObjectNode result) {
    if (shape.hasComponents() && result.has("components")) {
      settleComponents(canonical, result);
      settleFull(canonical, shape, result);
    }
    if (node.path("uri").isTextual()) {
      if (canonical.applies(Rule.BLOB_BESIDE_URI)) {
        result.remove("blobId");
      }
      settleMedia(canonical, node, result, "uri", "mediaType");
    } else if (node.path("href").isTextual() && shape.members().containsKey("href")) {
      settleMedia(canonical, node, result, "href", "contentType");
    }
  }

  /** Separators have a meaning only among ordered components (RFC 9553 section 2.2.1). */
  private static void settleComponents(Canonical canonical, ObjectNode result) {
    boolean ordered = result.path("isOrdered").asBoolean();
    if (ordered || !canonical.applies(Rule.COMPONENT_ORDER)) {
      return;
    }
    List<JsonNode> components = new ArrayList<>();
    for (JsonNode component : result.path("components")) {
      if (component.has("value") && !component.path("kind").asText().equals("separator")) {
        components.add(component);
      }
    }
    components.sort(Comparator.comparing(component -> component.path("kind").asText()));
    result.remove("defaultSeparator");
    result.set("components", Canonical.NODES.arrayNode().addAll(components));
    if (components.isEmpty()) {
      result.remove("components");
    }
  }

  private static void settleFull(Canonical canonical, Shape shape, ObjectNode result) {
    String full = result.path("full").asText();
    JsonNode components = result.path("components");
    boolean derived =
        shape.type().equals("Name")
            ? canonical.applies(Rule.DERIVED_NAME) && Derived.name(full, components)
            : canonical.applies(Rule.DERIVED_ADDRESS)
                && Derived.address(full, components, result.path("countryCode").asText());
    if (derived && !full.isEmpty() && !components.isEmpty()) {
      result.remove("full");
    }
  }

  private static void settleMedia(
      Canonical canonical, ObjectNode node, ObjectNode result, String uri, String type) {
    Optional<Media> media = Media.of(node.get(uri).textValue());
    if (media.isEmpty() || !canonical.applies(Rule.MEDIA_BYTES)) {
      return;
    }
    result.put(uri, media.get().canonical());
    if (canonical.applies(Rule.MEDIA_TYPE) && !result.has(type) && !media.get().type().isEmpty()) {
      result.put(type, media.get().type());
    }
  }
}
