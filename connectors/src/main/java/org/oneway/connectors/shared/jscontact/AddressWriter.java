// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.Text;

/** ADR with the components of RFC 6350, or of RFC 9554 where those do not suffice. */
final class AddressWriter {
  private static final int EXTENDED = 1;
  private static final int STREET = 2;
  private static final Set<String> OLD = Set.copyOf(AddressRules.OLD_KINDS);

  private AddressWriter() {}

  static void address(Output out, String key, JsonNode entry) {
    boolean isPlace = !entry.has("components") && !entry.has("full") && !entry.has("countryCode");
    if (out.isOld() && isPlace) {
      place(out, key, entry);
      return;
    }
    Output.Line line = out.entry("ADR", key, entry);
    types(line, entry);
    boolean needsGroup =
        entry.has("full")
            || entry.has("coordinates")
            || entry.has("timeZone")
            || entry.has("countryCode");
    if (out.isOld() && needsGroup && line.group().isEmpty()) {
      line.group(out.newGroup());
    }
    if (!out.isOld()) {
      line.parameterIf("LABEL", entry.path("full"));
      line.parameterIf("GEO", entry.path("coordinates"));
      line.parameterIf("TZ", entry.path("timeZone"));
      line.parameterIf("CC", entry.path("countryCode"));
    }
    String more =
        out.isOld() ? line.take(AddressRules.REST.toUpperCase(Locale.ROOT)).orElse("") : "";
    line.value(value(entry, line, more));
    if (out.isOld()) {
      companions(out, entry, line.group());
    }
  }

  private static Output.Line types(Output.Line line, JsonNode entry) {
    return line.typeIf(entry.path("contexts").path("billing"), "billing")
        .typeIf(entry.path("contexts").path("delivery"), "delivery");
  }

  private static String value(JsonNode entry, Output.Line line, String more) {
    if (kinds(entry).equals(AddressRules.NEW_KINDS)) {
      return newValue(entry, line);
    }
    Components.Written written = Components.write(entry, AddressRules.OLD_KINDS);
    written.order().ifPresent(order -> line.parameter("JSCOMPS", order));
    String value = join(written.values());
    return more.isEmpty() ? value : value + ";" + more;
  }

  /** What the parts of its ADR are: RFC 9554's where those of RFC 6350 do not suffice. */
  static List<String> kinds(JsonNode entry) {
    for (JsonNode component : entry.path("components")) {
      String kind = component.path("kind").asText();
      if (!OLD.contains(kind) && !kind.equals("separator")) {
        return AddressRules.NEW_KINDS;
      }
    }
    return AddressRules.OLD_KINDS;
  }

  private static String newValue(JsonNode entry, Output.Line line) {
    Components.Written written = Components.write(entry, AddressRules.NEW_KINDS);
    written.order().ifPresent(order -> line.parameter("JSCOMPS", order));
    List<List<String>> values = new ArrayList<>(written.values());
    // Programs that do not know RFC 9554 find them here.
    values.set(EXTENDED, pick(values, "building", "floor", "apartment", "room"));
    values.set(
        STREET,
        pick(
            values, "number", "name", "block", "direction", "landmark", "subdistrict", "district"));
    return join(values);
  }

  private static List<String> pick(List<List<String>> values, String... kinds) {
    List<String> words = new ArrayList<>();
    for (String kind : kinds) {
      words.addAll(values.get(AddressRules.NEW_KINDS.indexOf(kind)));
    }
    return words.isEmpty() ? List.of() : List.of(String.join(" ", words));
  }

  private static String join(List<List<String>> values) {
    return values.stream().map(v -> Text.join(v, ',')).collect(Collectors.joining(";"));
  }

  /** What vCard 3.0 says in properties of their own. */
  private static void companions(Output out, JsonNode entry, String group) {
    if (entry.path("full").isTextual()) {
      // With the types of its ADR, for programs that do not look at groups.
      Output.Line label = out.entry("LABEL", "", entry).group(group).withoutParameters();
      types(label, entry).text(entry.path("full").asText());
    }
    if (entry.path("countryCode").isTextual()) {
      String code = entry.path("countryCode").asText().toLowerCase(Locale.ROOT);
      out.line("X-ABADR").group(group).text(code);
    }
    geoAndZone(out, entry, group);
  }

  /** An address of which nothing is known but where it is. */
  private static void place(Output out, String key, JsonNode entry) {
    String group = entry.path("vCardParams").path("group").asText();
    out.common(List.of(Parameter.of("PROP-ID", key)));
    geoAndZone(out, entry, group);
    out.common(List.of());
  }

  private static void geoAndZone(Output out, JsonNode entry, String group) {
    String coordinates = entry.path("coordinates").asText();
    if (!coordinates.isEmpty()) {
      String numbers =
          coordinates.regionMatches(true, 0, "geo:", 0, 4) ? coordinates.substring(4) : coordinates;
      boolean isPair = numbers.indexOf(',') == numbers.lastIndexOf(',') && numbers.indexOf(';') < 0;
      out.line("GEO").group(group).value(isPair ? numbers.replace(',', ';') : coordinates);
    }
    if (entry.path("timeZone").isTextual()) {
      out.line("TZ").group(group).parameter("VALUE", "text").text(entry.path("timeZone").asText());
    }
  }
}
