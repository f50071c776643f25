// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscalendar.Fragment.back;
import static org.oneway.connectors.shared.jscalendar.Fragment.json;
import static org.oneway.connectors.shared.jscalendar.Fragment.lines;
import static org.oneway.connectors.shared.jscalendar.Fragment.modern;
import static org.oneway.connectors.shared.jscalendar.Fragment.parse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.oneway.engine.item.Kind;

final class NotesTest {
  private static final String[] MINUTES = {
    "DTSTAMP:20240921T105302Z",
    "SUMMARY:Minutes",
    "DESCRIPTION:We met.",
    "DESCRIPTION:And parted.",
    "CATEGORIES:work",
    "STATUS:DRAFT",
    "DTSTART;VALUE=DATE:20240921",
    "ATTACH:https://example.com/a.pdf",
    "RELATED-TO;RELTYPE=PARENT:p"
  };

  @Test
  void aJournalIsANote() {
    ObjectNode json = json(Fragment.of("VJOURNAL", MINUTES));

    assertThat(Calendars.item(json).kind()).isEqualTo(Kind.NOTE);
    assertThat(json.path("@type").asText()).isEqualTo("Note");
    assertThat(json.path("title").asText()).isEqualTo("Minutes");
    assertThat(json.path("description").asText()).isEqualTo("We met.");
    assertThat(json.path("status").asText()).isEqualTo("draft");
    assertThat(json.path("start").asText()).isEqualTo("2024-09-21T00:00:00");
    assertThat(json.has("duration")).isFalse();
  }

  @Test
  void itComesBackAsItWas() {
    assertThat(back(Fragment.of("VJOURNAL", MINUTES)))
        .contains(MINUTES)
        .hasSize(MINUTES.length + 2);
  }

  @Test
  void aStatusOfAnEventIsNoneOfANote() {
    assertThat(json(Fragment.of("VJOURNAL", "STATUS:CONFIRMED")).has("status")).isFalse();
    assertThat(back(Fragment.of("VJOURNAL", "STATUS:CONFIRMED"))).contains("STATUS:CONFIRMED");
  }

  @Test
  void aNoteOfTheNewVersionIsOneToo() {
    ObjectNode json = modern(Fragment.of("VJOURNAL", MINUTES));

    assertThat(json.path("@type").asText()).isEqualTo("Note");
    assertThat(lines(json)).contains(MINUTES);
  }

  @Test
  void aNoteWithNothingButATextIsAJournal() {
    assertThat(lines(parse("{'@type':'Note','uid':'u','description':'Milk'}")))
        .containsExactly("BEGIN:VJOURNAL", "DESCRIPTION:Milk", "END:VJOURNAL");
  }
}
