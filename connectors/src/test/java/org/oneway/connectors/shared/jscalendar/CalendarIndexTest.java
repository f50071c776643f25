// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.connectors.shared.vobject.ComponentReader;

final class CalendarIndexTest {
  static List<Path> files() {
    return CalendarCorpus.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void aCalendarMeansTheSameInMemoryAndPieceByPiece(Path file) throws IOException {
    byte[] bytes = CalendarCorpus.bytes(file);
    byte[] utf8 = ComponentReader.decoded(new ByteArrayInputStream(bytes)).readAllBytes();
    Calendars.CalendarObject whole = Calendars.read(bytes, "x");
    for (boolean isHashed : new boolean[] {false, true}) {
      CalendarIndex index =
          isHashed
              ? CalendarIndex.of(new ByteArrayInputStream(bytes), "x")
              : CalendarIndex.toConvert(new ByteArrayInputStream(bytes), "x");
      assertThat(index.findings()).isEqualTo(whole.findings());
      int items = 0;
      int broken = 0;
      for (CalendarIndex.Entry entry : index.entries()) {
        assertThat(entry.hash()).hasSize(isHashed ? 32 : 0);
        if (entry.defect().isPresent()) {
          Calendars.Broken other = whole.broken().get(broken++);
          assertThat(entry.title()).isEqualTo(other.title());
          assertThat(entry.defect()).contains(other.defect());
        } else {
          assertThat(index.convert(entry, CalendarIndex.in(utf8)))
              .isEqualTo(whole.items().get(items++));
        }
      }
      assertThat(items).isEqualTo(whole.items().size());
      assertThat(broken).isEqualTo(whole.broken().size());
    }
  }

  @Test
  void componentsBelongTogetherHoweverTheirUidsAreSpelled() throws IOException {
    String text =
        """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        uid;X-WHY="a:b":one
        DTSTART:20260101T100000Z
        RRULE:FREQ=DAILY
        END:VEVENT
        BEGIN:VEVENT
        item1.UID :one
        RECURRENCE-ID:20260102T100000Z
        DTSTART:20260102T110000Z
        BEGIN:VALARM
        UID:two
        TRIGGER:-PT5M
        END:VALARM
        END:VEVENT
        END:VCALENDAR
        """;

    CalendarIndex index =
        CalendarIndex.toConvert(new ByteArrayInputStream(text.getBytes(UTF_8)), "x");

    assertThat(index.entries())
        .singleElement()
        .satisfies(one -> assertThat(one.spans()).hasSize(2));
  }
}
