// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of XML.
 *
 * @param text its character data, without that of its children, as it stands there
 */
public record Element(
    Name name, Map<String, String> attributes, String text, List<Element> children) {
  public Element {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /** Its first child of this name. */
  public Optional<Element> child(Name wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
  }

  /** Its children of this name. */
  public List<Element> all(Name wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).toList();
  }

  /** Whether it has a child of this name. */
  public boolean has(Name wanted) {
    return child(wanted).isPresent();
  }

  /** Its text without blanks around it; empty where there is none. */
  public Optional<String> words() {
    return Optional.of(text.strip()).filter(words -> !words.isEmpty());
  }

  /** The words of its first child {@code DAV:href}. */
  public Optional<String> href() {
    return child(Name.dav("href")).flatMap(Element::words);
  }
}
