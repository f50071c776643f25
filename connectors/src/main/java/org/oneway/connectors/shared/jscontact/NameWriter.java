// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.oneway.connectors.shared.vobject.Text;

/** FN, N and NICKNAME; FN is there always, N in 3.0 always. */
final class NameWriter {
  /** The order in which most of the world says a name whose components have none. */
  private static final List<String> SPOKEN =
      List.of("title", "given", "given2", "surname", "surname2", "generation", "credential");

  private static final int OLD_PARTS = 5;

  private NameWriter() {}

  static void full(Output out, ObjectNode card) {
    JsonNode name = card.path("name");
    if (name.path("full").isTextual()) {
      Output.Line fn = out.line("FN");
      if (name.path("components").isEmpty()) {
        fn.rest(name.path("vCardParams"));
      }
      fn.text(name.path("full").asText());
    } else {
      out.line("FN").parameter("DERIVED", "TRUE").text(derived(card));
    }
  }

  static void components(Output out, ObjectNode card) {
    JsonNode name = card.path("name");
    if (!name.path("components").isEmpty()) {
      components(out, name);
    } else if (out.isOld()) {
      out.line("N").value(";;;;");
    }
  }

  /** The name in another language: only what it says. */
  static void variant(Output out, JsonNode name) {
    if (name.path("full").isTextual()) {
      out.line("FN").text(name.path("full").asText());
    }
    if (name.path("components").size() > 0) {
      components(out, name);
    }
  }

  private static void components(Output out, JsonNode name) {
    Components.Written written = Components.write(name, NameRules.KINDS);
    List<List<String>> values = written.values();
    Output.Line line = out.line("N").rest(name.path("vCardParams"));
    boolean isLong =
        !values.get(NameRules.SURNAME2).isEmpty() || !values.get(NameRules.GENERATION).isEmpty();
    if (isLong) {
      // Programs that do not know RFC 9554 find them here.
      values.get(NameRules.SURNAME).addAll(values.get(NameRules.SURNAME2));
      values.get(NameRules.CREDENTIAL).addAll(values.get(NameRules.GENERATION));
    }
    written.order().ifPresent(order -> line.parameter("JSCOMPS", order));
    sortAs(line, name.path("sortAs"));
    String more =
        out.isOld() ? line.take(AddressRules.REST.toUpperCase(Locale.ROOT)).orElse("") : "";
    String value =
        values.subList(0, isLong || !more.isEmpty() ? values.size() : OLD_PARTS).stream()
            .map(parts -> Text.join(parts, ','))
            .collect(Collectors.joining(";"));
    line.value(more.isEmpty() ? value : value + ";" + more);
  }

  private static void sortAs(Output.Line line, JsonNode sortAs) {
    List<String> sorts = new ArrayList<>();
    int last = 0;
    for (String kind : NameRules.KINDS) {
      String sort = sortAs.path(kind).asText();
      if (sort.indexOf(',') >= 0 || sort.indexOf(';') >= 0) {
        return;
      }
      sorts.add(sort);
      last = sort.isEmpty() ? last : sorts.size();
    }
    if (last > 0) {
      line.parameter("SORT-AS", String.join(",", sorts.subList(0, last)));
    }
  }

  /** A name to show for a card that has none. */
  private static String derived(ObjectNode card) {
    JsonNode name = card.path("name");
    List<String> words = new ArrayList<>();
    if (name.path("isOrdered").asBoolean()) {
      return ordered(name);
    }
    for (String kind : SPOKEN) {
      for (JsonNode component : name.path("components")) {
        if (component.path("kind").asText().equals(kind)) {
          words.add(component.path("value").asText());
        }
      }
    }
    if (!words.isEmpty()) {
      return String.join(" ", words);
    }
    return firstOf(
        first(card, "organizations", "name"),
        first(card, "nicknames", "name"),
        first(card, "emails", "address"),
        first(card, "phones", "number"));
  }

  private static String ordered(JsonNode name) {
    String separator = name.path("defaultSeparator").asText(" ");
    StringBuilder full = new StringBuilder();
    boolean separated = true;
    for (JsonNode component : name.path("components")) {
      boolean isSeparator = component.path("kind").asText().equals("separator");
      if (!isSeparator && !separated) {
        full.append(separator);
      }
      full.append(component.path("value").asText());
      separated = isSeparator;
    }
    return full.toString();
  }

  private static String first(ObjectNode card, String member, String field) {
    for (JsonNode entry : card.path(member)) {
      return entry.path(field).asText();
    }
    return "";
  }

  private static String firstOf(String... texts) {
    for (String text : texts) {
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  static void nickname(Output out, String key, JsonNode entry) {
    if (entry.path("name").isTextual()) {
      out.entry("NICKNAME", key, entry).text(entry.path("name").asText());
    }
  }
}
