// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** JSON as text without spaces, the members of objects in alphabetical order: made to be hashed. */
final class CanonicalText {
  private static final int LAST_CONTROL = 0x1f;

  private final StringBuilder text = new StringBuilder();
  private final boolean sorted;

  private CanonicalText(boolean sorted) {
    this.sorted = sorted;
  }

  static String of(JsonNode node) {
    return of(node, true);
  }

  /**
   * The same, the members of objects as they come if not {@code sorted}.
   *
   * @param node without missing nodes in it
   */
  static String of(JsonNode node, boolean sorted) {
    CanonicalText writer = new CanonicalText(sorted);
    writer.write(node);
    return writer.text.toString();
  }

  private void write(JsonNode node) {
    if (node instanceof ObjectNode object) {
      writeObject(object);
    } else if (node.isArray()) {
      text.append('[');
      for (int i = 0; i < node.size(); i++) {
        text.append(i == 0 ? "" : ",");
        write(node.get(i));
      }
      text.append(']');
    } else if (node.isTextual()) {
      writeText(node.textValue());
    } else {
      text.append(node.asText());
    }
  }

  private void writeObject(ObjectNode object) {
    text.append('{');
    Iterator<Map.Entry<String, JsonNode>> members = members(object);
    boolean first = true;
    while (members.hasNext()) {
      Map.Entry<String, JsonNode> member = members.next();
      text.append(first ? "" : ",");
      first = false;
      writeText(member.getKey());
      text.append(':');
      write(member.getValue());
    }
    text.append('}');
  }

  private Iterator<Map.Entry<String, JsonNode>> members(ObjectNode object) {
    if (!sorted || object.size() < 2) {
      return object.properties().iterator();
    }
    Map<String, JsonNode> members = new TreeMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members.entrySet().iterator();
  }

  private void writeText(String value) {
    text.append('"');
    int written = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\' || c <= LAST_CONTROL) {
        text.append(value, written, i);
        written = i + 1;
        writeEscaped(c);
      }
    }
    // Nearly always nothing is escaped, and a whole string is copied much faster than a part.
    if (written == 0) {
      text.append(value);
    } else {
      text.append(value, written, value.length());
    }
    text.append('"');
  }

  private void writeEscaped(char c) {
    if (c <= LAST_CONTROL) {
      text.append("\\u00").append(c < 0x10 ? '0' : '1').append(Character.forDigit(c & 0xf, 16));
    } else {
      text.append('\\').append(c);
    }
  }
}
