// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.engine.item.Finding;

/**
 * Lines that say one thing in several languages, tied by ALTID: the first without LANGUAGE is
 * converted, the others become patches in {@code localizations} (RFC 9555 section 2.3.9).
 */
final class Alternatives {
  private static final Alternatives NONE =
      new Alternatives(new IdentityHashMap<>(), new IdentityHashMap<>());

  /** Each variant and the line that it is a variant of. */
  private final IdentityHashMap<ContentLine, ContentLine> bases;

  /** Lines whose ALTID has done its work, and what is converted in their place. */
  private final IdentityHashMap<ContentLine, ContentLine> stripped;

  private Alternatives(
      IdentityHashMap<ContentLine, ContentLine> bases,
      IdentityHashMap<ContentLine, ContentLine> stripped) {
    this.bases = bases;
    this.stripped = stripped;
  }

  static Alternatives of(List<ContentLine> lines) {
    Map<String, List<ContentLine>> groups = new LinkedHashMap<>();
    for (ContentLine line : lines) {
      Optional<String> altId = line.parameter("ALTID");
      if (altId.isPresent()) {
        groups.computeIfAbsent(line.name() + ";" + altId.get(), k -> new ArrayList<>()).add(line);
      }
    }
    if (groups.isEmpty()) {
      return NONE;
    }
    Alternatives found = new Alternatives(new IdentityHashMap<>(), new IdentityHashMap<>());
    groups.values().forEach(found::addGroup);
    return found;
  }

  private void addGroup(List<ContentLine> group) {
    ContentLine base =
        group.stream().filter(l -> language(l).isEmpty()).findFirst().orElse(group.get(0));
    for (ContentLine line : group) {
      if (!line.equals(base) && language(line).isPresent()) {
        bases.put(line, base);
        stripped.put(base, without(base, "ALTID"));
      }
    }
  }

  private static Optional<String> language(ContentLine line) {
    return line.parameter("LANGUAGE").filter(language -> !language.isBlank());
  }

  private static ContentLine without(ContentLine line, String name) {
    List<Parameter> rest = line.parameters().stream().filter(p -> !p.name().equals(name)).toList();
    return new ContentLine(line.group(), line.name(), rest, line.value(), line.number());
  }

  boolean isVariant(ContentLine line) {
    return bases.containsKey(line);
  }

  ContentLine withoutAltId(ContentLine line) {
    return stripped.getOrDefault(line, line);
  }

  /** Converts the variants, after everything else. */
  void read(Draft draft, String place, List<Finding> findings) {
    bases.forEach(
        (variant, base) -> {
          if (!readVariant(draft, variant, withoutAltId(base), place, findings)) {
            draft.raw(variant);
          }
        });
  }

  private static boolean readVariant(
      Draft draft, ContentLine variant, ContentLine base, String place, List<Finding> findings) {
    Draft alone = new Draft(draft.version, place, List.of(), findings);
    ContentLine plain = without(without(without(variant, "ALTID"), "LANGUAGE"), "PROP-ID");
    Optional<String> key = draft.keyOf(base);
    key.ifPresent(k -> alone.useKey(plain, k));
    ContactReader.convert(alone, plain);
    boolean isName = alone.card.has("name") && alone.card.size() == 1;
    if (!alone.rawLines().isEmpty() || (!isName && (key.isEmpty() || alone.entries.size() != 1))) {
      return false;
    }
    ObjectNode patches =
        Draft.child(Draft.child(draft.card, "localizations"), language(variant).orElse("").trim());
    if (isName) {
      JsonNode name = alone.card.path("name");
      Draft.child(patches, "name").setAll((ObjectNode) name);
    } else {
      Draft.Entry entry = alone.entries.get(0);
      patches.set(entry.member() + "/" + entry.key(), entry.value());
    }
    return true;
  }
}
