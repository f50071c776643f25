// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
      } else if (line.name().startsWith("X-AB") && !line.name().equals("X-ABLABEL")) {
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

  private static boolean takeDate(Draft draft, ContentLine line, String label) {
    if (!label.equals("Anniversary")) {
      return false;
    }
    int before = draft.rawLines().size();
    PersonRules.anniversary(draft, line, new Params(line), "wedding");
    if (draft.rawLines().size() > before) {
      // Told as it is, together with its label.
      draft.rawLines().remove(draft.rawLines().size() - 1);
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
    if (!RelationRules.APPLE_RELATIONS.contains(label) || params.hasRest()) {
      return false;
    }
    ObjectNode relation = RelationRules.related(draft, name);
    Draft.child(relation, "relation").put(label.toLowerCase(Locale.ROOT), true);
    relation.setAll(preference);
    return true;
  }
}
