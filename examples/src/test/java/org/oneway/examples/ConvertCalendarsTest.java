// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The calendars of {@code examples/convert} become what was written down by hand. */
final class ConvertCalendarsTest {
  private static final Path CALENDARS = Path.of("convert/calendars");
  private static final Path EXPECTED = Path.of("convert/expected");

  @TempDir private Path directory;

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(CALENDARS)) {
      return files
          .map(file -> file.getFileName().toString().replace(".ics", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void thereAreEnough() throws IOException {
    assertThat(names()).hasSizeGreaterThanOrEqualTo(30);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aCalendarBecomesWhatItsReaderFindsInIt(String name) throws IOException {
    Path calendar = CALENDARS.resolve(name + ".ics");
    assertThat(ConvertTest.convert("jscalendar", calendar)).isEqualTo(expected(name, ""));
    assertThat(ConvertTest.convert("jscalendar2", calendar)).isEqualTo(expected(name, "2"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void andThroughICalendarItComesBackTheSame(String name) throws IOException {
    for (String version : new String[] {"", "2"}) {
      Path json = EXPECTED.resolve(name + ".jscalendar" + version + ".json");
      Path written = directory.resolve(name + version + ".ics");
      Files.writeString(written, ConvertTest.convert("icalendar", json));
      assertThat(ConvertTest.convert("jscalendar" + version, written))
          .isEqualTo(expected(name, version));
    }
  }

  private static String expected(String name, String version) throws IOException {
    return Files.readString(EXPECTED.resolve(name + ".jscalendar" + version + ".json"));
  }
}
