// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Finding;

/**
 * A card as it stands in a file, or what stands there where a card should be.
 *
 * @param span where it stands
 * @param hash of its unfolded lines: equal for cards that mean the same, lower-case hexadecimal;
 *     empty where nobody asked for it
 * @param version as its VERSION line says; 3.0 where it has none
 * @param lines its properties without BEGIN, VERSION and END
 * @param findings what was repaired or lost while its lines were read
 * @param defect why it is no card; empty where it is one
 */
public record RawCard(
    Span span,
    String hash,
    CardVersion version,
    List<ContentLine> lines,
    List<Finding> findings,
    Optional<Finding> defect) {

  public RawCard {
    lines = List.copyOf(lines);
    findings = List.copyOf(findings);
  }

  /**
   * A place in a file, in bytes.
   *
   * @param offset where BEGIN begins
   * @param end behind the line break after END
   * @param line the number of the first line, from 1
   */
  public record Span(long offset, long end, int line) {}

  /** The text of its first UID that says something, without blanks around it. */
  public Optional<String> uid() {
    return text("UID");
  }

  /** What a user would call it: its FN; may be empty. */
  public String title() {
    return text("FN").orElse("");
  }

  private Optional<String> text(String name) {
    for (ContentLine line : lines) {
      if (line.name().equals(name)) {
        String text = Text.unescape(line.value(), version).trim();
        if (!text.isEmpty()) {
          return Optional.of(text);
        }
      }
    }
    return Optional.empty();
  }
}
