// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oneway.engine.item.Kind;

/** The window reaches from 24 August 2026 to the end of 22 November 2028, in UTC. */
class WindowTest {
  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final WindowFilter WINDOW =
      new Window(Window.length("90d"), Window.length("2y")).at(() -> NOW);

  @ParameterizedTest
  @DisplayName("an event is inside as long as any of its occurrences may overlap the window")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yes | start:'2026-11-22T10:00:00'
          no  | start:'2026-08-01T10:00:00'
          no  | start:'2029-01-01T10:00:00'
          yes | start:'2026-08-01T10:00:00',duration:'P4W'
          yes | start:'2026-08-23T23:00:00',timeZone:'Etc/UTC',duration:'PT1H'
          no  | start:'2026-08-23T22:00:00',timeZone:'Etc/UTC',duration:'PT1H'
          yes | start:'2026-08-23T20:00:00',timeZone:'America/New_York',duration:'PT1H'
          no  | start:'2026-08-24T05:00:00',timeZone:'Pacific/Kiritimati',duration:'PT1H'
          yes | start:'2026-08-23T00:00:00',showWithoutTime:true,duration:'P1D'
          yes | start:'2026-08-23T13:00:00',timeZone:'/Custom'
          yes | start:'2028-11-23T10:00:00'
          no  | start:'2028-11-23T10:00:00',timeZone:'Etc/UTC'
          yes | title:'without a time'
          yes | start:'soon'
          yes | start:'1990-01-01T10:00:00',recurrenceRules:[{frequency:'yearly'}]
          no  | start:'2029-01-01T10:00:00',recurrenceRules:[{frequency:'daily'}]
          yes | start:'1990-01-01T10:00:00',recurrenceRule:{frequency:'weekly'}
          no  | start:'2020-01-01T10:00:00',recurrenceRules:[{frequency:'daily',until:'2026-08-01T10:00:00'}]
          yes | start:'2020-01-01T10:00:00',recurrenceRules:[{frequency:'daily',until:'2026-08-24T10:00:00'}]
          yes | start:'2020-01-01T10:00:00',recurrenceRules:[{frequency:'daily',count:1},{frequency:'weekly',until:'2027-01-01T00:00:00'}]
          no  | start:'2026-08-01T10:00:00',recurrenceRules:[{frequency:'daily',count:20}]
          yes | start:'2026-08-01T10:00:00',recurrenceRules:[{frequency:'daily',count:30}]
          no  | start:'2026-06-01T10:00:00',recurrenceRules:[{frequency:'weekly',count:24,byDay:[{day:'mo'},{day:'we'},{day:'fr'}]}]
          yes | start:'2026-06-01T10:00:00',recurrenceRules:[{frequency:'weekly',count:40,byDay:[{day:'mo'},{day:'we'},{day:'fr'}]}]
          no  | start:'2025-01-14T10:00:00',recurrenceRules:[{frequency:'monthly',count:19,byDay:[{day:'tu',nthOfPeriod:2}]}]
          yes | start:'2025-01-14T10:00:00',recurrenceRules:[{frequency:'monthly',count:21,byDay:[{day:'tu',nthOfPeriod:2}]}]
          no  | start:'2025-01-31T10:00:00',recurrenceRules:[{frequency:'monthly',count:11}]
          yes | start:'2025-01-31T10:00:00',recurrenceRules:[{frequency:'monthly',count:12}]
          yes | start:'2012-02-29T10:00:00',recurrenceRules:[{frequency:'yearly',count:5}]
          no  | start:'2012-02-29T10:00:00',recurrenceRules:[{frequency:'yearly',count:4}]
          yes | start:'2012-01-01T10:00:00',recurrenceRules:[{frequency:'yearly',count:2,byWeekNo:[1]}]
          yes | start:'2012-01-01T10:00:00',recurrenceRules:[{frequency:'monthly',count:2,rscale:'hebrew'}]
          yes | start:'1600-01-01T10:00:00',recurrenceRules:[{frequency:'monthly',count:9999999,byMonthDay:[31],byMonth:['2']}]
          yes | start:'2020-01-01T10:00:00',recurrenceOverrides:{'2026-12-24T10:00:00':{}}
          no  | start:'2020-01-01T10:00:00',recurrenceOverrides:{'2026-12-24T10:00:00':{excluded:true}}
          yes | start:'2020-01-01T10:00:00',recurrenceOverrides:{'2020-01-02T10:00:00':{start:'2026-12-24T10:00:00'}}
          no  | start:'2020-01-01T10:00:00',recurrenceOverrides:{'2026-12-24T10:00:00':{start:'2020-01-02T10:00:00'}}
          yes | start:'2020-01-01T10:00:00','oneway.dev:instances':{'x':{start:'2026-12-24T10:00:00'}}
          """)
  void eventsAreInside(String inside, String event) {
    assertThat(WINDOW.includes(Kind.EVENT, Json5.of(event))).isEqualTo(inside.equals("yes"));
  }

  @ParameterizedTest
  @DisplayName("a task is where its start and its due time are; what has no time is inside")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yes | due:'2026-12-01T10:00:00'
          no  | due:'2020-12-01T10:00:00'
          yes | start:'2020-12-01T10:00:00',due:'2026-12-01T10:00:00'
          yes | start:'2020-12-01T10:00:00',due:'2029-12-01T10:00:00'
          yes | due:'2026-12-01T10:00:00Z'
          yes | title:'some day'
          """)
  void tasksAreInside(String inside, String task) {
    assertThat(WINDOW.includes(Kind.TASK, Json5.of(task))).isEqualTo(inside.equals("yes"));
    assertThat(WINDOW.includes(Kind.NOTE, Json5.of(task))).isEqualTo(inside.equals("yes"));
    assertThat(WINDOW.includes(Kind.CONTACT, Json5.of(task))).isTrue();
  }

  @Test
  void anItemBeyondTheEndSaysWhenItBegins() {
    assertThat(WINDOW.nextBeginning(Json5.of("start:'2030-01-02T10:00:00',timeZone:'Etc/UTC'")))
        .contains(Instant.parse("2030-01-02T10:00:00Z"));
    assertThat(WINDOW.nextBeginning(Json5.of("start:'2020-01-02T10:00:00',timeZone:'Etc/UTC'")))
        .isEmpty();
    String extra =
        "start:'2020-01-02T10:00:00',timeZone:'Etc/UTC',"
            + "recurrenceOverrides:{'2031-01-01T00:00:00':{},'2030-01-01T00:00:00':{}}";
    assertThat(WINDOW.nextBeginning(Json5.of(extra)))
        .contains(Instant.parse("2030-01-01T00:00:00Z"));
  }

  @Test
  void aWindowWithoutAnEndHasNone() {
    WindowFilter past = new Window(Window.length("1y"), Optional.empty()).at(() -> NOW);
    assertThat(past.includes(Kind.EVENT, Json5.of("start:'2130-01-02T10:00:00'"))).isTrue();
    assertThat(past.includes(Kind.EVENT, Json5.of("start:'2024-01-02T10:00:00'"))).isFalse();
    WindowFilter future = new Window(Optional.empty(), Window.length("0d")).at(() -> NOW);
    assertThat(future.includes(Kind.EVENT, Json5.of("start:'1930-01-02T10:00:00'"))).isTrue();
    assertThat(future.includes(Kind.EVENT, Json5.of("start:'2026-11-22T10:00:00'"))).isTrue();
    assertThat(future.includes(Kind.EVENT, Json5.of("start:'2026-12-22T10:00:00'"))).isFalse();
  }

  @Test
  void lengthsAreWrittenInDaysWeeksMonthsAndYears() {
    assertThat(Window.length("90d")).contains(Period.ofDays(90));
    assertThat(Window.length("6w")).contains(Period.ofDays(42));
    assertThat(Window.length("18mo")).contains(Period.ofMonths(18));
    assertThat(Window.length("2 y")).contains(Period.ofYears(2));
    assertThat(Window.length("2m")).isEmpty();
    assertThat(Window.length("-2d")).isEmpty();
    assertThat(Window.length("99999y")).isEmpty();
  }
}
