// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Text;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Finding.Level;

/** A Card (RFC 9553) that grows line by line, and what is still to be joined. */
final class Draft {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final int LONGEST_ID = 255;

  /** Id maps whose types have neither contexts nor a preference. */
  private static final Set<String> WITHOUT_CONTEXTS =
      Set.of("titles", "anniversaries", "notes", "personalInfo");

  /**
   * An entry that a line became.
   *
   * @param types of the line of an address, without {@code pref}
   * @param takesLabel whether its type has a member {@code label}
   */
  record Entry(
      ContentLine line,
      String member,
      String key,
      ObjectNode value,
      Set<String> types,
      boolean takesLabel) {
    String group() {
      return line.group();
    }
  }

  /** A line that travels as it is, and why. */
  private record Raw(ContentLine line, String reason) {}

  final CardVersion version;
  final ObjectNode card = JSON.objectNode();
  final List<Entry> entries = new ArrayList<>();

  /** Lines that belong to others: LABEL, GEO, TZ, X-ABLABEL and their like. */
  final List<ContentLine> waiting = new ArrayList<>();

  private final String place;
  private final List<Finding> findings;
  private final Map<String, Integer> counted = new HashMap<>();
  private final IdentityHashMap<ContentLine, String> keys = new IdentityHashMap<>();
  private final Set<String> takenIds = new HashSet<>();
  private final List<Raw> raw = new ArrayList<>();

  /**
   * @param place what findings call the file
   * @param lines all lines, whose PROP-IDs no generated key may take
   */
  Draft(CardVersion version, String place, List<ContentLine> lines, List<Finding> findings) {
    this.version = version;
    this.place = place;
    this.findings = findings;
    for (ContentLine line : lines) {
      line.parameter("PROP-ID").ifPresent(takenIds::add);
    }
  }

  /** What the value of a line means as text. */
  String text(String value) {
    return Text.unescape(value, version);
  }

  /** Commas separate values, except in vCard 2.1. */
  List<String> list(String value) {
    List<String> texts = new ArrayList<>();
    List<String> parts = version == CardVersion.V2_1 ? List.of(value) : Text.split(value, ',');
    for (String part : parts) {
      texts.add(text(part));
    }
    return texts;
  }

  /** A URI has no backslashes, but programs escape its commas and colons. */
  String uri(String value) {
    return value.indexOf('\\') < 0 ? value.trim() : Text.unescape(value, CardVersion.V3_0).trim();
  }

  /** Adds an entry to an Id map: contexts, pref, key, and what is left of the parameters. */
  void add(ContentLine line, Params params, String member, String prefix, ObjectNode entry) {
    add(line, params, member, prefix, entry, false);
  }

  /** Adds an entry of a type that has a member {@code label}. */
  void addLabelled(
      ContentLine line, Params params, String member, String prefix, ObjectNode entry) {
    add(line, params, member, prefix, entry, true);
  }

  private void add(
      ContentLine line,
      Params params,
      String member,
      String prefix,
      ObjectNode entry,
      boolean takesLabel) {
    ObjectNode map = card;
    for (String step : Text.split(member, '/')) {
      map = child(map, step);
    }
    String key = key(line, params, prefix, map);
    Set<String> types = member.equals("addresses") ? params.types() : new HashSet<>();
    types.remove("pref");
    if (!WITHOUT_CONTEXTS.contains(member)) {
      if (!member.equals("organizations")) {
        params.takePref().ifPresent(pref -> entry.put("pref", pref));
      }
      if (params.takeType("home")) {
        Draft.child(entry, "contexts").put("private", true);
      }
      if (params.takeType("work")) {
        Draft.child(entry, "contexts").put("work", true);
      }
    }
    params.keepRest(entry);
    map.set(key, entry);
    entries.add(new Entry(line, member, key, entry, types, takesLabel));
  }

  /** Remembers which line told of a relation to {@code value}. */
  void addRelation(ContentLine line, String value, ObjectNode relation) {
    entries.add(new Entry(line, "relatedTo", value, relation, Set.of(), false));
  }

  /** Takes an entry back. */
  void remove(Entry entry) {
    entries.remove(entry);
    if (card.get(entry.member()) instanceof ObjectNode map) {
      map.remove(entry.key());
      if (map.isEmpty()) {
        card.remove(entry.member());
      }
    }
  }

  /** The line's PROP-ID where it is an Id, else the prefix and a number. */
  private String key(ContentLine line, Params params, String prefix, ObjectNode map) {
    Optional<String> given = params.take("PROP-ID").filter(Draft::isId).filter(id -> !map.has(id));
    String known = keys.get(line);
    String key = given.orElse(known == null ? generate(prefix) : known);
    keys.put(line, key);
    return key;
  }

  private String generate(String prefix) {
    while (true) {
      int number = counted.getOrDefault(prefix, 0) + 1;
      counted.put(prefix, number);
      String key = prefix + '-' + number;
      if (takenIds.add(key)) {
        return key;
      }
    }
  }

  /** RFC 9553 section 1.4.1. */
  static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_ID;
  }

  /** The object under {@code member}, made where it is not there. */
  static ObjectNode child(ObjectNode parent, String member) {
    if (parent.get(member) instanceof ObjectNode there) {
      return there;
    }
    ObjectNode made = JSON.objectNode();
    parent.set(member, made);
    return made;
  }

  /** The key of the entry that {@code line} became. */
  Optional<String> keyOf(ContentLine line) {
    return Optional.ofNullable(keys.get(line));
  }

  /** The key that the entry of {@code line} will have. */
  void useKey(ContentLine line, String key) {
    keys.put(line, key);
  }

  /** The line has no member of its own and travels as it is. */
  void raw(ContentLine line) {
    raw(line, "has no member in JSContact");
  }

  /** The line says something that its type cannot; it travels as it is. */
  void raw(ContentLine line, String reason) {
    raw.add(new Raw(line, reason));
  }

  /** The line that came last of those that travel as they are does not. */
  void takeBackRaw() {
    raw.remove(raw.size() - 1);
  }

  /** Tells that the parameters that nobody took are lost: the member is a mere text. */
  void loseRest(ContentLine line, Params params) {
    params.take("VALUE");
    params.take("PROP-ID");
    if (params.hasRest()) {
      find(Level.LOST, line, "its parameters have no place in JSContact");
    }
  }

  /** How many lines travel as they are. */
  int rawLines() {
    return raw.size();
  }

  void find(Level level, ContentLine line, String reason) {
    findings.add(new Finding(level, line.name(), place + " line " + line.number(), reason));
  }

  /**
   * Writes and tells the lines that travel as they are, and the groups that tie them to entries.
   */
  void finish() {
    if (raw.isEmpty()) {
      return;
    }
    ArrayNode properties = card.withArray("/vCardProps");
    Set<String> groups = new HashSet<>();
    for (Raw one : raw) {
      ContentLine line = one.line();
      find(Level.CARRIED_RAW, line, one.reason() + "; travels as it is");
      properties.add(RawProperties.toJson(line, version));
      groups.add(line.group());
    }
    groups.remove("");
    for (Entry entry : entries) {
      if (groups.contains(entry.group())) {
        Draft.child(entry.value(), "vCardParams").put("group", entry.group());
      }
    }
  }
}
