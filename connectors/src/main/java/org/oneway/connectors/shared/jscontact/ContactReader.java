// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.engine.item.Finding;

/** From the lines of a vCard to a JSContact Card (RFC 9555 section 2). */
final class ContactReader {
  /** Converts one property. */
  @FunctionalInterface
  interface Rule {
    void read(Draft draft, ContentLine line, Params params);
  }

  /** Lines that belong to others and are joined to them when all are read. */
  private static final List<String> WAITING =
      List.of(
          "LABEL",
          "GEO",
          "TZ",
          "X-ABADR",
          "X-ABLABEL",
          "X-ABDATE",
          "X-ABRELATEDNAMES",
          "X-PHONETIC-FIRST-NAME",
          "X-PHONETIC-LAST-NAME",
          "X-PHONETIC-MIDDLE-NAME",
          "BIRTHPLACE",
          "DEATHPLACE",
          "MEMBER",
          "X-ADDRESSBOOKSERVER-MEMBER");

  private static final Map<String, Rule> RULES = rules();

  private ContactReader() {}

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new HashMap<>();
    rules.put("FN", NameRules::fn);
    rules.put("N", NameRules::n);
    rules.put("NICKNAME", NameRules::nickname);
    rules.put("KIND", NameRules::kind);
    rules.put("X-ADDRESSBOOKSERVER-KIND", NameRules::kind);
    rules.put("X-ABSHOWAS", NameRules::showAs);
    rules.put("ADR", AddressRules::adr);
    rules.put("TEL", WayRules::tel);
    rules.put("EMAIL", WayRules::email);
    rules.put("IMPP", WayRules::impp);
    rules.put("SOCIALPROFILE", WayRules::socialProfile);
    rules.put("X-SOCIALPROFILE", WayRules::appleProfile);
    Services.properties().forEach(name -> rules.put(name, WayRules::messenger));
    rules.put("LANG", WayRules::lang);
    rules.put("CALADRURI", WayRules::schedulingAddress);
    rules.put("CALURI", WayRules.resource("calendars", "CAL", Optional.of("calendar")));
    rules.put("FBURL", WayRules.resource("calendars", "FBURL", Optional.of("freeBusy")));
    rules.put("SOURCE", WayRules.resource("directories", "ENTRY", Optional.of("entry")));
    rules.put(
        "ORG-DIRECTORY", WayRules.resource("directories", "DIRECTORY", Optional.of("directory")));
    rules.put("URL", WayRules.resource("links", "LINK", Optional.empty()));
    rules.put("CONTACT-URI", WayRules.resource("links", "CONTACT", Optional.of("contact")));
    rules.put("PHOTO", MediaRules.media("photo"));
    rules.put("LOGO", MediaRules.media("logo"));
    rules.put("SOUND", ContactReader::sound);
    rules.put("KEY", MediaRules::key);
    rules.put("ORG", PersonRules::org);
    rules.put("TITLE", PersonRules.title("title"));
    rules.put("ROLE", PersonRules.title("role"));
    rules.put("BDAY", PersonRules.anniversary("birth"));
    rules.put("DEATHDATE", PersonRules.anniversary("death"));
    rules.put("ANNIVERSARY", PersonRules.anniversary("wedding"));
    rules.put("X-ANNIVERSARY", PersonRules.anniversary("wedding"));
    rules.put("X-EVOLUTION-ANNIVERSARY", PersonRules.anniversary("wedding"));
    rules.put("X-KADDRESSBOOK-X-ANNIVERSARY", PersonRules.anniversary("wedding"));
    rules.put("X-MS-ANNIVERSARY", PersonRules.anniversary("wedding"));
    rules.put("X-WAB-WEDDING_ANNIVERSARY", PersonRules.anniversary("wedding"));
    rules.put("X-EVOLUTION-SPOUSE", RelationRules.relation("spouse"));
    rules.put("X-KADDRESSBOOK-X-SPOUSESNAME", RelationRules.relation("spouse"));
    rules.put("X-MS-CHILD", RelationRules.relation("child"));
    rules.put("X-MS-SPOUSE", RelationRules.relation("spouse"));
    rules.put("X-SPOUSE", RelationRules.relation("spouse"));
    rules.put("X-WAB-SPOUSE_NAME", RelationRules.relation("spouse"));
    rules.put("X-ANDROID-CUSTOM", AndroidRules::custom);
    rules.put("NOTE", PersonRules::note);
    rules.put("CATEGORIES", PersonRules::categories);
    rules.put("RELATED", RelationRules::related);
    rules.put("EXPERTISE", PersonRules.personalInfo("expertise"));
    rules.put("HOBBY", PersonRules.personalInfo("hobby"));
    rules.put("INTEREST", PersonRules.personalInfo("interest"));
    rules.put("GRAMGENDER", PersonRules::grammaticalGender);
    rules.put("PRONOUNS", PersonRules::pronouns);
    rules.put("UID", PersonRules.single("uid"));
    rules.put("PRODID", PersonRules.single("prodId"));
    rules.put("LANGUAGE", PersonRules.single("language"));
    rules.put("REV", PersonRules.time("updated"));
    rules.put("CREATED", PersonRules.time("created"));
    WAITING.forEach(name -> rules.put(name, (draft, line, params) -> draft.waiting.add(line)));
    return rules;
  }

  private static void sound(Draft draft, ContentLine line, Params params) {
    if (Phonetics.isOld(line)) {
      draft.waiting.add(line);
    } else {
      MediaRules.media("sound").read(draft, line, params);
    }
  }

  /** The Card that {@code lines} mean; what is to be told of them is added to {@code findings}. */
  static ObjectNode read(
      CardVersion version, List<ContentLine> lines, String place, List<Finding> findings) {
    Draft draft = new Draft(version, place, lines, findings);
    draft.card.put("@type", "Card").put("version", "1.0");
    List<ContentLine> patches = new ArrayList<>();
    Alternatives alternatives = Alternatives.of(version, lines);
    for (ContentLine line : NameRules.plainestFirst(lines)) {
      if (line.name().equals("JSPROP")) {
        patches.add(line);
      } else if (!alternatives.isVariant(line)) {
        convert(draft, alternatives.withoutAltId(line));
      }
    }
    alternatives.read(draft, place, findings);
    boolean isWaiting = !draft.waiting.isEmpty();
    if (isWaiting) {
      Phonetics.joinOld(draft);
      LabelRules.join(draft);
    }
    AddressJoins.join(draft);
    PersonRules.joinOrganizations(draft);
    if (isWaiting) {
      PersonRules.joinPlaces(draft);
      RelationRules.joinMembers(draft);
    }
    draft.finish();
    if (!patches.isEmpty() && !JsProps.applyAll(draft.card, patches)) {
      for (ContentLine patch : patches) {
        draft.card.withArray("/vCardProps").add(RawProperties.toJson(patch, version));
        draft.find(
            Finding.Level.CARRIED_RAW,
            patch,
            "would make the card invalid, or another would; travels as it is");
      }
    }
    return draft.card;
  }

  /** Converts one line into {@code draft}. */
  static void convert(Draft draft, ContentLine line) {
    Rule rule = RULES.get(Services.spelling(line.name()).orElse(line.name()));
    if (rule != null) {
      rule.read(draft, line, new Params(line));
    } else if (!line.value().isBlank()) {
      draft.raw(line);
    }
  }
}
