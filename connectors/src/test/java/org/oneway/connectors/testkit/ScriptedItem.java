// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.time.Instant;

/**
 * One resource in a collection.
 *
 * @param name as a person reads it, not encoded
 * @param revision grows with each write to the tree; the ETag is made of it
 * @param reads how often its content was given out
 */
public record ScriptedItem(
    String name,
    ScriptedBytes content,
    String contentType,
    long revision,
    long reads,
    Instant modified) {

  public String text() {
    return content.text();
  }

  ScriptedItem read() {
    return new ScriptedItem(name, content, contentType, revision, reads + 1, modified);
  }

  /** The value of its first line of this name, unfolded; empty where there is none. */
  String property(String property) {
    for (String line : text().replace("\r\n", "\n").replace("\n ", "").split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).split(";", 2)[0].equalsIgnoreCase(property)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }
}
