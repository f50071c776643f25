// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A calendar that went there and back takes place when it did, and says what it said. */
final class InstancesTest {
  @BeforeAll
  static void ical4jReadsWhatPeopleWrite() {
    Ical4jSettings.lenient();
  }

  static Stream<Path> files() {
    return CalendarCorpus.files().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void theFirst100InstancesOfEachRecurrenceAreTheSame(Path file) {
    List<Instances.Of> there = Instances.in(CalendarText.parse(CalendarCorpus.bytes(file)));
    List<Instances.Of> back = Instances.in(CalendarText.parse(rewritten(file)));
    String reason = ThereAndBack.exception(ThereAndBack.INSTANCES, CalendarCorpus.name(file));
    if (reason.isEmpty()) {
      int repaired = there.size() - readable(there).size();
      assertThat(readable(back))
          .as("unreadable: %s", back.stream().flatMap(of -> of.problem().stream()).toList())
          .containsAll(readable(there))
          .hasSizeBetween(readable(there).size(), readable(there).size() + repaired);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyPropertyIsThereAgain(Path file) {
    List<String> before = ThereAndBack.said(CalendarText.parse(CalendarCorpus.bytes(file)));
    List<String> after = ThereAndBack.said(CalendarText.parse(rewritten(file)));
    String reason = ThereAndBack.exception(ThereAndBack.PROPERTIES, CalendarCorpus.name(file));
    if (reason.isEmpty()) {
      assertThat(after).containsExactlyInAnyOrderElementsOf(before);
    }
  }

  @Test
  void whatIcal4jCannotReadIsKnown() {
    Map<String, String> unreadable = new TreeMap<>();
    int readable = 0;
    for (Path file : CalendarCorpus.files()) {
      for (Instances.Of of : Instances.in(CalendarText.parse(CalendarCorpus.bytes(file)))) {
        of.problem().ifPresent(p -> unreadable.put(CalendarCorpus.name(file), p));
        readable += of.problem().isEmpty() ? 1 : 0;
      }
    }
    System.out.println(readable + " components were computed; ical4j cannot read one or more of");
    unreadable.forEach((name, problem) -> System.out.println(name + ": " + problem));
    assertThat(unreadable.size()).isLessThanOrEqualTo(40);
    assertThat(readable).isGreaterThanOrEqualTo(300);
  }

  private static byte[] rewritten(Path file) {
    return Calendars.write(
        Calendars.read(CalendarCorpus.bytes(file), CalendarCorpus.name(file)).items().stream()
            .map(Calendars.Converted::item)
            .toList());
  }

  private static List<Instances.Of> readable(List<Instances.Of> all) {
    return all.stream().filter(of -> of.problem().isEmpty()).toList();
  }
}
