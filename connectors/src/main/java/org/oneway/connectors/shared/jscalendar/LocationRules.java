// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.connectors.shared.vobject.Text;

/** Places: LOCATION, GEO, VLOCATION, CONFERENCE. */
final class LocationRules {
  static final String LOCATIONS = "locations";
  static final String COORDINATES = "coordinates";
  private static final String NUMBER = "(\\d{1,3}(?:\\.\\d{1,20})?)";
  private static final Pattern GEO =
      Pattern.compile("\\s*([+-]?)" + NUMBER + "\\s*;\\s*([+-]?)" + NUMBER + "\\s*");
  private static final Pattern URI = Pattern.compile("geo:(-?" + NUMBER + "),(-?" + NUMBER + ")");
  private static final Set<String> ONCE = Set.of("NAME", "DESCRIPTION", "COORDINATES", "GEO");
  private static final Map<String, Rule> RULES = rules();

  private LocationRules() {}

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new HashMap<>();
    rules.put("NAME", (reading, line) -> TextRules.text(reading, line, "name"));
    rules.put("DESCRIPTION", (reading, line) -> TextRules.text(reading, line, "description"));
    rules.put("LOCATION-TYPE", LocationRules::type);
    rules.put("COORDINATES", LocationRules::coordinates);
    rules.put("GEO", LocationRules::innerGeo);
    LinkRules.addAttachmentsTo(rules);
    return Map.copyOf(rules);
  }

  static void addTo(Map<String, Rule> rules) {
    rules.put("LOCATION", LocationRules::location);
    rules.put("GEO", LocationRules::geo);
    rules.put("CONFERENCE", LocationRules::conference);
  }

  private static boolean isPlace(ContentLine line) {
    return !line.value().isBlank() && !TextRules.isDerived(new Line(line));
  }

  private static void location(Reading reading, Line line) {
    if (TextRules.isDerived(line)) {
      return; // See join.
    }
    if (!isPlace(line.content())) {
      reading.raw(line.content(), "says nothing");
      return;
    }
    ObjectNode location = Reading.JSON.objectNode().put("@type", "Location");
    location.put("name", line.text());
    String key = reading.add(line, LOCATIONS, line.value(), location);
    reading.converted(line, path(key, "name"));
    if (!reading.isPlaced) {
      reading.lines("GEO").stream()
          .filter(geo -> uri(geo.value()).isPresent())
          .findFirst()
          .ifPresent(
              geo -> {
                location.put(COORDINATES, uri(geo.value()).orElse(""));
                reading.converted(new Line(geo), path(key, COORDINATES));
              });
    }
    reading.isPlaced = true;
  }

  private static String path(String key, String member) {
    return LOCATIONS + "/" + Pointers.encode(key) + "/" + member;
  }

  /** One that stands beside a LOCATION is where that is. */
  private static void geo(Reading reading, Line line) {
    Optional<String> uri = uri(line.value());
    if (uri.isEmpty() || reading.hasGeo) {
      reading.raw(line.content(), "is no place");
      return;
    }
    reading.hasGeo = true;
    if (reading.lines("LOCATION").stream().anyMatch(LocationRules::isPlace)) {
      return;
    }
    ObjectNode location = Reading.JSON.objectNode().put("@type", "Location");
    location.put(COORDINATES, uri.get());
    String key = reading.add(line, LOCATIONS, line.value(), location);
    reading.converted(line, path(key, COORDINATES));
  }

  /** A geo: URI with the numbers as they stand there (RFC 5870). */
  static Optional<String> uri(String geo) {
    Matcher match = GEO.matcher(geo);
    if (!match.matches()) {
      return Optional.empty();
    }
    String uri =
        "geo:"
            + sign(match.group(1))
            + match.group(2)
            + ","
            + sign(match.group(3))
            + match.group(4);
    return Optional.of(uri);
  }

  private static String sign(String sign) {
    return sign.equals("-") ? sign : "";
  }

  /** The value of GEO that a plain geo: URI is. */
  static Optional<String> geo(String uri) {
    Matcher match = URI.matcher(uri);
    return match.matches() ? Optional.of(match.group(1) + ";" + match.group(3)) : Optional.empty();
  }

  private static void type(Reading reading, Line line) {
    ObjectNode types = Reading.child(reading.object, "locationTypes");
    line.texts().stream().filter(t -> !t.isEmpty()).forEach(type -> types.put(type, true));
    reading.converted(line, "locationTypes");
  }

  private static void coordinates(Reading reading, Line line) {
    if (reading.object.has(COORDINATES) || line.value().isBlank()) {
      reading.raw(line.content());
      return;
    }
    reading.object.put(COORDINATES, line.value());
    reading.converted(line, COORDINATES);
  }

  private static void innerGeo(Reading reading, Line line) {
    Optional<String> uri = uri(line.value());
    if (uri.isEmpty() || reading.object.has(COORDINATES)) {
      reading.raw(line.content());
      return;
    }
    reading.object.put(COORDINATES, uri.get());
    reading.preserved.property(COORDINATES, "GEO");
    reading.converted(line, COORDINATES);
  }

  private static void conference(Reading reading, Line line) {
    if (line.value().isBlank()
        || line.peek("VALUE").filter(v -> !v.equalsIgnoreCase("URI")).isPresent()) {
      reading.raw(line.content());
      return;
    }
    ObjectNode place = Reading.JSON.objectNode().put("@type", "VirtualLocation");
    line.take("LABEL").filter(t -> !t.isEmpty()).ifPresent(label -> place.put("name", label));
    place.put("uri", line.value());
    for (String feature : line.takeAll("FEATURE")) {
      Reading.child(place, "features").put(feature.toLowerCase(Locale.ROOT), true);
    }
    String key = reading.add(line, "virtualLocations", line.value(), place);
    reading.converted(line, "virtualLocations/" + Pointers.encode(key) + "/uri");
  }

  /** Takes a VLOCATION. */
  static void read(Reading reading, RawComponent inner) {
    ObjectNode locations = Reading.child(reading.object, LOCATIONS);
    String name = inner.line("NAME").map(ContentLine::value).orElse("");
    String key = Entries.key(reading, LOCATIONS, inner, name);
    ObjectNode location = locations.putObject(key).put("@type", "Location");
    Reading within = reading.inner(inner, location);
    Entries.read(within, RULES, ONCE);
    if (LocationWriter.isPlain(location) && !Entries.hasId(inner)) {
      // It would come back as a LOCATION.
      within.preserved.remember();
      within.preserved.into(location);
    }
  }

  /** Finds out which place is the main one, when all are there. */
  static void join(Reading reading) {
    ObjectNode object = reading.object;
    Optional<String> main = Optional.empty();
    for (ContentLine line : reading.lines("LOCATION")) {
      if (TextRules.isDerived(new Line(line))) {
        Optional<String> named = named(object, new Line(line).text());
        if (main.isEmpty()
            && named.isPresent()
            && line.parameters().size() == 1
            && canBeMain(reading, named.get())) {
          main = named;
        } else {
          reading.raw(line, "is derived from something else");
        }
      }
    }
    if (main.isEmpty() && reading.isPlaced) {
      main = first(object);
    }
    main.filter(key -> reading.surface.isNew()).ifPresent(key -> object.put("mainLocationId", key));
  }

  /**
   * In RFC 8984 only the first place can be the main one; of components that came in so, what is
   * derived is kept.
   */
  private static boolean canBeMain(Reading reading, String key) {
    boolean isOurs = !Preserved.in(reading.object.path(LOCATIONS).path(key)).isObject();
    return reading.surface.isNew()
        || (isOurs && first(reading.object).filter(key::equals).isPresent());
  }

  /** The first place that is more than where the time zone ends. */
  private static Optional<String> first(ObjectNode object) {
    for (Map.Entry<String, JsonNode> one : object.path(LOCATIONS).properties()) {
      if (one.getValue().has("name") || one.getValue().has(COORDINATES)) {
        return Optional.of(one.getKey());
      }
    }
    return Optional.empty();
  }

  /** The first place of this name. */
  private static Optional<String> named(ObjectNode object, String name) {
    for (Map.Entry<String, JsonNode> one : object.path(LOCATIONS).properties()) {
      if (one.getValue().path("name").asText().equals(name)) {
        return Optional.of(one.getKey());
      }
    }
    return Optional.empty();
  }

  static void write(Writing writing) {
    LocationWriter.write(writing);
  }

  static void writeConferences(Writing writing) {
    for (Map.Entry<String, ObjectNode> one : writing.entries("virtualLocations")) {
      ObjectNode place = one.getValue();
      String uri = place.path("uri").asText();
      if (place.path("uri").isTextual() && !uri.isBlank() && uri.equals(Text.keepOnOneLine(uri))) {
        List<String> features =
            TextRules.names(place, "features").stream()
                .filter(f -> JCal.isName(f) && f.equals(f.toLowerCase(Locale.ROOT)))
                .map(f -> f.toUpperCase(Locale.ROOT))
                .toList();
        writing
            .entry("CONFERENCE", "virtualLocations", one.getKey(), "uri", uri)
            .with("VALUE", "URI")
            .with("FEATURE", features)
            .with("LABEL", Writing.textOf(place, "name"))
            .value(uri);
      }
    }
  }
}
