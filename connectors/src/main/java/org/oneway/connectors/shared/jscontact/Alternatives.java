// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.engine.item.Finding;

/**
 * Lines that say one thing in several languages, tied by ALTID or by being the only ones of their
 * name: the one in the card's language or in none is converted, the others become patches in {@code
 * localizations} (RFC 9555 section 2.3.10).
 */
final class Alternatives {
  private static final Alternatives NONE =
      new Alternatives(new IdentityHashMap<>(), new IdentityHashMap<>(), new IdentityHashMap<>());

  /** What is one thing in several languages also where no ALTID ties the lines; in 4.0 only. */
  private static final Set<String> LOCALIZED =
      Set.of("FN", "GRAMGENDER", "NOTE", "ORG", "ROLE", "TITLE");

  /**
   * Of what a card may have only one: several of them under one ALTID count as one (RFC 6350
   * section 5.4), so that there it says nothing else.
   */
  private static final Set<String> SINGLE =
      Set.of(
          "ANNIVERSARY",
          "BDAY",
          "BIRTHPLACE",
          "CREATED",
          "DEATHDATE",
          "DEATHPLACE",
          "GENDER",
          "KIND",
          "LANGUAGE",
          "N",
          "PRODID",
          "REV",
          "UID");

  /** A bit for each name of which several lines may say one thing. */
  private static final Map<String, Integer> BITS = new HashMap<>();

  static {
    LOCALIZED.forEach(name -> BITS.put(name, 1 << BITS.size()));
    SINGLE.forEach(name -> BITS.put(name, 1 << BITS.size()));
  }

  /** Where the grammatical gender is in a card. */
  static final String GENDER = "speakToAs/grammaticalGender";

  /** Each variant and the line that it is a variant of. */
  private final IdentityHashMap<ContentLine, ContentLine> bases;

  /** Lines whose ALTID has done its work, and what is converted in their place. */
  private final IdentityHashMap<ContentLine, ContentLine> stripped;

  /** Each line that says how another is spoken, and that one. */
  private final IdentityHashMap<ContentLine, ContentLine> spoken;

  private Alternatives(
      IdentityHashMap<ContentLine, ContentLine> bases,
      IdentityHashMap<ContentLine, ContentLine> stripped,
      IdentityHashMap<ContentLine, ContentLine> spoken) {
    this.bases = bases;
    this.stripped = stripped;
    this.spoken = spoken;
  }

  static Alternatives of(CardVersion version, List<ContentLine> lines) {
    return mayHaveSome(version, lines) ? among(version, lines) : NONE;
  }

  /** Most cards have none, and that is quickly told. */
  private static boolean mayHaveSome(CardVersion version, List<ContentLine> lines) {
    int seen = 0;
    for (int i = 0; i < lines.size(); i++) {
      ContentLine line = lines.get(i);
      for (int k = 0; k < line.parameters().size(); k++) {
        if (line.parameters().get(k).name().equals("ALTID")) {
          return true;
        }
      }
      int bit = version == CardVersion.V4_0 ? BITS.getOrDefault(line.name(), 0) : 0;
      if ((seen & bit) != 0) {
        return true;
      }
      seen |= bit;
    }
    return false;
  }

  private static Alternatives among(CardVersion version, List<ContentLine> lines) {
    Map<String, List<ContentLine>> groups = new LinkedHashMap<>();
    Map<String, List<ContentLine>> untied = new LinkedHashMap<>();
    Map<String, List<ContentLine>> singles = new LinkedHashMap<>();
    String ofCard = "";
    for (ContentLine line : lines) {
      Optional<String> altId = line.parameter("ALTID");
      if (version == CardVersion.V4_0 && SINGLE.contains(line.name())) {
        singles.computeIfAbsent(line.name(), k -> new ArrayList<>()).add(line);
      } else if (altId.isPresent()) {
        groups.computeIfAbsent(line.name() + ";" + altId.get(), k -> new ArrayList<>()).add(line);
      } else if (version == CardVersion.V4_0 && LOCALIZED.contains(line.name())) {
        untied.computeIfAbsent(line.name(), k -> new ArrayList<>()).add(line);
      }
      if (line.name().equals("LANGUAGE")) {
        ofCard = line.value().trim();
      }
    }
    untied.values().removeIf(group -> !isOneThing(group));
    singles
        .values()
        .removeIf(group -> group.size() == 1 && group.get(0).parameter("ALTID").isEmpty());
    if (groups.isEmpty() && untied.isEmpty() && singles.isEmpty()) {
      return NONE;
    }
    Alternatives found =
        new Alternatives(new IdentityHashMap<>(), new IdentityHashMap<>(), new IdentityHashMap<>());
    for (List<ContentLine> group : singles.values()) {
      group.forEach(line -> found.stripped.put(line, line.without("ALTID")));
      found.addGroup(group, ofCard);
    }
    for (List<ContentLine> group : groups.values()) {
      found.addGroup(group, ofCard);
    }
    for (List<ContentLine> group : untied.values()) {
      found.addGroup(group, ofCard);
    }
    return found;
  }

  /**
   * Without ALTID: one line in no language, and others that are each in another one. Where entries
   * have keys of their own they are things of their own. A person has one grammatical gender.
   */
  private static boolean isOneThing(List<ContentLine> group) {
    if (group.size() < 2
        || group.stream().anyMatch(line -> line.parameter("PROP-ID").isPresent())) {
      return false;
    }
    Set<String> languages = new HashSet<>();
    group.forEach(line -> languages.add(language(line).orElse("")));
    boolean hasBase = languages.contains("") || group.get(0).name().equals("GRAMGENDER");
    return hasBase && languages.size() == group.size();
  }

