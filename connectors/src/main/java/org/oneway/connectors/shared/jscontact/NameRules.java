// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Text;
import org.oneway.engine.item.Finding.Level;

/** FN, N and NICKNAME (RFC 9555 section 2.5.4 and 2.5.5, RFC 9554 section 2.2). */
final class NameRules {
  /** What the components of N are, in their order. */
  static final List<String> KINDS =
      List.of("surname", "given", "given2", "title", "credential", "surname2", "generation");

  static final int SURNAME = 0;
  static final int CREDENTIAL = 4;
  static final int SURNAME2 = 5;
  static final int GENERATION = 6;

  /** What a card may be of (RFC 9553 section 2.1.4). */
  static final Set<String> CARD_KINDS =
      Set.of("individual", "group", "org", "location", "device", "application");

  private NameRules() {}

  /** The lines with those FN first that have the fewest parameters (RFC 9555 section 2.5.2). */
  static List<ContentLine> plainestFirst(List<ContentLine> lines) {
    List<ContentLine> names = new ArrayList<>();
    for (ContentLine line : lines) {
      if (line.name().equals("FN")) {
        names.add(line);
      }
    }
    if (names.size() < 2) {
      return lines;
    }
    names.sort(Comparator.comparingLong(NameRules::weight));
    Iterator<ContentLine> sorted = names.iterator();
    return lines.stream().map(line -> line.name().equals("FN") ? sorted.next() : line).toList();
  }

  /** Two lines of one name in several languages are told apart elsewhere. */
  private static long weight(ContentLine line) {
    return line.parameters().stream().filter(p -> !p.name().equals("ALTID")).count();
  }

  static void fn(Draft draft, ContentLine line, Params params) {
    if (params.take("DERIVED").filter(d -> d.equalsIgnoreCase("true")).isPresent()) {
      return;
    }
    String full = draft.text(line.value());
    if (full.isBlank()) {
      return;
    }
    if (draft.card.path("name").has("full")) {
      draft.raw(line, "there is another full name already");
      return;
    }
    ObjectNode name = Draft.child(draft.card, "name");
    name.put("full", full);
    params.take("PROP-ID");
    params.take("VALUE");
    keepRest(name, params);
  }

  static void n(Draft draft, ContentLine line, Params params) {
    if (draft.card.path("name").has("components")) {
      draft.raw(line, "there is another name already");
      return;
    }
    List<List<String>> values = new ArrayList<>();
    List<String> parts = Text.split(line.value(), ';');
    for (String part : parts.subList(0, Math.min(parts.size(), KINDS.size()))) {
      values.add(new ArrayList<>(draft.list(part)));
    }
    dropRepeated(values, SURNAME, SURNAME2);
    dropRepeated(values, CREDENTIAL, GENERATION);
    ObjectNode name = Draft.child(draft.card, "name");
    Components.read(name, values, KINDS, params.take("JSCOMPS"));
    readSortAs(name, params);
    params.take("PROP-ID");
    params.take("VALUE");
    if (parts.size() > KINDS.size()) {
      keepMore(draft, line, name, parts.subList(KINDS.size(), parts.size()));
    }
    keepRest(name, params);
    if (!name.has("components") && !name.has("full")) {
      draft.card.remove("name");
    }
  }

  /** What older programs cannot find in its own component, RFC 9554 also puts into another. */
  private static void dropRepeated(List<List<String>> values, int from, int of) {
    if (values.size() > of) {
      values.get(from).removeAll(Set.copyOf(values.get(of)));
    }
  }

  /** Only components that are there can be sorted by; what else is said travels as it is. */
  private static void readSortAs(ObjectNode name, Params params) {
    List<String> written = params.takeAll("SORT-AS");
    List<String> sorts = sortAs(written);
    ObjectNode sortAs = Draft.JSON.objectNode();
    boolean all = sorts.size() <= KINDS.size();
    for (int i = 0; all && i < sorts.size(); i++) {
      String sort = sorts.get(i).trim();
      if (!sort.isEmpty()) {
        sortAs.put(KINDS.get(i), sort);
        all = name.path("components").findValuesAsText("kind").contains(KINDS.get(i));
      }
    }
    if (!all) {
      params.put("SORT-AS", written);
    } else if (!sortAs.isEmpty()) {
      name.set("sortAs", sortAs);
    }
  }

  private static List<String> sortAs(List<String> sorts) {
    if (sorts.size() != 1) {
      return sorts;
    }
    String only = sorts.get(0);
    return Text.split(only, only.indexOf(',') < 0 ? ';' : ',');
  }

  private static void keepMore(Draft draft, ContentLine line, ObjectNode name, List<String> more) {
    String rest = String.join(";", more);
    if (!rest.replace(";", "").isBlank()) {
      Draft.child(name, "vCardParams").put(AddressRules.REST, rest);
      draft.find(Level.CARRIED_RAW, line, "has more parts than a name; they travel as they are");
    }
  }

  private static void keepRest(ObjectNode name, Params params) {
    params.keepRest(name);
  }

  static void nickname(Draft draft, ContentLine line, Params params) {
    List<String> names = new ArrayList<>(draft.list(line.value()));
    names.removeIf(String::isBlank);
    params.take("VALUE");
    Optional<String> given = names.size() > 1 ? Optional.empty() : params.take("PROP-ID");
    for (String name : names) {
      // Each of several nicknames in one line is an entry of its own.
      Params own = names.size() > 1 ? new Params(line) : params;
      own.take("VALUE");
      ContentLine single =
          new ContentLine(line.group(), line.name(), List.of(), name, line.number());
      given.filter(Draft::isId).ifPresent(id -> draft.useKey(single, id));
      if (names.size() > 1) {
        own.take("PROP-ID");
      }
      draft.add(single, own, "nicknames", "NICK", Draft.JSON.objectNode().put("name", name));
    }
  }

  static void kind(Draft draft, ContentLine line, Params params) {
    String kind = draft.text(line.value()).trim().toLowerCase(Locale.ROOT);
    if (kind.isEmpty()) {
      return;
    }
    if (!CARD_KINDS.contains(kind)) {
      draft.raw(line, "JSContact does not have this kind");
    } else if (draft.card.has("kind") && !draft.card.path("kind").asText().equals(kind)) {
      draft.raw(line, "there is another already");
    } else {
      draft.card.put("kind", kind);
      draft.loseRest(line, params);
    }
  }

  /** Apple's mark for a company. */
  static void showAs(Draft draft, ContentLine line, Params params) {
    if (line.value().trim().equalsIgnoreCase("COMPANY") && !draft.card.has("kind")) {
      draft.card.put("kind", "org");
    } else if (!draft.card.path("kind").asText().equals("org")) {
      draft.raw(line);
    }
  }
}
