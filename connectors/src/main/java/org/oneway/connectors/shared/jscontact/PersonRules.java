// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Text;

/** Who somebody is: organisations, titles, dates, notes, relations, and the card's own facts. */
final class PersonRules {
  /** LEVEL of EXPERTISE (RFC 6715) and what JSContact calls it. */
  static final Map<String, String> LEVELS =
      Map.of("beginner", "low", "average", "medium", "expert", "high");

  private static final Set<String> GENDERS =
      Set.of("animate", "common", "feminine", "inanimate", "masculine", "neuter");

  private PersonRules() {}

  static void org(Draft draft, ContentLine line, Params params) {
    List<String> parts = Text.split(line.value(), ';');
    List<String> sorts = params.takeAll("SORT-AS");
    if (sorts.size() == 1) {
      String only = sorts.get(0);
      sorts = Text.split(only, only.indexOf(',') < 0 ? ';' : ',');
    }
    ObjectNode organization = Draft.JSON.objectNode();
    String name = draft.text(parts.get(0));
    if (!name.isEmpty()) {
      organization.put("name", name);
      if (!sorts.isEmpty() && !sorts.get(0).isEmpty()) {
        organization.put("sortAs", sorts.get(0));
      }
    }
    ArrayNode units = Draft.JSON.arrayNode();
    for (int i = 1; i < parts.size(); i++) {
      String unit = draft.text(parts.get(i));
      if (!unit.isEmpty()) {
        ObjectNode entry = units.addObject().put("name", unit);
        if (i < sorts.size() && !sorts.get(i).isEmpty()) {
          entry.put("sortAs", sorts.get(i));
        }
      }
    }
    if (!units.isEmpty()) {
      organization.set("units", units);
    }
    params.take("VALUE");
    if (!organization.isEmpty()) {
      draft.add(line, params, "organizations", "ORG", organization);
    }
  }

  static ContactReader.Rule title(String kind) {
    return (draft, line, params) -> {
      String name = draft.text(line.value());
      if (!name.isBlank()) {
        params.take("VALUE");
        ObjectNode title = Draft.JSON.objectNode().put("kind", kind).put("name", name);
        draft.add(line, params, "titles", "TITLE", title);
      }
    };
  }

  static ContactReader.Rule anniversary(String kind) {
    return (draft, line, params) -> anniversary(draft, line, params, kind);
  }

  static void anniversary(Draft draft, ContentLine line, Params params, String kind) {
    String text = draft.text(line.value()).trim();
    if (text.isEmpty()) {
      return;
    }
    boolean isText = params.takeValueType().filter(type -> type.equals("text")).isPresent();
    Optional<ObjectNode> date = isText ? Optional.empty() : date(text);
    if (date.isEmpty()) {
      draft.raw(line, isText ? "is a text and no date" : "is not a whole date");
      return;
    }
    Optional<Integer> omitted = params.takeNumber("X-APPLE-OMIT-YEAR");
    if (omitted.isPresent() && date.get().path("year").asInt() == omitted.get()) {
      date.get().remove("year");
    }
    params
        .take("CALSCALE")
        .filter(scale -> !scale.equalsIgnoreCase("gregorian"))
        .ifPresent(scale -> date.get().put("calendarScale", scale.toLowerCase(Locale.ROOT)));
    ObjectNode anniversary = Draft.JSON.objectNode().put("kind", kind);
    anniversary.set("date", date.get());
    draft.add(line, params, "anniversaries", "ANNIVERSARY", anniversary);
  }

  private static Optional<ObjectNode> date(String text) {
    Optional<ObjectNode> partial = Dates.partialDate(text);
    if (partial.isPresent()) {
      return partial;
    }
    return Dates.instant(text, false)
        .map(utc -> Draft.JSON.objectNode().put("@type", "Timestamp").put("utc", Dates.text(utc)));
  }

  static void note(Draft draft, ContentLine line, Params params) {
    String text = draft.text(line.value());
    if (text.isBlank()) {
      return;
    }
    ObjectNode note = Draft.JSON.objectNode().put("note", text);
    List<String> written = params.takeAll("CREATED");
    Optional<Instant> created =
        written.isEmpty() ? Optional.empty() : Dates.instant(written.get(0), true);
    created.ifPresentOrElse(
        time -> note.put("created", Dates.text(time)), () -> params.put("CREATED", written));
    params.take("AUTHOR-NAME").ifPresent(n -> Draft.child(note, "author").put("name", n));
    params.take("AUTHOR").ifPresent(uri -> Draft.child(note, "author").put("uri", uri));
    params.take("VALUE");
    draft.add(line, params, "notes", "NOTE", note);
  }

  static void categories(Draft draft, ContentLine line, Params params) {
    // Programs that write vCard 2.1 separate them by commas, too.
    for (String part : Text.split(line.value(), ',')) {
      String keyword = draft.text(part).trim();
      if (!keyword.isEmpty()) {
        Draft.child(draft.card, "keywords").put(keyword, true);
      }
    }
    params.takePref();
    draft.loseRest(line, params);
  }

