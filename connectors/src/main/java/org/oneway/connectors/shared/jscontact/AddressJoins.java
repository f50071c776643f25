// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ContentLine;

/**
 * Joins LABEL, GEO, TZ and X-ABADR to the addresses they belong to, when all lines are read: by
 * group, a LABEL without one by its types.
 */
final class AddressJoins {
  /** Members of which an address has at least one (RFC 9553 section 2.5.1.1). */
  private static final List<String> SAYING =
      List.of("components", "coordinates", "countryCode", "full", "timeZone");

  private final Draft draft;
  private final List<Draft.Entry> addresses = new ArrayList<>();
  private final Map<String, List<Draft.Entry>> byGroup = new HashMap<>();
  private final Map<String, Deque<Draft.Entry>> withoutLabel = new HashMap<>();
  private final Map<Set<String>, Deque<Draft.Entry>> withoutLabelByType = new HashMap<>();

  /** An address that was made for what says only where it is. */
  private Optional<ObjectNode> made = Optional.empty();

  private AddressJoins(Draft draft) {
    this.draft = draft;
    for (Draft.Entry entry : draft.entries) {
      if (entry.member().equals("addresses")) {
        addresses.add(entry);
        byGroup.computeIfAbsent(entry.group(), g -> new ArrayList<>()).add(entry);
        if (!entry.value().has("full")) {
          withoutLabel.computeIfAbsent(entry.group(), g -> new ArrayDeque<>()).add(entry);
          withoutLabelByType.computeIfAbsent(entry.types(), t -> new ArrayDeque<>()).add(entry);
        }
      }
    }
  }

  static void join(Draft draft) {
    if (draft.waiting.isEmpty() && !draft.card.has("addresses")) {
      return;
    }
    AddressJoins joins = new AddressJoins(draft);
    for (ContentLine line : draft.waiting) {
      switch (line.name()) {
        case "LABEL" -> joins.label(line);
        case "X-ABADR" -> joins.country(line);
        case "GEO" -> joins.place(line, "coordinates", AddressRules.geo(line.value()));
        case "TZ" ->
            joins.place(
                line,
                "timeZone",
                AddressRules.zone(joins.text(line).trim(), line.parameter("VALUE")));
        default -> {}
      }
    }
    joins.dropEmpty();
  }

  private static List<Draft.Entry> ofType(List<Draft.Entry> entries, Set<String> types) {
    return entries.stream().filter(entry -> entry.types().equals(types)).toList();
  }

  /** An ADR without a value says nothing unless something was joined to it. */
  private void dropEmpty() {
    for (Draft.Entry entry : addresses) {
      if (SAYING.stream().noneMatch(entry.value()::has)) {
        draft.remove(entry);
      }
    }
  }

  private String text(ContentLine line) {
    return draft.text(line.value());
  }

  private void label(ContentLine line) {
    String text = text(line);
    if (text.isBlank()) {
      return;
    }
    Params params = new Params(line);
    params.takeType("pref");
    Deque<Draft.Entry> candidates =
        line.group().isEmpty()
            ? withoutLabelByType.getOrDefault(params.types(), new ArrayDeque<>())
            : withoutLabel.getOrDefault(line.group(), new ArrayDeque<>());
    while (!candidates.isEmpty()) {
      ObjectNode address = candidates.remove().value();
      if (!address.has("full")) {
        address.put("full", text);
        return;
      }
    }
    Params all = new Params(line);
    ObjectNode address = Draft.JSON.objectNode().put("full", text);
    AddressRules.readContexts(address, all);
    all.take("VALUE");
    draft.add(line, all, "addresses", "ADDR", address);
  }

  private void country(ContentLine line) {
    Optional<String> code = AddressRules.country(text(line));
    List<Draft.Entry> partners = byGroup.getOrDefault(line.group(), List.of());
    if (line.group().isEmpty() || partners.isEmpty() || code.isEmpty()) {
      draft.raw(line);
    } else if (!partners.get(0).value().has("countryCode")) {
      partners.get(0).value().put("countryCode", code.get());
    }
  }

  /**
   * Gives a value to the address of the line's group, or to the only one there is, or to one made
   * for it.
   */
  private void place(ContentLine line, String member, Optional<String> value) {
    if (value.isEmpty()) {
      draft.raw(
          line, line.name().equals("TZ") ? "is no name of a time zone" : "is no place on earth");
      return;
    }
    List<Draft.Entry> partners = byGroup.getOrDefault(line.group(), List.of());
    if (partners.size() > 1) {
      partners = ofType(partners, new Params(line).types());
    } else if (partners.isEmpty() && line.group().isEmpty() && addresses.size() == 1) {
      partners = addresses;
    }
    Optional<ObjectNode> known = partners.size() == 1 ? Optional.of(partners.get(0).value()) : made;
    ObjectNode address = known.orElseGet(Draft.JSON::objectNode);
    if (address.has(member)) {
      draft.raw(line, "the address has another already");
      return;
    }
    address.put(member, value.get());
    if (known.isEmpty()) {
      Params params = new Params(line);
      params.take("VALUE");
      draft.add(line, params, "addresses", "ADDR", address);
      made = line.group().isEmpty() ? Optional.of(address) : made;
    }
  }
}
