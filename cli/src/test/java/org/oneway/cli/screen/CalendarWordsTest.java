// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oneway.engine.similar.FieldChange;

final class CalendarWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          start | {'start':'2026-11-22T10:00:00','timeZone':'Europe/Berlin'} | {'start':'2026-11-22T11:00:00','timeZone':'Europe/Berlin'} | start 2026-11-22 10:00 -> 11:00 (Europe/Berlin)
          start | {'start':'2026-11-22T10:00:00'} | {'start':'2026-11-23T10:00:00'} | start 2026-11-22 10:00 -> 2026-11-23 10:00
          start | {'start':'2026-11-22T10:00:00','timeZone':'Etc/UTC'} | {'start':'2026-11-22T10:00:00','timeZone':'Asia/Tokyo'} | start 2026-11-22 10:00 (Etc/UTC) -> 2026-11-22 10:00 (Asia/Tokyo)
          start | {'start':'2026-11-22T10:00:00','duration':'PT1H'} | {'start':'2026-11-22T10:00:00','duration':'PT1H30M'} | length 1 hour -> 1 hour 30 minutes
          start | {'due':'2026-11-22T00:00:00','showWithoutTime':true} | {'due':'2026-11-23T00:00:00','showWithoutTime':true} | due 2026-11-22 -> 2026-11-23
          alerts/a | "" | {'trigger':{'offset':'-PT15M'}} | alert added: 15 minutes before
          alerts/a | {'trigger':{'offset':'-P1D'}} | {'trigger':{'offset':'PT0S'}} | alert 1 day before -> at the start
          alerts/a | {'trigger':{'offset':'PT5M','relativeTo':'end'}} | "" | alert removed: 5 minutes after the end
          participants/p | {'sendTo':{'imip':'mailto:ada@example.org'}} | {'sendTo':{'imip':'mailto:ada@example.org'},'participationStatus':'accepted'} | participant ada@example.org accepted
          participants/p | "" | {'email':'ada@example.org','name':'Ada'} | participant ada@example.org added
          participants/p | {'name':'A','email':'a@x'} | {'name':'B','email':'a@x'} | participant A -> B
          recurrenceOverrides/2026-12-01T10:00:00/title | "" | 'Talk' | on 2026-12-01 10:00: title Talk added
          recurrenceOverrides/2026-12-01T10:00:00/title | 'A' | 'B' | on 2026-12-01 10:00: title A -> B
          recurrenceOverrides/2026-12-01T00:00:00/excluded | "" | true | on 2026-12-01: cancelled
          recurrenceOverrides/2026-12-01T00:00:00 | "" | {} | on 2026-12-01: added
          recurrenceOverrides/2026-12-01T00:00:00/participants/p/participationStatus | "" | 'declined' | on 2026-12-01: answer declined
          oneway.dev:instances/2026-12-01T10:00:00Z/title | 'A' | 'B' | on 2026-12-01 10:00Z: title A -> B
          recurrenceRules | [{'frequency':'weekly'}] | [{'frequency':'weekly','interval':2,'byDay':[{'day':'mo'}],'count':5}] | recurrence weekly -> weekly (every 2) on mo, 5 times
          locations/l | {'name':'Room 1'} | {'name':'Room 2'} | location Room 1 -> Room 2
          links/l | "" | {'href':'http://example.org'} | link http://example.org added
          iCalComponent/properties/x-a | "" | ['x-a',{},'text','b'] | X-A b added
          status | 'confirmed' | 'cancelled' | status confirmed -> cancelled
          """)
  void aChangeOfAnEventIsSaidAsAPersonWould(
      String path, String before, String after, String words) {
    assertThat(FieldWords.of(List.of(new FieldChange(path, json(before), json(after)))))
        .isEqualTo(words);
  }

  @Test
  void onePersonIsNeverAnotherOne() {
    assertThat(
            FieldWords.of(
                List.of(
                    new FieldChange("participants/a", json("{'email':'a@x'}"), Optional.empty()),
                    new FieldChange("participants/b", Optional.empty(), json("{'email':'b@x'}")))))
        .isEqualTo("participant a@x removed, participant b@x added");
  }

  @Test
  void fieldsOfOneDateAreNamedWithTheDate() {
    assertThat(FieldWords.field("recurrenceOverrides/2026-12-01T10:00:00/title"))
        .isEqualTo("title on 2026-12-01 10:00");
  }

  @Test
  void whateverIsInAFieldThereAreWordsForIt() {
    for (String value : List.of("null", "[]", "{}", "1", "true", "[{}]", "'x'", "{'trigger':1}")) {
      for (String path :
          List.of(
              "start",
              "alerts/a",
              "participants/p",
              "recurrenceRules",
              "recurrenceOverrides/x",
              "recurrenceOverrides/x/start",
              "oneway.dev:instances/x")) {
        Optional<JsonNode> node = json(value);
        assertThat(FieldWords.each(List.of(new FieldChange(path, node, json("{}"))))).isNotEmpty();
        assertThat(FieldWords.of(List.of(new FieldChange(path, Optional.empty(), node))))
            .isNotBlank();
      }
    }
  }

  private static Optional<JsonNode> json(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(new ObjectMapper().readTree(text.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
