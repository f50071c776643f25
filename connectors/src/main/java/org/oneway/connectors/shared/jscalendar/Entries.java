// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.connectors.shared.vobject.Text;
import org.oneway.engine.item.Finding.Level;

/** Components in a component that become entries of a map: VALARM, VLOCATION, PARTICIPANT. */
final class Entries {
  private Entries() {}

  /**
   * The key of a component's entry: what JSID says, else its UID, else what follows from {@code
   * value}.
   *
   * @param member the map that the entry goes into
   */
  static String key(Reading reading, String member, RawComponent inner, String value) {
    JsonNode taken = reading.object.path(member);
    Optional<String> given =
        id(inner).or(inner::uid).filter(Keys::isId).filter(key -> !taken.has(key));
    return given.orElseGet(() -> reading.keys.free(member, reading.keys.of(value), taken));
  }

  /**
   * Reads the properties of {@code inner} by rules. Its UID is kept, unless JSID says the same,
   * which is how a key is written that came with no UID.
   *
   * @param inner the reading of the component, whose object is the entry
   */
  static void read(Reading inner, Map<String, Rule> rules, Set<String> single) {
    Optional<String> id = id(inner.component);
    List<ContentLine> patches = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (ContentLine line : inner.component.lines()) {
      Rule rule = rules.get(line.name());
      boolean isSaid = line.name().equals("UID") && id.filter(line.value()::equals).isPresent();
      if (isId(line) || isSaid) {
        continue;
      }
      if (JsProps.isOne(line)) {
        patches.add(line);
      } else if (rule == null) {
        inner.raw(line);
      } else if (single.contains(line.name()) && !seen.add(line.name())) {
        inner.raw(line, "stands there already");
      } else {
        rule.read(inner, new Line(line));
      }
    }
    inner.component.components().forEach(inner::raw);
    inner.preserved.into(inner.object);
    for (ContentLine patch : patches) {
      if (!JsProps.apply(inner.object, patch)) {
        inner.find(Level.LOST, patch, "adds nothing that could be added");
      }
    }
  }

  /** Whether a component tells the key of its entry, as those do that were made from one. */
  static boolean hasId(RawComponent inner) {
    return id(inner).isPresent();
  }

  private static Optional<String> id(RawComponent inner) {
    return inner
        .line(Surface.DRAFT_25.id())
        .or(() -> inner.line(Surface.RFC8984.id()))
        .map(ContentLine::value);
  }

  private static boolean isId(ContentLine line) {
    return line.name().equals(Surface.DRAFT_25.id()) || line.name().equals(Surface.RFC8984.id());
  }

  /** Writes the properties that tell the key of an entry, where its UID does not. */
  static void writeKey(Writing inner, String key) {
    Optional<String> uid = uid(inner.object);
    if (uid.isEmpty()) {
      inner.line("UID").value(key);
    }
    if (uid.filter(key::equals).isEmpty()) {
      inner.line(inner.surface.id()).value(key);
    }
  }

  /** The UID that an entry has kept beside its key. */
  static Optional<String> uid(ObjectNode entry) {
    return Preserved.lines(entry).stream()
        .filter(line -> line.name().equals("UID"))
        .map(line -> Text.unescape(line.value(), CardVersion.V3_0))
        .findFirst();
  }
}
