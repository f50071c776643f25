// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.connectors.shared.vobject.Text;

/**
 * What the lines of a card mean, one text for each value, so that two spellings of one thing are
 * equal. Each rule says which spellings those are; it knows nothing of JSContact.
 */
final class Meaning {
  private static final Set<String> STRUCTURED = Set.of("N", "ADR", "ORG", "GENDER");
  private static final Set<String> LISTS = Set.of("CATEGORIES", "NICKNAME");
  private static final Set<String> DATES =
      Set.of("BDAY", "ANNIVERSARY", "DEATHDATE", "REV", "CREATED", "X-ABDATE");

  /** Apple's labels that say what a property of its own says. */
  private static final Map<String, String> LABELLED =
      Map.of(
          "X-ABDATE/Anniversary", "ANNIVERSARY",
          "X-ABRELATEDNAMES/Spouse", "RELATED+spouse",
          "X-ABRELATEDNAMES/Child", "RELATED+child",
          "X-ABRELATEDNAMES/Parent", "RELATED+parent",
          "X-ABRELATEDNAMES/Friend", "RELATED+friend");

  /** In the order of N. */
  private static final List<String> PARTS =
      List.of("X-PHONETIC-LAST-NAME", "X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME");

  /** Names that programs made up, and the usual ones. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("X-ADDRESSBOOKSERVER-KIND", "KIND"),
          Map.entry("X-ADDRESSBOOKSERVER-MEMBER", "MEMBER"),
          Map.entry("X-ANNIVERSARY", "ANNIVERSARY"),
          Map.entry("X-EVOLUTION-ANNIVERSARY", "ANNIVERSARY"),
          Map.entry("X-KADDRESSBOOK-X-ANNIVERSARY", "ANNIVERSARY"),
          Map.entry("X-WAB-WEDDING_ANNIVERSARY", "ANNIVERSARY"),
          Map.entry("X-WAB-SPOUSE_NAME", "RELATED+spouse"),
          Map.entry("X-SOCIALPROFILE", "SOCIALPROFILE"),
          Map.entry("X-MESSAGING-GADU-ALL", "X-GADUGADU"),
          Map.entry("X-MESSAGING-SKYPE-ALL", "X-SKYPE"),
          Map.entry("X-MESSAGING-XMPP-ALL", "X-JABBER"));

  private final CardVersion version;
  private final Map<String, String> labels = new HashMap<>();
  private final List<String> found = new ArrayList<>();

  /** Groups whose label only names the property. */
  private final Set<String> named = new HashSet<>();

  private Meaning(CardVersion version) {
    this.version = version;
  }

  static List<String> of(RawCard card) {
    Meaning meaning = new Meaning(card.version());
    for (ContentLine line : card.lines()) {
      if (line.name().equals("X-ABLABEL") && !line.value().isBlank()) {
        meaning.labels.putIfAbsent(line.group(), meaning.label(line));
      }
    }
    for (ContentLine line : card.lines()) {
      if (LABELLED.containsKey(line.name() + "/" + meaning.labels.get(line.group()))) {
        meaning.named.add(line.group());
      }
    }
    card.lines().forEach(meaning::add);
    card.lines().forEach(meaning::addWhatNoLineMayHold);
    return meaning.found;
  }