  /** The base is in the card's own language, or in none; else it is the first. */
  private void addGroup(List<ContentLine> group, String ofCard) {
    List<ContentLine> written = group.stream().filter(l -> !Phonetics.isSpoken(l)).toList();
    if (written.isEmpty()) {
      return;
    }
    ContentLine base =
        find(written, ofCard).or(() -> find(written, "")).orElseGet(() -> written.get(0));
    ContentLine plain = base.without("ALTID");
    if (!ofCard.isEmpty() && language(base).orElse("").equalsIgnoreCase(ofCard)) {
      plain = plain.without("LANGUAGE");
    }
    for (ContentLine line : group) {
      boolean isSpoken = Phonetics.isSpoken(line);
      if (isSpoken || (!line.equals(base) && language(line).isPresent())) {
        (isSpoken ? spoken : bases).put(line, base);
        stripped.put(base, plain);
      }
    }
  }

  private static Optional<ContentLine> find(List<ContentLine> group, String wanted) {
    return group.stream().filter(l -> language(l).orElse("").equalsIgnoreCase(wanted)).findFirst();
  }

  private static Optional<String> language(ContentLine line) {
    return line.parameter("LANGUAGE").filter(language -> !language.isBlank());
  }

  boolean isVariant(ContentLine line) {
    return bases.containsKey(line) || spoken.containsKey(line);
  }

  ContentLine withoutAltId(ContentLine line) {
    return stripped.getOrDefault(line, line);
  }

  /** Converts the variants, after everything else. */
  void read(Draft draft, String place, List<Finding> findings) {
    List<ContentLine> untied = new ArrayList<>();
    bases.forEach(
        (variant, base) -> {
          if (!readVariant(draft, variant, withoutAltId(base), place, findings)) {
            draft.raw(rawVariant(variant));
            untied.add(base);
          }
        });
    spoken.forEach(
        (line, base) -> {
          if (!Phonetics.read(draft, line, withoutAltId(base))) {
            draft.raw(rawVariant(line));
            untied.add(base);
          }
        });
    if (!untied.isEmpty()) {
      keepTies(draft, untied);
    }
  }

  private static ContentLine rawVariant(ContentLine line) {
    return SINGLE.contains(line.name()) ? line.without("ALTID") : line;
  }

  /** Gives all lines of what a card may have only one of the same ALTID, where it has several. */
  static void tieSingles(List<ContentLine> lines) {
    Map<String, String> altIds = new HashMap<>();
    Set<String> several = new HashSet<>();
    for (ContentLine line : lines) {
      if (SINGLE.contains(line.name())) {
        String altId = line.parameter("ALTID").orElse("1");
        if (altIds.putIfAbsent(line.name(), altId) != null) {
          several.add(line.name());
        }
      }
    }
    if (!several.isEmpty()) {
      lines.replaceAll(
          line ->
              several.contains(line.name())
                  ? withAltId(line, altIds.getOrDefault(line.name(), ""))
                  : line);
    }
  }

  private static ContentLine withAltId(ContentLine line, String altId) {
    if (line.parameter("ALTID").equals(Optional.of(altId))) {
      return line;
    }
    List<Parameter> all = new ArrayList<>(line.without("ALTID").parameters());
    all.add(Parameter.of("ALTID", altId));
    return new ContentLine(line.group(), line.name(), all, line.value(), line.number());
  }

  /** What travels as it is stays tied to what it is a variant of. */
  private void keepTies(Draft draft, List<ContentLine> untied) {
    IdentityHashMap<ContentLine, String> altIds = new IdentityHashMap<>();
    for (ContentLine base : untied) {
      if (SINGLE.contains(base.name())) {
        continue;
      }
      altIds.put(withoutAltId(base), base.parameter("ALTID").orElse(""));
      if (base.name().equals("FN") && draft.card.get("name") instanceof ObjectNode name) {
        keepTie(name, base.parameter("ALTID").orElse(""));
      }
    }
    for (Draft.Entry entry : draft.entries) {
      keepTie(entry.value(), altIds.getOrDefault(entry.line(), ""));
    }
  }

  private static void keepTie(ObjectNode value, String altId) {
    if (!altId.isEmpty()) {
      Draft.child(value, "vCardParams").put("altid", altId);
    }
  }

  private static boolean readVariant(
      Draft draft, ContentLine variant, ContentLine base, String place, List<Finding> findings) {
    Draft alone = new Draft(draft.version, place, List.of(), findings);
    ContentLine plain = variant.without("ALTID").without("LANGUAGE").without("PROP-ID");
    Optional<String> key = draft.keyOf(base);
    key.ifPresent(k -> alone.useKey(plain, k));
    ContactReader.convert(alone, plain);
    boolean isName = alone.card.has("name") && alone.card.size() == 1;
    JsonNode gender = alone.card.path("speakToAs").path("grammaticalGender");
    boolean isEntry = key.isPresent() && alone.entries.size() == 1;
    if (alone.rawLines() > 0 || !(isName || gender.isTextual() || isEntry)) {
      return false;
    }
    ObjectNode patches =
        Draft.child(Draft.child(draft.card, "localizations"), language(variant).orElse("").trim());
    if (isName) {
      JsonNode name = alone.card.path("name");
      Draft.child(patches, "name").setAll((ObjectNode) name);
    } else if (gender.isTextual()) {
      patches.set(GENDER, gender);
    } else {
      Draft.Entry entry = alone.entries.get(0);
      patches.set(entry.member() + "/" + entry.key(), entry.value());
    }
    return true;
  }
}
