// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;

/** From a JSContact Card to the lines of a vCard 3.0 or 4.0 (RFC 9555 section 3). */
final class ContactWriter {
  /** Writes one entry of an Id map. */
  @FunctionalInterface
  interface EntryWriter {
    void write(Output out, String key, JsonNode entry);
  }

  /** In the order in which they are written. */
  private static final Map<String, EntryWriter> WRITERS = writers();

  private static final Map<String, String> SPELLINGS =
      Map.of("X-ABLABEL", "X-ABLabel", "X-ABSHOWAS", "X-ABShowAs");

  /** Stands for the members that say how something is spoken. */
  static final String SPOKEN = "phonetic";

  private static final Set<String> STRUCTURE = Set.of("BEGIN", "END", "VERSION");

  private ContactWriter() {}

  private static Map<String, EntryWriter> writers() {
    Map<String, EntryWriter> writers = new LinkedHashMap<>();
    writers.put("nicknames", NameWriter::nickname);
    writers.put("organizations", PersonWriter::organization);
    writers.put("titles", PersonWriter::title);
    writers.put("phones", WayWriter::phone);
    writers.put("emails", WayWriter::email);
    writers.put("onlineServices", WayWriter::onlineService);
    writers.put("addresses", AddressWriter::address);
    writers.put("anniversaries", PersonWriter::anniversary);
    writers.put("preferredLanguages", WayWriter::language);
    writers.put("schedulingAddresses", WayWriter::schedulingAddress);
    writers.put("calendars", WayWriter::calendar);
    writers.put("directories", WayWriter::directory);
    writers.put("links", WayWriter::link);
    writers.put("personalInfo", PersonWriter::personalInfo);
    writers.put("notes", PersonWriter::note);
    writers.put("speakToAs/pronouns", PersonWriter::pronouns);
    writers.put("cryptoKeys", MediaWriter::cryptoKey);
    writers.put("media", MediaWriter::media);
    return writers;
  }

  static List<ContentLine> write(ObjectNode card, CardVersion version) {
    Output out = new Output(version, card);
    boolean isOld = out.isOld();
    text(out, "PRODID", card.path("prodId"));
    uid(out, card.path("uid"));
    PersonWriter.kind(out, card.path("kind"));
    text(out, "LANGUAGE", card.path("language"));
    out.common(altId(out, "name", card.path("name"), "full"));
    NameWriter.full(out, card);
    out.common(altId(out, "name", card.path("name"), "components"));
    NameWriter.components(out, card);
    phonetics(out, "N", card.path("name"), NameRules.KINDS);
    out.common(List.of());
    WRITERS.forEach(
        (member, writer) ->
            entries(card, member)
                .properties()
                .forEach(
                    entry -> {
                      out.common(altId(out, member + "/" + entry.getKey(), entry.getValue(), ""));
                      writer.write(out, entry.getKey(), entry.getValue());
                      if (member.equals("addresses")) {
                        List<String> kinds = AddressWriter.kinds(entry.getValue());
                        phonetics(out, "ADR", entry.getValue(), kinds);
                      }
                      out.common(List.of());
                    }));
    PersonWriter.grammaticalGender(out, card.path("speakToAs"));
    PersonWriter.keywords(out, card.path("keywords"));
    PersonWriter.members(out, card.path("members"));
    PersonWriter.relatedTo(out, card.path("relatedTo"));
    if (!isOld) {
      localizations(out, card.path("localizations"));
      spoken(out, card);
    }
    time(out, "CREATED", card.path("created"));
    time(out, "REV", card.path("updated"));
    // Last, so that of two lines of a name the one that has a member stays the first.
    raw(out, card.path("vCardProps"));
    if (!isOld) {
      Alternatives.tieSingles(out.lines);
    }
    addMissing(out, card);
    out.lines.replaceAll(ContactWriter::respelled);
    return out.lines;
  }

  private static JsonNode entries(ObjectNode card, String member) {
    int slash = member.indexOf('/');
    return slash < 0
        ? card.path(member)
        : card.path(member.substring(0, slash)).path(member.substring(slash + 1));
  }

  /** Names are the same in any case, but not every program knows that. */
  private static ContentLine respelled(ContentLine line) {
    String spelling = SPELLINGS.get(line.name());
    return spelling == null
        ? line
        : new ContentLine(line.group(), spelling, line.parameters(), line.value(), line.number());
  }

  private static void text(Output out, String name, JsonNode value) {
    if (value.isTextual() && !value.asText().isEmpty()) {
      out.line(name).text(value.asText());
    }
  }

