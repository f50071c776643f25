// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.Text;

/** Who somebody is, as lines. */
final class PersonWriter {
  private static final int OMITTED_YEAR = 1604;

  private PersonWriter() {}

  static void kind(Output out, JsonNode kind) {
    if (!kind.isTextual() || kind.asText().isEmpty()) {
      return;
    }
    String value = kind.asText();
    if (!NameRules.CARD_KINDS.contains(value)) {
      return;
    }
    if (out.isOld() && value.equals("group")) {
      out.line("X-ADDRESSBOOKSERVER-KIND").text(value);
    } else if (out.isOld() && value.equals("org")) {
      out.line("X-ABSHOWAS").text("COMPANY");
    } else {
      out.line("KIND").text(value);
    }
  }

  static void organization(Output out, String key, JsonNode entry) {
    List<String> parts = new ArrayList<>();
    List<String> sorts = new ArrayList<>();
    parts.add(entry.path("name").asText());
    sorts.add(entry.path("sortAs").asText());
    for (JsonNode unit : entry.path("units")) {
      parts.add(unit.path("name").asText());
      sorts.add(unit.path("sortAs").asText());
    }
    Output.Line line = out.entry("ORG", key, entry);
    boolean sorted = sorts.stream().anyMatch(sort -> !sort.isEmpty());
    boolean simple = sorts.stream().noneMatch(s -> s.indexOf(',') >= 0 || s.indexOf(';') >= 0);
    if (sorted && simple) {
      while (sorts.get(sorts.size() - 1).isEmpty()) {
        sorts.remove(sorts.size() - 1);
      }
      line.parameter("SORT-AS", String.join(",", sorts));
    }
    line.value(Text.join(parts, ';'));
    out.shareGroup("organizations/" + key, line.group());
    out.organizationLine(key, out.lines.size() - 1);
  }

  static void title(Output out, String key, JsonNode entry) {
    String kind = entry.path("kind").asText("title");
    if (!entry.path("name").isTextual() || !(kind.equals("title") || kind.equals("role"))) {
      return;
    }
    Output.Line line = out.entry(kind.toUpperCase(Locale.ROOT), key, entry);
    JsonNode organization = entry.path("organizationId");
    if (organization.isTextual() && line.group().isEmpty()) {
      groupWith(out, organization.asText()).ifPresent(line::group);
    }
    line.text(entry.path("name").asText());
  }

  /** The group of the organisation, which gets one where it has none. */
  private static Optional<String> groupWith(Output out, String organization) {
    String what = "organizations/" + organization;
    Optional<String> known = out.knownGroup(what);
    if (known.isEmpty() || !known.get().isEmpty()) {
      return known;
    }
    String group = out.newGroup();
    out.regroup(organization, group);
    out.shareGroup(what, group);
    return Optional.of(group);
  }

  static void anniversary(Output out, String key, JsonNode entry) {
    Optional<String> date = Dates.written(entry.path("date"), out.isOld());
    String kind = entry.path("kind").asText();
    if (date.isEmpty()) {
      return;
    }
    switch (kind) {
      case "birth" -> date(out, "BDAY", "BIRTHPLACE", key, entry, date.get());
      case "death" -> date(out, "DEATHDATE", "DEATHPLACE", key, entry, date.get());
      case "wedding" -> {
        if (out.isOld() && !entry.has("label")) {
          String full = withYear(entry.path("date")).orElse(date.get());
          out.entry("X-ABDATE", key, entry).label("Anniversary").text(full);
        } else {
          date(out, "ANNIVERSARY", "", key, entry, date.get());
        }
      }
      default -> {}
    }
  }

  private static void date(
      Output out, String name, String placeName, String key, JsonNode entry, String date) {
    Output.Line line = out.entry(name, key, entry);
    line.parameterIf("CALSCALE", entry.path("date").path("calendarScale"));
    Optional<String> full = out.isOld() ? withYear(entry.path("date")) : Optional.empty();
    if (full.isPresent()) {
      line.parameter("X-APPLE-OMIT-YEAR", Integer.toString(OMITTED_YEAR)).value(full.get());
    } else {
      line.value(date);
    }
    JsonNode place = entry.path("place");
    if (place.path("coordinates").isTextual()) {
      out.line(placeName).parameter("VALUE", "uri").uri(place.path("coordinates").asText());
    } else if (place.path("full").isTextual()) {
      out.line(placeName).text(place.path("full").asText());
    }
  }