  static ContactReader.Rule personalInfo(String kind) {
    return (draft, line, params) -> {
      String value = draft.text(line.value());
      if (value.isBlank()) {
        return;
      }
      ObjectNode entry = Draft.JSON.objectNode().put("kind", kind).put("value", value);
      readLevel(entry, line, params, kind);
      params.takeNumber("INDEX").ifPresent(index -> entry.put("listAs", index));
      params.take("VALUE");
      draft.addLabelled(line, params, "personalInfo", "PERSINFO", entry);
    };
  }

  private static void readLevel(ObjectNode entry, ContentLine line, Params params, String kind) {
    String written = line.parameter("LEVEL").orElse("").toLowerCase(Locale.ROOT);
    String level = kind.equals("expertise") ? LEVELS.getOrDefault(written, written) : written;
    if (LEVELS.containsValue(level)) {
      params.take("LEVEL");
      entry.put("level", level);
    }
  }

  /** Whether {@code text} is a LEVEL of EXPERTISE, HOBBY or INTEREST. */
  static boolean isLevel(String text) {
    return LEVELS.containsKey(text) || LEVELS.containsValue(text);
  }

  static void grammaticalGender(Draft draft, ContentLine line, Params params) {
    String gender = draft.text(line.value()).trim().toLowerCase(Locale.ROOT);
    if (draft.card.path("speakToAs").has("grammaticalGender") || !GENDERS.contains(gender)) {
      draft.raw(
          line,
          GENDERS.contains(gender) ? "there is another already" : "JSContact does not have it");
      return;
    }
    params.take("VALUE");
    ObjectNode speakToAs = Draft.child(draft.card, "speakToAs").put("grammaticalGender", gender);
    params.keepRest(speakToAs);
  }

  static void pronouns(Draft draft, ContentLine line, Params params) {
    ObjectNode entry = Draft.JSON.objectNode().put("pronouns", draft.text(line.value()));
    params.take("VALUE");
    draft.add(line, params, "speakToAs/pronouns", "PRONOUNS", entry);
  }

  /** A member of the card with one text as its value. */
  static ContactReader.Rule single(String member) {
    return (draft, line, params) -> {
      String value = draft.text(line.value()).trim();
      if (value.isEmpty()) {
        return;
      }
      if (draft.card.has(member)) {
        draft.raw(line, "there is another already");
      } else {
        draft.card.put(member, value);
        draft.loseRest(line, params);
      }
    };
  }

  /** A member of the card with a point in time as its value. */
  static ContactReader.Rule time(String member) {
    return (draft, line, params) -> {
      Optional<Instant> time = Dates.instant(draft.text(line.value()), true);
      if (time.isEmpty() || draft.card.has(member)) {
        draft.raw(line, time.isEmpty() ? "is no time" : "there is another already");
      } else {
        draft.card.put(member, Dates.text(time.get()));
        draft.loseRest(line, params);
      }
    };
  }

  /** BIRTHPLACE and DEATHPLACE belong to the date of the same event. */
  static void joinPlaces(Draft draft) {
    Map<String, Deque<Draft.Entry>> dates = new HashMap<>();
    for (Draft.Entry entry : draft.entries) {
      if (entry.member().equals("anniversaries")) {
        String kind = entry.value().path("kind").asText();
        dates.computeIfAbsent(kind, k -> new ArrayDeque<>()).add(entry);
      }
    }
    Deque<Draft.Entry> none = new ArrayDeque<>();
    for (ContentLine line : draft.waiting) {
      if (line.name().equals("BIRTHPLACE")) {
        joinPlace(draft, line, dates.getOrDefault("birth", none));
      } else if (line.name().equals("DEATHPLACE")) {
        joinPlace(draft, line, dates.getOrDefault("death", none));
      }
    }
  }

  private static void joinPlace(Draft draft, ContentLine line, Deque<Draft.Entry> dates) {
    boolean isUri = line.parameter("VALUE").filter(v -> v.equalsIgnoreCase("uri")).isPresent();
    String value = isUri ? draft.uri(line.value()) : draft.text(line.value());
    if (dates.isEmpty() || (isUri && !value.regionMatches(true, 0, "geo:", 0, 4))) {
      draft.raw(line, "has no date to belong to");
    } else {
      String member = isUri ? "coordinates" : "full";
      Draft.child(dates.remove().value(), "place").put(member, value);
    }
  }

  /** TITLE and ROLE in the group of exactly one ORG belong to it. */
  static void joinOrganizations(Draft draft) {
    if (!draft.card.has("titles") || !draft.card.has("organizations")) {
      return;
    }
    Map<String, List<Draft.Entry>> organizations = new HashMap<>();
    for (Draft.Entry entry : draft.entries) {
      if (entry.member().equals("organizations") && !entry.group().isEmpty()) {
        organizations.computeIfAbsent(entry.group(), g -> new ArrayList<>()).add(entry);
      }
    }
    for (Draft.Entry title : draft.entries) {
      List<Draft.Entry> partners = organizations.getOrDefault(title.group(), List.of());
      if (title.member().equals("titles") && partners.size() == 1) {
        title.value().put("organizationId", partners.get(0).key());
      }
    }
  }
}