  /** Only in 4.0 it is a URI unless the line says otherwise. */
  private static void uid(Output out, JsonNode uid) {
    if (uid.isTextual() && !uid.asText().isEmpty()) {
      Output.Line line = out.line("UID");
      if (out.isOld() || Forms.isUri(uid.asText())) {
        line.text(uid.asText());
      } else {
        line.parameter("VALUE", "text").text(uid.asText());
      }
    }
  }

  private static void time(Output out, String name, JsonNode value) {
    Dates.parseUtc(value.asText())
        .ifPresent(
            (Instant time) ->
                out.line(name).value(out.isOld() ? Dates.text(time) : Dates.basic(time)));
  }

  private static void raw(Output out, JsonNode properties) {
    for (JsonNode property : properties) {
      RawProperties.toLine(property, out.version)
          .filter(line -> !STRUCTURE.contains(line.name()))
          .filter(line -> out.isOld() || Forms.isValid(line))
          .ifPresent(out.lines::add);
    }
  }

  /**
   * The ALTID of what has variants in other languages, or says how it is spoken.
   *
   * @param path of the entry
   * @param member that the variant must have; empty for any
   */
  private static List<Parameter> altId(Output out, String path, JsonNode entry, String member) {
    boolean isText = member.equals("full");
    boolean isTied =
        out.isLocalized(path, member)
            || (!isText && (PhoneticWriter.isSpoken(entry) || out.isLocalized(path, SPOKEN)));
    return isTied && !out.isOld()
        ? List.of(Parameter.of("ALTID", path.substring(path.lastIndexOf('/') + 1)))
        : List.of();
  }

  private static void phonetics(Output out, String name, JsonNode object, List<String> kinds) {
    if (!out.isOld()) {
      PhoneticWriter.write(out, name, object, kinds);
    } else if (name.equals("N")) {
      PhoneticWriter.writeOld(out, object);
    }
  }

  /** How the name and the addresses are spoken in other languages. */
  private static void spoken(Output out, ObjectNode card) {
    for (Map.Entry<String, JsonNode> language : card.path("localizations").properties()) {
      Set<String> paths = new LinkedHashSet<>();
      language
          .getValue()
          .fieldNames()
          .forEachRemaining(name -> Output.spokenPath(name).ifPresent(paths::add));
      for (String path : paths) {
        String key = path.substring(path.indexOf('/') + 1);
        boolean isName = path.equals("name");
        JsonNode object = isName ? card.path("name") : card.path("addresses").path(key);
        out.common(
            List.of(Parameter.of("ALTID", key), Parameter.of("LANGUAGE", language.getKey())));
        PhoneticWriter.patch(
            out,
            isName ? "N" : "ADR",
            object,
            isName ? NameRules.KINDS : AddressWriter.kinds(object),
            language.getValue(),
            path);
      }
    }
    out.common(List.of());
  }

  /** Variants that are one line each; the others travel as JSPROP. */
  private static void localizations(Output out, JsonNode localizations) {
    localizations
        .properties()
        .forEach(
            language -> {
              if (Forms.isLanguage(language.getKey())) {
                language
                    .getValue()
                    .properties()
                    .forEach(
                        patch -> variant(out, language.getKey(), patch.getKey(), patch.getValue()));
              }
            });
  }

  private static void variant(Output out, String language, String path, JsonNode value) {
    int slash = path.lastIndexOf('/');
    EntryWriter writer = slash < 0 ? null : WRITERS.get(path.substring(0, slash));
    String key = path.substring(slash + 1);
    boolean isName = path.equals("name");
    if (path.equals(Alternatives.GENDER) && value.isTextual()) {
      out.line("GRAMGENDER").parameter("LANGUAGE", language).text(value.asText());
    }
    if (!value.isObject() || (!isName && writer == null)) {
      return;
    }
    int before = out.lines.size();
    out.common(List.of(Parameter.of("ALTID", key), Parameter.of("LANGUAGE", language)));
    if (isName) {
      NameWriter.variant(out, value);
    } else if (writer != null) {
      writer.write(out, key, value);
      if (out.lines.size() != before + 1) {
        out.lines.subList(before, out.lines.size()).clear();
      }
    }
    out.common(List.of());
  }

  /**
   * Adds what would not come back as JSPROP. In 3.0 keys come back only where something refers to
   * them.
   */
  private static void addMissing(Output out, ObjectNode card) {
    ObjectNode back = ContactReader.read(out.version, out.lines, "", new ArrayList<>());
    if (out.isOld()) {
      List<ContentLine> absent = JsProps.absent(card, back);
      Set<String> keys = new HashSet<>();
      absent.forEach(line -> keys.addAll(JsProps.steps(line)));
      out.dropKeys(keys);
      out.lines.addAll(absent);
    } else {
      out.lines.addAll(JsProps.missing(card, back));
    }
  }
}