  /** vCard 3.0 has no date without a year; Apple writes one that does not count. */
  private static Optional<String> withYear(JsonNode date) {
    if (date.has("year") || !date.has("month") || !date.has("day")) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%04d-%02d-%02d",
            OMITTED_YEAR,
            date.path("month").asInt(),
            date.path("day").asInt()));
  }

  static void note(Output out, String key, JsonNode entry) {
    if (!entry.path("note").isTextual()) {
      return;
    }
    Output.Line line = out.entry("NOTE", key, entry);
    Dates.parseUtc(entry.path("created").asText())
        .ifPresent(created -> line.parameter("CREATED", Dates.basic(created)));
    line.parameterIf("AUTHOR-NAME", entry.path("author").path("name"));
    line.parameterIf("AUTHOR", entry.path("author").path("uri"));
    line.text(entry.path("note").asText());
  }

  static void personalInfo(Output out, String key, JsonNode entry) {
    String kind = entry.path("kind").asText();
    boolean known = kind.equals("expertise") || kind.equals("hobby") || kind.equals("interest");
    if (!known || !entry.path("value").isTextual()) {
      return;
    }
    Output.Line line = out.entry(kind.toUpperCase(Locale.ROOT), key, entry);
    String level = entry.path("level").asText();
    if (!level.isEmpty()) {
      line.parameter("LEVEL", kind.equals("expertise") ? expertise(level) : level);
    }
    line.parameterIf("INDEX", entry.path("listAs"));
    line.text(entry.path("value").asText());
  }

  private static String expertise(String level) {
    return PersonRules.LEVELS.entrySet().stream()
        .filter(e -> e.getValue().equals(level))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(level);
  }

  static void grammaticalGender(Output out, JsonNode speakToAs) {
    String gender = speakToAs.path("grammaticalGender").asText();
    if (!gender.isEmpty()) {
      out.line("GRAMGENDER").rest(speakToAs.path("vCardParams")).text(gender);
    }
  }

  static void pronouns(Output out, String key, JsonNode entry) {
    if (entry.path("pronouns").isTextual()) {
      out.entry("PRONOUNS", key, entry).text(entry.path("pronouns").asText());
    }
  }

  static void keywords(Output out, JsonNode keywords) {
    List<String> names = names(keywords);
    if (!names.isEmpty()) {
      out.line("CATEGORIES").value(Text.join(names, ','));
    }
  }

  static void members(Output out, JsonNode members) {
    for (String uri : names(members)) {
      if (out.isOld()) {
        out.line("X-ADDRESSBOOKSERVER-MEMBER").uri(uri);
      } else if (Forms.isUri(uri)) {
        out.line("MEMBER").uri(uri);
      }
    }
  }

  private static List<String> names(JsonNode set) {
    List<String> names = new ArrayList<>();
    set.properties()
        .forEach(
            entry -> {
              if (entry.getValue().asBoolean() && !entry.getKey().isBlank()) {
                names.add(entry.getKey());
              }
            });
    return names;
  }

  static void relatedTo(Output out, JsonNode relatedTo) {
    relatedTo.properties().forEach(entry -> related(out, entry.getKey(), entry.getValue()));
  }

  private static void related(Output out, String value, JsonNode entry) {
    List<String> types = names(entry.path("relation"));
    boolean isUri = Forms.isUri(value);
    JsonNode params = entry.path("vCardParams");
    String group = params.path("group").asText();
    if (out.isOld() && !isUri && isAppleName(out, types, params)) {
      Output.Line line = out.line("X-ABRELATEDNAMES").group(group).rest(params);
      exactLabel(types).filter(label -> group.isEmpty()).ifPresent(line::label);
      line.text(value);
      return;
    }
    Output.Line line = out.line("RELATED").group(group);
    types.forEach(line::type);
    line.rest(params);
    if (isUri) {
      line.uri(value);
    } else {
      line.parameter("VALUE", "text").text(value);
    }
  }

  private static Optional<String> exactLabel(List<String> types) {
    return RelationRules.APPLE_RELATIONS.stream()
        .filter(label -> types.equals(List.of(label.toLowerCase(Locale.ROOT))))
        .findFirst();
  }

  /** Whether Apple's line, with its label or the one in its group, says all that RELATED would. */
  private static boolean isAppleName(Output out, List<String> types, JsonNode params) {
    Set<String> others = new HashSet<>();
    params.fieldNames().forEachRemaining(others::add);
    others.removeAll(Set.of("pref", "group"));
    String group = params.path("group").asText();
    Optional<String> told =
        group.isEmpty()
            ? exactLabel(types).map(label -> label.toLowerCase(Locale.ROOT))
            : out.labelThatTravels(group).flatMap(RelationRules::implied);
    return others.isEmpty() && told.map(List::of).orElse(List.of()).equals(types);
  }
}
