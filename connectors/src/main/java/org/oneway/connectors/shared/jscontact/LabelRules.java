// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ContentLine;

/** X-ABLabel, and Apple's properties that say only by their label what they are. */
final class LabelRules {
  private static final String OPEN = "_$!<";
  private static final String CLOSE = ">!$_";

  /** Labels that Apple's programs translate, so that they must come back in their brackets. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "Anniversary",
          "Assistant",
          "Brother",
          "Child",
          "Daughter",
          "Father",
          "Friend",
          "Home",
          "HomeFAX",
          "HomePage",
          "Main",
          "Manager",
          "Mobile",
          "Mother",
          "Other",
          "OtherFAX",
          "Pager",
          "Parent",
          "Partner",
          "School",
          "Sister",
          "Son",
          "Spouse",
          "Work",
          "WorkFAX");

  private LabelRules() {}

  /** A label as a user reads it. */
  static String read(String label) {
    if (label.startsWith(OPEN) && label.endsWith(CLOSE) && label.length() > 8) {
      String inner = label.substring(OPEN.length(), label.length() - CLOSE.length());
      return BUILT_IN.contains(inner) ? inner : label;
    }
    return label;
  }

  /** A label as Apple's programs write it. */
  static String write(String label) {
    return BUILT_IN.contains(label) ? OPEN + label + CLOSE : label;
  }

  /** Gives labels to the entries of their groups; after all lines but before other joins. */
  static void join(Draft draft) {
    Map<String, ContentLine> labels = new LinkedHashMap<>();
    Map<String, String> texts = new HashMap<>();
    List<ContentLine> others = new ArrayList<>();
    for (ContentLine line : draft.waiting) {
      if (line.name().equals("X-ABLABEL")) {
        String text = draft.text(line.value()).trim();
        if (!text.isEmpty() && labels.putIfAbsent(line.group(), line) == null) {
          texts.put(line.group(), read(text));
        } else if (!text.isEmpty()) {
          others.add(line);
        }
      }
    }
    Set<String> used = new HashSet<>();
    for (ContentLine line : draft.waiting) {
      String label = texts.getOrDefault(line.group(), "");
      boolean taken =
          switch (line.name()) {
            case "X-ABDATE" -> takeDate(draft, line, label);
            case "X-ABRELATEDNAMES" -> takeName(draft, line, label);
            default -> true;
          };
      if (!taken) {
        draft.raw(line);
      } else if (saysAll(line, label)) {
        used.add(line.group());
      }
    }
    for (Draft.Entry entry : draft.entries) {
      if (entry.takesLabel() && labels.containsKey(entry.group())) {
        entry.value().put("label", texts.getOrDefault(entry.group(), ""));
        used.add(entry.group());
      }
    }
    labels.forEach(
        (group, line) -> {
          if (!used.contains(group)) {
            draft.raw(line);
          }
        });
    others.forEach(line -> draft.raw(line, "the group has another already"));
  }

  /** Whether nothing is left to say of the label of a line that was taken. */
  private static boolean saysAll(ContentLine line, String label) {
    return line.name().equals("X-ABDATE")
        || (line.name().equals("X-ABRELATEDNAMES")
            && RelationRules.APPLE_RELATIONS.contains(label));
  }

  private static boolean takeDate(Draft draft, ContentLine line, String label) {
    if (!label.equals("Anniversary")) {
      return false;
    }
    int before = draft.rawLines();
    PersonRules.anniversary(draft, line, new Params(line), "wedding");
    if (draft.rawLines() > before) {
      // Travels as it is together with its label.
      draft.takeBackRaw();
      return false;
    }
    return true;
  }

  private static boolean takeName(Draft draft, ContentLine line, String label) {
    String name = draft.text(line.value()).trim();
    if (name.isEmpty()) {
      return true;
    }
    Params params = new Params(line);
    ObjectNode preference = Draft.JSON.objectNode();
    RelationRules.readPref(params, preference);
    if (params.hasRest()) {
      return false;
    }
    ObjectNode relation = RelationRules.related(draft, name);
    RelationRules.implied(label)
        .ifPresent(type -> Draft.child(relation, "relation").put(type, true));
    relation.setAll(preference);
    draft.addRelation(line, name, relation);
    return true;
  }
}
