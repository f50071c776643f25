// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.testkit.Card;

/** A field of a card that has one value at most, so that anyone can say what an edit comes to. */
enum Slot {
  NAME,
  PHONE,
  EMAIL,
  /** Only the source's user sets or removes it. */
  ORGANIZATION,
  /** Only the source's user sets or removes it; a target that rewrites drops it. */
  NICKNAME,
  /** Only the target's user sets it. */
  NOTE;

  Card set(Card card, Optional<String> value) {
    String[] values = value.stream().toArray(String[]::new);
    return switch (this) {
      case NAME -> card.name(value.orElseThrow());
      case PHONE -> card.phones(values);
      case EMAIL -> card.emails(values);
      case ORGANIZATION -> card.organizations(values);
      case NICKNAME -> card.nicknames(values);
      case NOTE -> card.notes(values);
    };
  }

  /** All values there are; where nothing went wrong one at most. */
  List<String> of(Card card) {
    return switch (this) {
      case NAME -> card.text("/name/full").stream().toList();
      case PHONE -> card.json().path("phones").findValuesAsText("number");
      case EMAIL -> card.json().path("emails").findValuesAsText("address");
      case ORGANIZATION -> card.json().path("organizations").findValuesAsText("name");
      case NICKNAME -> card.json().path("nicknames").findValuesAsText("name");
      case NOTE -> card.json().path("notes").findValuesAsText("note");
    };
  }

  /** The card with these values and no others. */
  static Card card(String uid, Map<Slot, String> values) {
    Card card = Card.of(uid, "");
    for (Slot slot : values()) {
      card = slot.set(card, Optional.ofNullable(values.get(slot)));
    }
    return card;
  }

  /** The values of a card; several of one field are joined by "+". */
  static Map<Slot, String> values(Card card) {
    Map<Slot, String> values = new EnumMap<>(Slot.class);
    for (Slot slot : values()) {
      List<String> all = slot.of(card);
      if (!all.isEmpty()) {
        values.put(slot, String.join("+", all));
      }
    }
    return values;
  }
}
