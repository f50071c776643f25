// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.testkit.Card;

/** Small events, tasks and notes (RFC 8984). */
public final class Events {
  private Events() {}

  /** Of a uid and a title. */
  public static Item of(Kind kind, String uid, String title) {
    return item(kind, uid, json(kind, uid).put("title", title));
  }

  /** With more members. */
  public static Item full(Kind kind, String uid, String title) {
    ObjectNode json = json(kind, uid).put("title", title).put("description", "In London");
    json.putObject("keywords").put("met", true);
    return item(kind, uid, json.put("start", "2026-11-22T10:00:00").put("timeZone", "Etc/UTC"));
  }

  /** What stands in for a contact: its telephone number is where the item takes place. */
  public static Item recast(Kind kind, Item contact) {
    Card card = Card.of(contact.json());
    String uid = contact.uid().orElseThrow().value();
    ObjectNode json = full(kind, uid, card.name()).json();
    String number = String.join("+", card.json().path("phones").findValuesAsText("number"));
    json.put("description", "call " + number);
    return new Item(
        kind, Optional.of(new Uid(uid)), json, contact.updated(), contact.updatedTrusted());
  }

  /** The digits of that telephone number. */
  public static String digits(Item item) {
    return item.json().path("description").asText("").replaceAll("[^0-9]", "");
  }

  /** An instance without a master, complete. */
  public static ObjectNode instance(String uid, String recurrenceId, String title) {
    return json(Kind.EVENT, uid)
        .put("recurrenceId", recurrenceId)
        .put("start", recurrenceId)
        .put("title", title);
  }

  /** Instances without a master. */
  public static Item instances(String uid, String... recurrenceIdsAndTitles) {
    ObjectNode first = instance(uid, recurrenceIdsAndTitles[0], recurrenceIdsAndTitles[1]);
    if (recurrenceIdsAndTitles.length > 2) {
      ObjectNode others = first.putObject("oneway.dev:instances");
      for (int i = 2; i < recurrenceIdsAndTitles.length; i += 2) {
        others.set(
            recurrenceIdsAndTitles[i],
            instance(uid, recurrenceIdsAndTitles[i], recurrenceIdsAndTitles[i + 1]));
      }
    }
    return item(Kind.EVENT, uid, first);
  }

  private static ObjectNode json(Kind kind, String uid) {
    String type = kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    return JsonNodeFactory.instance.objectNode().put("@type", type).put("uid", uid);
  }

  private static Item item(Kind kind, String uid, ObjectNode json) {
    return new Item(kind, Optional.of(new Uid(uid)), json, Optional.empty(), false);
  }
}
