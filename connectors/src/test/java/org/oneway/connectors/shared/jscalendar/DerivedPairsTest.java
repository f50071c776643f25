// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.item.Item;

/** What the tables of the conversion say, case by case, on the surface of RFC 8984. */
final class DerivedPairsTest {
  /** What is added to a pair that does not tell it. */
  private static final Set<String> ADDED =
      Set.of("UID", "DTSTAMP", "DTSTART", "LAST-MODIFIED", "DURATION");

  static Path folder(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(DerivedPairsTest.class.getResource("/corpus/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<DerivedPair> all() throws IOException {
    try (Stream<Path> files = Files.list(folder("derived"))) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .sorted()
          .flatMap(file -> DerivedPair.in(file).stream())
          .toList();
    }
  }

  static Stream<DerivedPair> there() throws IOException {
    return all().stream().filter(DerivedPair::holdsThere);
  }

  static Stream<DerivedPair> back() throws IOException {
    return all().stream().filter(DerivedPair::holdsBack);
  }

  @Test
  void thereAreEnough() throws IOException {
    assertThat(all()).hasSizeGreaterThanOrEqualTo(100);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("there")
  void theLinesBecomeTheMembers(DerivedPair pair) {
    byte[] calendar = pair.calendar().getBytes(StandardCharsets.UTF_8);
    Calendars.CalendarObject read = Calendars.read(calendar, "pair.ics");
    assertThat(read.broken()).isEmpty();
    assertThat(read.items()).hasSize(1);
    Holding.assertMembers(read.items().get(0).item().json(), pair.json());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("back")
  void theMembersBecomeTheLines(DerivedPair pair) {
    ObjectNode object = pair.object();
    Holding.complete(object);
    Item item = Calendars.item(object);
    CalendarText.Component written = CalendarText.parse(Calendars.write(item));
    CalendarText.Component expected = CalendarText.parse(pair.calendar());
    assertThat(said(written, pair)).containsExactlyInAnyOrderElementsOf(said(expected, pair));
  }

  /** The lines of the components of the pair's sort, without those that it does not tell. */
  private static List<String> said(CalendarText.Component calendars, DerivedPair pair) {
    List<String> said = new ArrayList<>();
    for (CalendarText.Component calendar : calendars.all("VCALENDAR")) {
      calendar.all(pair.component()).forEach(c -> collect(c, "", pair, said));
    }
    return said;
  }

  private static void collect(
      CalendarText.Component component, String path, DerivedPair pair, List<String> said) {
    String here = path + component.name() + " ";
    for (CalendarText.Property property : component.properties()) {
      boolean isTold = pair.lines().stream().anyMatch(l -> l.matches(property.name() + "[;:].*"));
      if (isTold || !ADDED.contains(property.name())) {
        property.meanings().forEach(m -> said.add(here + m.replaceAll("JSCAL-ID=any(, )?", "")));
      }
    }
    component.components().forEach(inner -> collect(inner, here, pair, said));
  }
}
