// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.engine.item.Finding.Level;

/** To whom somebody belongs: RELATED, MEMBER and what programs write instead. */
final class RelationRules {
  /** Apple's labels of related names that say exactly what a TYPE of RELATED says. */
  static final List<String> APPLE_RELATIONS = List.of("Child", "Friend", "Parent", "Spouse");

  /** Those that say more than any TYPE, and the TYPE that they imply; the label stays beside it. */
  private static final Map<String, String> IMPLIED =
      Map.of(
          "Assistant", "agent",
          "Brother", "sibling",
          "Daughter", "child",
          "Father", "parent",
          "Mother", "parent",
          "Sister", "sibling",
          "Son", "child");

  private RelationRules() {}

  static void related(Draft draft, ContentLine line, Params params) {
    boolean isText = params.takeValueType().filter(type -> type.equals("text")).isPresent();
    String value = isText ? draft.text(line.value()) : draft.uri(line.value());
    if (value.isBlank()) {
      return;
    }
    ObjectNode relation = related(draft, value);
    readPref(params, relation);
    for (String type : params.types()) {
      params.takeType(type);
      Draft.child(relation, "relation").put(type, true);
    }
    params.take("PROP-ID");
    params.keepRest(relation);
    draft.addRelation(line, value, relation);
  }

  /** What a label of Apple's says of a person, as far as a TYPE says it. */
  static Optional<String> implied(String label) {
    return APPLE_RELATIONS.contains(label)
        ? Optional.of(label.toLowerCase(Locale.ROOT))
        : Optional.ofNullable(IMPLIED.get(label));
  }

  /** A Relation has no preference of its own. */
  static void readPref(Params params, ObjectNode relation) {
    params
        .takePref()
        .ifPresent(pref -> Draft.child(relation, "vCardParams").put("pref", pref.toString()));
  }

  /** A property that programs made up for one relation, and holds a name. */
  static ContactReader.Rule relation(String type) {
    return (draft, line, params) -> {
      String name = draft.text(line.value()).trim();
      params.take("VALUE");
      if (name.isEmpty()) {
        return;
      }
      if (params.hasRest()) {
        draft.raw(line);
      } else {
        Draft.child(related(draft, name), "relation").put(type, true);
      }
    };
  }

  /** The relation to {@code value}, which may have been told before. */
  static ObjectNode related(Draft draft, String value) {
    return Draft.child(Draft.child(draft.card, "relatedTo"), value);
  }

  /** MEMBER; only groups have any (RFC 9553 section 2.1.6). */
  static void joinMembers(Draft draft) {
    for (ContentLine line : draft.waiting) {
      String uri = line.name().endsWith("MEMBER") ? draft.uri(line.value()) : "";
      if (uri.isEmpty()) {
        continue;
      }
      if (!draft.card.has("kind")) {
        draft.card.put("kind", "group");
        draft.find(Level.REPAIRED, line, "only groups have members; read as one");
      }
      if (draft.card.path("kind").asText().equals("group")) {
        Draft.child(draft.card, "members").put(uri, true);
        Params params = new Params(line);
        params.takePref();
        draft.loseRest(line, params);
      } else {
        draft.raw(line, "only groups have members");
      }
    }
  }
}
