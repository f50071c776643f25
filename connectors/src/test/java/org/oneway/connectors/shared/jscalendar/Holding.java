// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** JSON that holds what is expected, where more may be allowed than is told. */
final class Holding {
  private static final String MORE = "...";
  private static final String ANY = "*";

  private Holding() {}

  /** Each member is there; {@code null} says that one is missing, unless it is that of a patch. */
  static void assertMembers(JsonNode actual, ObjectNode expected) {
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      if (member.getValue().isNull()) {
        assertThat(
                actual.path(member.getKey()).isMissingNode()
                    || actual.get(member.getKey()).isNull())
            .as("no member %s in %s", member.getKey(), actual.toPrettyString())
            .isTrue();
      } else if (!member.getKey().equals(MORE)) {
        assertHolds(actual.path(member.getKey()), member.getValue(), member.getKey());
      }
    }
  }

  /** All members and no others, unless {@code "..."} is one of them; {@code "*"} is any key. */
  static void assertHolds(JsonNode actual, JsonNode expected, String path) {
    if (expected.isArray()) {
      assertThat(actual.size()).as("%s: %s", path, actual).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertHolds(actual.path(i), expected.get(i), path + "/" + i);
      }
      return;
    }
    if (expected.isIntegralNumber()) {
      assertThat(actual.asText()).as(path).isEqualTo(expected.asText());
      return;
    }
    if (!expected.isObject()) {
      assertThat(actual).as(path).isEqualTo(expected);
      return;
    }
    assertThat(actual.isObject()).as("%s is an object: %s", path, actual).isTrue();
    if (!expected.has(MORE)) {
      assertThat(actual.size()).as("%s: %s", path, actual).isEqualTo(expected.size());
    }
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      String key = member.getKey();
      if (key.equals(ANY)) {
        assertHolds(actual.elements().next(), member.getValue(), path + "/*");
      } else if (!key.equals(MORE)) {
        assertThat(actual.has(key)).as("%s/%s in %s", path, key, actual).isTrue();
        assertHolds(actual.get(key), member.getValue(), path + "/" + key);
      }
    }
  }

  /** As a converter is given it: without what stands for more, and with a key for any. */
  static void complete(JsonNode json) {
    if (json instanceof ArrayNode) {
      json.forEach(Holding::complete);
    } else if (json instanceof ObjectNode object) {
      object.remove(List.of(MORE));
      if (object.has(ANY)) {
        object.set("any", object.remove(ANY));
      }
      for (Iterator<JsonNode> i = object.elements(); i.hasNext(); ) {
        complete(i.next());
      }
    }
  }
}
