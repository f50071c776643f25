// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** BEGIN and END are no properties, wherever they come from. */
final class MarksTest {
  @Test
  @DisplayName("a damaged line cannot begin a component when it is written again")
  void aDamagedLineBeginsNothing() {
    String calendar =
        """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        UID:a
        DTSTART:20260101T100000Z
        x.BEGIN:VEVENT
        SUMMARY:Tea
        END:VEVENT
        END:VCALENDAR
        """;
    Calendars.CalendarObject read = Calendars.read(calendar.getBytes(UTF_8), "a.ics");

    String written = new String(Calendars.write(read.items().get(0).item()), UTF_8);

    assertThat(written.split("BEGIN:VEVENT", -1)).hasSize(2);
    assertThat(read.items().get(0).findings())
        .anyMatch(finding -> finding.reason().equals("the line is no property"));
  }

  @Test
  @DisplayName("S14 a preserved property from JSON cannot either")
  void aPropertyFromJsonBeginsNothing() throws IOException {
    ObjectNode json =
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    """
                    {"@type": "Event", "uid": "a", "start": "2026-01-01T10:00:00",
                     "iCalComponent": {"name": "vevent", "properties": [
                       ["end", {}, "unknown", "VEVENT"], ["begin", {}, "unknown", "VEVENT"]]}}
                    """);

    String written = new String(Calendars.write(Calendars.item(json)), UTF_8);

    assertThat(written.split("(BEGIN|END):VEVENT", -1)).hasSize(3);
  }
}
