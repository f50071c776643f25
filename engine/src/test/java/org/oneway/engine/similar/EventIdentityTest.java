// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.engine.similar.Events.MEETING;
import static org.oneway.engine.similar.Events.RULES;
import static org.oneway.engine.similar.Events.event;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventIdentityTest {
  private static int score(String one, String other) {
    Set<Identity.Token> shared =
        RULES.identity(event(one)).tokens().stream()
            .filter(RULES.identity(event(other)).tokens()::contains)
            .collect(Collectors.toSet());
    Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
    shared.forEach(token -> evidence.add(token.evidence()));
    return Evidence.score(evidence);
  }

  @Test
  void anEventOfANewUidIsKnownByItsContent() {
    assertThat(score(MEETING + ", 'uid': 'other'", MEETING)).isEqualTo(100);
  }

  @Test
  void aReexportedEventIsKnownByTitleStartAndEndInAnyNotation() {
    String utc =
        "'uid': '040000008200', 'title': 'meeting', 'start': '2026-11-23T09:00:00', 'timeZone':"
            + " 'Etc/UTC', 'duration': 'PT60M', 'description': 'new'";
    assertThat(score(MEETING, utc)).isGreaterThanOrEqualTo(Evidence.CERTAIN);
    assertThat(RULES.mint(event(MEETING))).isEqualTo(RULES.mint(event(utc)));
  }

  @Test
  void twoThatBeginTogetherAndEndApartAreNotCertainlyOne() {
    String owner = ", 'replyTo': {'imip': 'mailto:ada@example.org'}";
    String longer = MEETING.replace("PT1H", "PT2H");
    assertThat(score(MEETING + owner, longer + owner))
        .isLessThan(Evidence.CERTAIN)
        .isGreaterThanOrEqualTo(Evidence.POSSIBLE);
    assertThat(RULES.mint(event(MEETING))).isNotEqualTo(RULES.mint(event(longer)));
  }

  @Test
  void anotherTitleOrStartIsAnotherEvent() {
    assertThat(score(MEETING, MEETING.replace("Meeting", "Talk"))).isLessThan(Evidence.POSSIBLE);
    assertThat(score(MEETING, MEETING.replace("T10", "T11"))).isLessThan(Evidence.POSSIBLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'title': ' Lunch ', 'description': 'x'                 | Lunch
          'title': '', 'description': 'one two\\nthree four five six seven eight nine ten' | one two three four five six seven eight
          'start': '2026-11-23T10:30:00'                         | 2026-11-23 10:30
          'start': '2026-11-23T00:00:00', 'showWithoutTime': true | 2026-11-23
          'due': '2026-11-23T10:00:00'                           | 2026-11-23 10:00
          'color': 'red'                                         | e1
          'uid': ''                                              | (no title)
          """)
  void aTitleIsWhatAUserWouldCallTheEvent(String members, String title) {
    assertThat(RULES.title(event(members))).isEqualTo(title);
  }

  @Test
  void filesInLinksAreKeptAsHashAndSize() {
    String body = "AAAA".repeat(200);
    var kept = RULES.kept(event("'links': {'l': {'href': 'data:text/plain;base64," + body + "'}}"));
    assertThat(kept.toString()).hasSizeLessThan(250).contains("x-oneway-media:sha256=");
  }
}
