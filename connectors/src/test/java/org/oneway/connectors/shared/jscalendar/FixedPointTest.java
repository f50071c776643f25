// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was converted stays as it is, however often it is converted. */
final class FixedPointTest {
  static Stream<Arguments> files() {
    return CalendarCorpus.files().stream()
        .flatMap(
            file ->
                Stream.of(Surface.values())
                    .map(s -> Arguments.of(CalendarCorpus.name(file), s, file)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("files")
  void everyComponentOfACalendarComesBackAsItWas(String name, Surface surface, Path file) {
    for (List<ObjectNode> objects : CalendarCorpus.objects(CalendarCorpus.bytes(file), surface)) {
      byte[] written = Calendars.write(Calendars.item(objects));
      assertThat(CalendarCorpus.objects(written, surface)).isEqualTo(List.of(objects));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("files")
  void andAsTheyAllWereWhenTheyAreWrittenTogether(String name, Surface surface, Path file) {
    List<List<ObjectNode>> all = CalendarCorpus.objects(CalendarCorpus.bytes(file), surface);
    byte[] written = Calendars.write(all.stream().map(Calendars::item).toList());
    assertThat(products(CalendarCorpus.objects(written, surface)))
        .containsExactlyInAnyOrderElementsOf(products(all));
  }

  /** A calendar names one product, whoever made what is in it. */
  private static List<List<ObjectNode>> products(List<List<ObjectNode>> all) {
    all.forEach(objects -> objects.forEach(object -> object.remove("prodId")));
    return all;
  }
}
