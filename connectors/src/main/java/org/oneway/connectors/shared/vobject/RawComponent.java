// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Finding;

/**
 * A component as it stands in a calendar (RFC 5545 section 3.6), or what stands there where one
 * should be.
 *
 * @param name in upper case: {@code VEVENT}
 * @param span where it stands
 * @param hash of its unfolded lines: equal for components that mean the same, lower-case
 *     hexadecimal; empty for one inside another
 * @param lines its properties, without those of the components in it
 * @param components those in it
 * @param findings what was repaired or lost while its lines were read, also of those in it
 * @param defect why it is no component; empty where it is one
 */
public record RawComponent(
    String name,
    RawCard.Span span,
    String hash,
    List<ContentLine> lines,
    List<RawComponent> components,
    List<Finding> findings,
    Optional<Finding> defect) {
  private static final RawCard.Span NOWHERE = new RawCard.Span(0, 0, 0);

  public RawComponent {
    lines = List.copyOf(lines);
    components = List.copyOf(components);
    findings = List.copyOf(findings);
  }

  /** A component to be written. */
  public static RawComponent of(
      String name, List<ContentLine> lines, List<RawComponent> components) {
    return new RawComponent(name, NOWHERE, "", lines, components, List.of(), Optional.empty());
  }

  /** Its first property of this name, in upper case. */
  public Optional<ContentLine> line(String wanted) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).name().equals(wanted)) {
        return Optional.of(lines.get(i));
      }
    }
    return Optional.empty();
  }

  /** The text of its first UID that says something, without blanks around it. */
  public Optional<String> uid() {
    return text("UID");
  }

  /** What a user would call it: its SUMMARY; may be empty. */
  public String title() {
    return text("SUMMARY").orElse("");
  }

  private Optional<String> text(String wanted) {
    return line(wanted)
        .map(line -> Text.unescape(line.value(), CardVersion.V3_0).trim())
        .filter(text -> !text.isEmpty());
  }
}
