// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/**
 * One value of a card, as it stands there and as it is compared.
 *
 * @param name the key it stands under
 * @param raw as it stands there; a missing node where there is none
 * @param plain its canonical form; a missing node where it says nothing
 */
record Field(String name, JsonNode raw, JsonNode plain) {
  static final Field ABSENT = new Field("", MissingNode.getInstance(), MissingNode.getInstance());

  boolean isAbsent() {
    return plain.isMissingNode();
  }

  /** Whether it is an object, or nothing that could not be one. */
  boolean hasParts() {
    return raw.isObject() || raw.isMissingNode();
  }

  /** Whether both say the same. */
  boolean same(Field other) {
    return plain.equals(other.plain);
  }

  /** A member of this object. */
  Field member(String member) {
    return new Field(member, raw.path(member), plain.path(member));
  }

  Field withPlain(JsonNode other) {
    return new Field(name, raw, other);
  }

  /**
   * What is written where this field is taken over; a missing node if there is nothing to write.
   */
  JsonNode written() {
    boolean empty =
        raw.isNull()
            || (raw.isTextual() && raw.textValue().isEmpty())
            || (raw.isContainerNode() && raw.isEmpty());
    return isAbsent() && empty ? MissingNode.getInstance() : raw;
  }

  /** What a report shows of it. */
  Optional<JsonNode> shown() {
    return raw.isMissingNode() ? Optional.empty() : Optional.of(raw);
  }
}
