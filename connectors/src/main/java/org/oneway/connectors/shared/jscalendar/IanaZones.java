// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.TimeZoneLoader;
import net.fortuna.ical4j.model.component.VTimeZone;
import org.oneway.connectors.shared.vobject.ComponentReader;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.connectors.shared.vobject.Text;

/** The VTIMEZONEs of the IANA's zones, as ical4j brings them along. */
final class IanaZones {
  private static final Set<String> ABOUT_THEMSELVES =
      Set.of("TZID", "TZURL", "LAST-MODIFIED", "X-PROLEPTIC-TZNAME", "X-LIC-LOCATION");

  /** What was read once; it says the same for as long as this version of ical4j runs. */
  private static final Map<String, Optional<RawComponent>> READ = new ConcurrentHashMap<>();

  /** Where in ical4j the definitions are that need no repair for old programs. */
  private static final String PLACE = "zoneinfo-global/";

  private static final Object LOCK = new Object();

  private IanaZones() {}

  /** The definition of a zone under a name; empty where ical4j does not know the zone. */
  static Optional<RawComponent> definition(String id, String tzid) {
    Optional<RawComponent> own = READ.computeIfAbsent(id, IanaZones::read);
    return tzid.equals(id) ? own : own.map(definition -> named(definition, tzid));
  }

  private static Optional<RawComponent> read(String id) {
    return load(id).or(() -> twin(id).flatMap(IanaZones::load)).map(zone -> named(zone, id));
  }

  private static RawComponent named(RawComponent definition, String tzid) {
    List<ContentLine> lines = new ArrayList<>();
    lines.add(ContentLine.of("TZID", List.of(), Text.escape(tzid)));
    for (ContentLine line : definition.lines()) {
      if (!line.name().equals("TZID")) {
        lines.add(line);
      }
    }
    return RawComponent.of("VTIMEZONE", lines, definition.components());
  }

  /** Another name of a zone, for one that ical4j has by its former name only. */
  private static Optional<String> twin(String id) {
    ZoneRules rules = ZoneId.of(id).getRules();
    return ZoneNames.all().stream()
        .filter(other -> !other.equals(id) && ZoneId.of(other).getRules().equals(rules))
        .filter(other -> load(other).isPresent())
        .findFirst();
  }

  private static Optional<RawComponent> load(String id) {
    String text;
    // The loader is not made for several threads.
    synchronized (LOCK) {
      try {
        Optional<VTimeZone> zone =
            Optional.ofNullable(TimeZoneLoader.getInstance(PLACE).loadVTimeZone(id));
        if (zone.isEmpty()) {
          return Optional.empty();
        }
        text = zone.get().toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (ParserException e) {
        throw new IllegalStateException("ical4j reads its own zones", e);
      }
    }
    byte[] bytes =
        ("BEGIN:VCALENDAR\r\n" + text + "END:VCALENDAR\r\n").getBytes(StandardCharsets.UTF_8);
    try (ComponentReader reader =
        new ComponentReader(new ByteArrayInputStream(bytes), id, bytes.length)) {
      return reader.next().map(IanaZones::withoutItself);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RawComponent withoutItself(RawComponent definition) {
    List<ContentLine> lines = new ArrayList<>();
    for (ContentLine line : definition.lines()) {
      if (!ABOUT_THEMSELVES.contains(line.name())) {
        lines.add(line);
      }
    }
    return RawComponent.of("VTIMEZONE", lines, definition.components());
  }
}
