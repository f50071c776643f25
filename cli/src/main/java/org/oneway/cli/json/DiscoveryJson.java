// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.Discovery.Place;

/** What was found at a store, as a program reads it; what is not known has no member. */
public final class DiscoveryJson {
  private DiscoveryJson() {}

  /** A store. */
  public static ObjectNode of(String name, String type, Discovery found) {
    ObjectNode store = JsonNodeFactory.instance.objectNode().put("name", name).put("type", type);
    found.account().ifPresent(account -> store.put("account", account));
    found.address().ifPresent(address -> store.put("url", address.toString()));
    ArrayNode folders = store.putArray("folders");
    found.places().forEach(place -> folders.add(of(place)));
    ArrayNode features = store.putArray("features");
    found.features().forEach(features::add);
    ArrayNode notes = store.putArray("notes");
    found.notes().forEach(notes::add);
    return store;
  }

  private static ObjectNode of(Place place) {
    Folder folder = place.folder();
    ObjectNode object =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", folder.id().value())
            .put("name", folder.name());
    folder.role().ifPresent(role -> object.put("role", role));
    folder.color().ifPresent(color -> object.put("color", color));
    folder.order().ifPresent(order -> object.put("order", order));
    folder.description().ifPresent(text -> object.put("description", text));
    if (!place.kinds().isEmpty()) {
      ArrayNode kinds = object.putArray("kinds");
      place.kinds().stream().sorted().map(Kind::word).forEach(kinds::add);
    }
    place.items().ifPresent(items -> object.put("items", items));
    if (!place.rights().isEmpty()) {
      ArrayNode rights = object.putArray("rights");
      place.rights().stream().sorted().map(Answer::word).forEach(rights::add);
    }
    return object;
  }
}
