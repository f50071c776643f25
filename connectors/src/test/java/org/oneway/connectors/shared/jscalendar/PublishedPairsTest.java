// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples that the draft of the conversion prints, on the surface of JSCalendar 2.0. */
final class PublishedPairsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> folders = Files.list(DerivedPairsTest.folder("draft-25"))) {
      return folders.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void theCalendarBecomesWhatTheDraftPrints(Path example) throws IOException {
    byte[] calendar = Files.readAllBytes(example.resolve("input.ics"));
    JsonNode expected = MAPPER.readTree(example.resolve("expect.json").toFile());
    Holding.assertMembers(Groups.group(calendar, Surface.DRAFT_25), (ObjectNode) expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void whatTheDraftPrintsBecomesTheCalendar(Path example) throws IOException {
    ObjectNode group = (ObjectNode) MAPPER.readTree(example.resolve("input.json").toFile());
    CalendarText.Component written = CalendarText.parse(Groups.fromGroup(group));
    CalendarText.Component expected =
        CalendarText.parse(Files.readString(example.resolve("expect.ics")));
    assertHolds(written.components().get(0), expected.components().get(0));
  }

  /** What is printed is there; what completes it to a whole calendar may be there, too. */
  private static void assertHolds(CalendarText.Component actual, CalendarText.Component expected) {
    assertThat(actual.name()).isEqualTo(expected.name());
    assertThat(actual.meanings()).containsAll(expected.meanings());
    List<CalendarText.Component> printed = expected.components();
    assertThat(actual.components()).hasSizeGreaterThanOrEqualTo(printed.size());
    for (int i = 0; i < printed.size(); i++) {
      String name = printed.get(i).name();
      long before = printed.subList(0, i).stream().filter(c -> c.name().equals(name)).count();
      assertHolds(actual.all(name).get((int) before), printed.get(i));
    }
  }
}
