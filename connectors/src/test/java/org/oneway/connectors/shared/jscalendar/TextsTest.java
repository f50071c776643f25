// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscalendar.Fragment.back;
import static org.oneway.connectors.shared.jscalendar.Fragment.event;
import static org.oneway.connectors.shared.jscalendar.Fragment.eventJson;
import static org.oneway.connectors.shared.jscalendar.Fragment.findings;
import static org.oneway.connectors.shared.jscalendar.Fragment.json;
import static org.oneway.connectors.shared.jscalendar.Fragment.lines;
import static org.oneway.connectors.shared.jscalendar.Fragment.modern;
import static org.oneway.connectors.shared.jscalendar.Fragment.sorted;
import static org.oneway.connectors.shared.jscalendar.Fragment.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SUMMARY;LANGUAGE=de:Mittagessen",
        "SUMMARY;ALTREP=\"https://example.com/s\":Lunch",
        "DESCRIPTION:One\\nTwo\\, three\\; four\\\\five",
        "DESCRIPTION:Words|X-ALT-DESC;FMTTYPE=text/html:<p>Words</p>",
        "STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<p>Words</p>",
        "STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<p>A</p>|DESCRIPTION;DERIVED=TRUE:A",
        "STYLED-DESCRIPTION;VALUE=URI:https://example.com/d|DESCRIPTION:Words",
        "SUMMARY;DERIVED=TRUE:Lunch",
        "SUMMARY:",
        "CATEGORIES:work,private",
        "CATEGORIES;LANGUAGE=de:Arbeit|CATEGORIES;LANGUAGE=en:work",
        "CONCEPT:https://example.com/music|CONCEPT:https://example.com/art",
        "CLASS:CONFIDENTIAL",
        "CLASS:X-SECRET",
        "TRANSP:OPAQUE",
        "PRIORITY:5",
        "PRIORITY:12",
        "SEQUENCE:3",
        "COLOR:maroon",
        "CREATED:20240329T133000Z|LAST-MODIFIED:20240330T133000Z",
        "COMMENT:One|COMMENT:Two",
        "CONTACT:Jim|RESOURCES:Easel,Projector",
        "REQUEST-STATUS:2.0;Success",
        "REQUEST-STATUS:3.1;Invalid property value;DTSTART:96-Apr-01",
      })
  void comesBackAsItWas(String text) {
    String[] lines = text.split("\\|", -1);
    assertThat(sorted(back(event(lines))))
        .containsAll(sorted(List.of(lines)))
        .hasSize(lines.length + 2);
  }

  @Test
  void aNameThatIsFoldedAroundAnEmptyLineHasItsValue() {
    String calendar =
        """
        BEGIN:VEVENT
        UID

         :a
        SUMMARY

         ;LANGUAGE=en
         :Christmas
          Day
        X-LOST

         word
        DESCRIPTION:Hello

        END:VEVENT
        """;
    ObjectNode json = json(calendar);
    assertThat(json.path("uid").asText()).isEqualTo("a");
    assertThat(json.path("title").asText()).isEqualTo("Christmas Day");
    assertThat(json.path("locale").asText()).isEqualTo("en");
    assertThat(json.path("description").asText()).isEqualTo("Hello");
  }

  @Test
  void theLanguageOfTheSummaryIsThatOfTheEvent() {
    assertThat(json(event("SUMMARY;LANGUAGE=de:Essen")).path("locale").asText()).isEqualTo("de");
  }

  @Test
  void aStyledDescriptionCounts() {
    ObjectNode json =
        json(
            event("DESCRIPTION:Plain", "STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<b>x</b>"));

    assertThat(json.path("description").asText()).isEqualTo("<b>x</b>");
    assertThat(json.path("descriptionContentType").asText()).isEqualTo("text/html");
  }

  @Test
  void keywordsOfSeveralLinesAreOneSet() {
    assertThat(json(event("CATEGORIES:a,b", "CATEGORIES:b,c")).path("keywords").toString())
        .isEqualTo("{\"a\":true,\"b\":true,\"c\":true}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED"})
  void theStatusOfATaskIsItsProgress(String word) {
    assertThat(json(task("STATUS:" + word)).path("progress").asText()).isEqualToIgnoringCase(word);
    assertThat(back(task("STATUS:" + word))).contains("STATUS:" + word);
  }

  @Test
  void aStatusOfAnotherKindTravelsAsItIs() {
    assertThat(json(event("STATUS:COMPLETED")).has("status")).isFalse();
    assertThat(back(event("STATUS:COMPLETED"))).contains("STATUS:COMPLETED");
  }

  @Test
  void theTimeOfTheStampIsWhenItWasUpdated() {
    ObjectNode json = json(event("DTSTAMP:20240101T000000Z", "LAST-MODIFIED:20250101T000000Z"));

    assertThat(json.path("updated").asText()).isEqualTo("2024-01-01T00:00:00Z");
  }

  @Test
  void aStampWithoutZIsTakenAsUtcAndTold() {
    String component = event("DTSTAMP:20240101T000000");

    assertThat(json(component).path("updated").asText()).isEqualTo("2024-01-01T00:00:00Z");
    assertThat(findings(component)).contains("REPAIRED DTSTAMP");
  }

  @Test
  void quotesThatSomeProgramsEscapeAreQuotes() {
    assertThat(json(event("SUMMARY:The \\\"best\\\" day")).path("title").asText())
        .isEqualTo("The \"best\" day");
  }

  @Test
  void anAnswerToARequestHasNoMemberInTheNewVersion() {
    assertThat(modern(event("REQUEST-STATUS:2.0;Success")).path("iCalendar").toString())
        .contains("\"request-status\"");
  }

  @Test
  void aNewObjectSaysItsVersion() {
    assertThat(modern(event("SUMMARY:x")).path("version").asText()).isEqualTo("2.0");
    assertThat(json(event("SUMMARY:x")).has("version")).isFalse();
  }

  @Test
  void aLocaleWithoutTitleIsKept() {
    assertThat(lines(eventJson("'locale':'de'"))).contains("JSCAL-PROP;JSPTR=\"locale\":\"de\"");
  }
}