  /** All that travels as it is stands in JSPROP, too, where 4.0 does not allow one of the lines. */
  private void addWhatNoLineMayHold(ContentLine line) {
    if (!line.name().equals("JSPROP")
        || !line.parameter("JSPTR").equals(Optional.of("vCardProps"))) {
      return;
    }
    Meaning all = new Meaning(version);
    for (JsonNode property : json(Text.unescape(line.value(), version))) {
      all.add(RawProperties.toLine(property, V3).orElseThrow());
    }
    List<String> missing = new ArrayList<>(all.found);
    found.forEach(missing::remove);
    found.addAll(missing);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private String label(ContentLine line) {
    String text = Text.unescape(line.value(), version).trim();
    return text.replaceAll("^_\\$!<(.+)>!\\$_$", "$1");
  }

  private void add(ContentLine written) {
    ContentLine line = android(written);
    String name = line.name();
    if (isEmpty(line) || isDerived(line) || name.equals("JSPROP")) {
      return;
    }
    if (isSpoken(line)) {
      addSpoken(line);
      return;
    }
    if (name.equals("FN") || name.equals("N")) {
      // JSContact has one name: what is said of one line is said of both.
      for (Parameter parameter : line.parameters()) {
        ContentLine alone = new ContentLine("", "NAME", List.of(parameter), "", line.number());
        String params = parameters(alone, "NAME");
        if (!params.isEmpty()) {
          found.add("name" + params);
        }
      }
      line = new ContentLine(line.group(), name, List.of(), line.value(), line.number());
    }
    if (name.equals("X-ABLABEL")) {
      if (!named.contains(line.group())) {
        found.add("label " + label(line));
      }
      return;
    }
    String label = labels.getOrDefault(line.group(), "");
    name = LABELLED.getOrDefault(name + "/" + label, NAMES.getOrDefault(name, name));
    boolean isOf = !label.isEmpty() && !named.contains(line.group());
    String params = parameters(line, name) + (isOf ? " labelled " + label : "");
    if (LISTS.contains(name)) {
      for (String part : Text.split(line.value(), ',')) {
        String text = Text.unescape(part, version).trim();
        if (!text.isEmpty()) {
          addOnce(name + params + " " + text, name.equals("CATEGORIES"));
        }
      }
    } else {
      addOnce(name + params + " " + value(line, name), name.equals("MEMBER"));
    }
    // In 4.0 these are parameters, in 3.0 lines of their own.
    for (String own : List.of("LABEL", "GEO", "TZ")) {
      Optional<String> parameter = line.parameter(own);
      if (line.name().equals("ADR") && parameter.isPresent()) {
        String text = Text.unescape(parameter.get(), V3);
        found.add(own + (own.equals("LABEL") ? params : "") + " " + plain(own, text));
      }
    }
  }

  /** N;PHONETIC, X-PHONETIC-FIRST-NAME and its like, and SOUND;X-IRMC-N say one thing. */
  private static boolean isSpoken(ContentLine line) {
    return PARTS.contains(line.name())
        || (line.name().equals("N") && line.parameter("PHONETIC").isPresent())
        || line.parameter("TYPE").filter(t -> t.equalsIgnoreCase("X-IRMC-N")).isPresent();
  }

  private void addSpoken(ContentLine line) {
    int part = PARTS.indexOf(line.name());
    List<String> parts = part < 0 ? Text.split(line.value(), ';') : List.of(line.value());
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).isBlank()) {
        String text = Text.unescape(parts.get(i), version);
        found.add("spoken part " + (part < 0 ? i : part) + " " + text);
      }
    }
  }

  /** Of a set nothing can be there twice. */
  private void addOnce(String meaning, boolean ofSet) {
    if (!ofSet || !found.contains(meaning)) {
      found.add(meaning);
    }
  }

  /** A row of Android's table says what a property of vCard says. */
  private static ContentLine android(ContentLine line) {
    String value = line.value();
    String name =
        value.matches("vnd\\.android\\.cursor\\.item/nickname;[^;]*;1;+")
            ? "NICKNAME"
            : value.matches("vnd\\.android\\.cursor\\.item/contact_event;[^;]*;1;+")
                ? "ANNIVERSARY"
                : "";
    return name.isEmpty() || !line.name().equals("X-ANDROID-CUSTOM")
        ? line
        : new ContentLine("", name, List.of(), Text.split(value, ';').get(1), line.number());
  }

  private static boolean isEmpty(ContentLine line) {
    return line.value().replace(";", "").isBlank();
  }

  /** A name that nobody wrote. */
  private static boolean isDerived(ContentLine line) {
    return line.name().equals("FN") && line.parameter("DERIVED").isPresent();
  }

  private String value(ContentLine line, String name) {
    String value = line.value();
    if (DATES.contains(name)) {
      return date(value.trim());
    }
    if (name.equals("N")) {
      return structured(withoutRepeated(value));
    }
    if (STRUCTURED.contains(name)) {
      return structured(value);
    }
    String data = value.replace("\\,", ",");
    if (data.startsWith("data:") && data.contains("base64,")) {
      return data.substring(data.indexOf("base64,") + "base64,".length());
    }
    return plain(name, Text.unescape(value, version == CardVersion.V2_1 ? version : V3));
  }

  private static final CardVersion V3 = CardVersion.V3_0;

  private static String plain(String name, String text) {
    String value = text.strip();
    return switch (name) {
      case "GEO" -> value.replace("geo:", "").replace(';', ',');
      case "KIND" -> value.toLowerCase(Locale.ROOT);
      case "X-ABADR" -> value.toLowerCase(Locale.ROOT);
      case "TZ" -> zone(value);
      case "TEL" -> value.replaceFirst("^tel:", "");
      default -> value.replace("\r\n", "\n");
    };
  }

  /** Whole hours have a name in the time zone database, with the sign turned round. */
  private static String zone(String value) {
    return value.matches("[+-][0-9]{2}:?00")
        ? "Etc/GMT" + (value.startsWith("-") ? "+" : "-") + Integer.parseInt(value.substring(1, 3))
        : value;
  }

  /** RFC 9554 repeats second surname and generation where older programs look for them. */
  private static String withoutRepeated(String value) {
    List<String> parts = new ArrayList<>(Text.split(value, ';'));
    for (int of = 5; of < Math.min(parts.size(), 7); of++) {
      int from = of == 5 ? 0 : 4;
      List<String> values = new ArrayList<>(Text.split(parts.get(from), ','));
      values.removeAll(Text.split(parts.get(of), ','));
      parts.set(from, String.join(",", values));
    }
    return String.join(";", parts);
  }

  /** Components without the empty ones at the end. */
  private String structured(String value) {
    List<String> parts = new ArrayList<>();
    for (String part : Text.split(value, ';')) {
      List<String> values = version == CardVersion.V2_1 ? List.of(part) : Text.split(part, ',');
      parts.add(
          values.stream()
              .map(v -> Text.unescape(v, version))
              .filter(v -> !v.isEmpty())
              .collect(Collectors.joining("|")));
    }
    while (!parts.isEmpty() && parts.get(parts.size() - 1).isEmpty()) {
      parts.remove(parts.size() - 1);
    }
    return String.join(";", parts);
  }

  /** Basic or extended, with or without the seconds' fraction and offset. */
  private static String date(String text) {
    Optional<Instant> instant = text.contains("T") ? Dates.instant(text, true) : Optional.empty();
    return instant.map(Object::toString).orElseGet(() -> text.replace("-", ""));
  }

  /** TYPE in any case, PREF=1 and TYPE=pref as one, without what only says how it is written. */
  private String parameters(ContentLine line, String name) {
    List<String> words = new ArrayList<>();
    for (Parameter parameter : line.parameters()) {
      switch (parameter.name()) {
        case "TYPE" -> parameter.values().forEach(v -> types(words, v));
        case "PROP-ID", "VALUE", "ENCODING", "ALTID", "CC", "LABEL", "GEO", "TZ" -> {}
        case "X-APPLE-OMIT-YEAR", "JSCOMPS" -> {}
        case "PREF" ->
            words.add(
                parameter.values().equals(List.of("1")) ? "pref" : "pref" + parameter.values());
        case "MEDIATYPE" -> words.add(mediaWord(parameter.values().get(0)));
        case "SORT-AS" ->
            words.add("sort " + String.join(",", parameter.values()).replace(';', ','));
        default -> words.add(parameter.name() + "=" + String.join(",", parameter.values()));
      }
    }
    if (name.equals("EMAIL")) {
      words.removeIf("internet"::equals);
    }
    if (name.equals("IMPP")) {
      // RFC 4770 has its own words.
      words.replaceAll(w -> w.equals("personal") ? "home" : w.equals("business") ? "work" : w);
    }
    if (name.equals("GEO") || name.equals("TZ")) {
      // They are the types of the address, which has them already.
      words.clear();
    }
    if (name.equals("PHOTO") || name.equals("LOGO") || name.equals("SOUND") || name.equals("KEY")) {
      words.clear();
    }
    return words.isEmpty() ? "" : " " + new TreeSet<>(words);
  }

  private static void types(List<String> words, String value) {
    for (String word : value.split(",", -1)) {
      String type = word.trim().toLowerCase(Locale.ROOT).replaceFirst("^type=", "");
      if (!type.isEmpty()) {
        words.add(type.equals("main-number") ? "main" : type);
      }
    }
  }

  private static String mediaWord(String type) {
    return "media " + type.toLowerCase(Locale.ROOT);
  }
}
