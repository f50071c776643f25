// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.Text;

/**
 * Writes places: the main one as LOCATION and GEO, which every program knows, the others as
 * VLOCATION (RFC 9073 section 7.2).
 */
final class LocationWriter {

  /** What LOCATION and GEO cannot say, and VLOCATION can. */
  private static final Set<String> MORE =
      Set.of("description", "locationTypes", "links", "iCalComponent", "iCalendar");

  private static final Set<String> END = Set.of("@type", "relativeTo", "timeZone");

  private final Writing writing;

  /** Whether there is a GEO, or a LOCATION that one would belong to. */
  private boolean isPlaced;

  private LocationWriter(Writing writing) {
    this.writing = writing;
  }

  static void write(Writing writing) {
    new LocationWriter(writing).write();
  }

  private void write() {
    List<Map.Entry<String, ObjectNode>> all =
        new ArrayList<>(writing.entries(LocationRules.LOCATIONS));
    all.removeIf(one -> isOnlyEnd(one.getValue()));
    String wanted = writing.text("mainLocationId").orElse("");
    Optional<Map.Entry<String, ObjectNode>> main =
        all.stream().filter(one -> one.getKey().equals(wanted)).findFirst();
    if (main.isEmpty()) {
      main = all.stream().findFirst();
    }
    if (main.isPresent()) {
      writeMain(main.get());
    }
    for (Map.Entry<String, ObjectNode> one : all) {
      if (!main.get().getKey().equals(one.getKey()) || !isPlain(one.getValue())) {
        writeOther(one.getKey(), one.getValue());
      }
    }
    LocationRules.writeConferences(writing);
  }

  /** Where the event ends in another time zone, DTEND says so. */
  private static boolean isOnlyEnd(ObjectNode location) {
    return location.has("relativeTo") && hasOnly(location, END);
  }

  private static boolean hasOnly(ObjectNode object, Set<String> members) {
    return object.properties().stream().allMatch(field -> members.contains(field.getKey()));
  }

  static boolean isPlain(ObjectNode location) {
    Optional<String> name = text(location, "name");
    Optional<String> uri = text(location, LocationRules.COORDINATES);
    return MORE.stream().noneMatch(location::has)
        && (name.isPresent() || !location.has("name"))
        && (uri.flatMap(LocationRules::geo).isPresent() || !location.has(LocationRules.COORDINATES))
        && (name.isPresent() || uri.isPresent());
  }

  private static Optional<String> text(ObjectNode location, String member) {
    return Optional.of(location.path(member).asText())
        .filter(text -> location.path(member).isTextual() && !text.isBlank());
  }

  private void writeMain(Map.Entry<String, ObjectNode> main) {
    ObjectNode location = main.getValue();
    Optional<String> name = text(location, "name");
    if (isPlain(location)) {
      isPlaced = true;
      name.ifPresent(
          text -> {
            String value = Text.escape(text);
            writing
                .entry("LOCATION", LocationRules.LOCATIONS, main.getKey(), "name", value)
                .value(value);
          });
      text(location, LocationRules.COORDINATES)
          .flatMap(LocationRules::geo)
          .ifPresent(geo -> writeGeo(main.getKey(), geo, name.isEmpty()));
    } else if (name.isPresent() && !isSaidElsewhere(location)) {
      writing.line("LOCATION").with("DERIVED", "TRUE").text(name.get());
    }
  }

  private void writeGeo(String key, String geo, boolean isAlone) {
    if (isAlone) {
      writing.entry("GEO", LocationRules.LOCATIONS, key, LocationRules.COORDINATES, geo).value(geo);
    } else {
      String path = LocationRules.LOCATIONS + "/" + key + "/" + LocationRules.COORDINATES;
      writing.line("GEO", path).value(geo);
    }
  }

  /** Whether the object came with a LOCATION that is kept, or with none beside a VLOCATION. */
  private boolean isSaidElsewhere(ObjectNode location) {
    boolean isTold = writing.text("mainLocationId").isPresent();
    return (Preserved.in(location).isObject() && !isTold)
        || Preserved.lines(writing.object).stream()
            .anyMatch(line -> line.name().equals("LOCATION"));
  }

  private void writeOther(String key, ObjectNode location) {
    Optional<String> geo = text(location, LocationRules.COORDINATES).flatMap(LocationRules::geo);
    if (!isPlaced && isPlain(location) && !location.has("name") && geo.isPresent()) {
      isPlaced = true;
      writeGeo(key, geo.get(), true);
      return;
    }
    Writing inner = writing.inner("VLOCATION", location);
    Entries.writeKey(inner, key);
    TextRules.writeText(inner, "NAME", "name");
    TextRules.writeText(inner, "DESCRIPTION", "description");
    List<String> types = TextRules.names(location, "locationTypes");
    if (!types.isEmpty()) {
      inner.line("LOCATION-TYPE", "locationTypes").texts(types);
    }
    if (geo.isPresent() && Preserved.cameFrom(location, LocationRules.COORDINATES, "GEO")) {
      inner.line("GEO", LocationRules.COORDINATES).value(geo.get());
    } else {
      text(location, LocationRules.COORDINATES)
          .filter(uri -> uri.equals(Text.keepOnOneLine(uri)))
          .ifPresent(
              uri ->
                  inner
                      .line("COORDINATES", LocationRules.COORDINATES)
                      .with("VALUE", "URI")
                      .value(uri));
    }
    LinkRules.writeAttachments(inner);
    writing.add(inner.component());
  }
}
