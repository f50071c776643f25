// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SchedulingTest {
  @Test
  void nobodyWhomAnEventNamesIsToldOfItsCopy() {
    assertThat(quiet("ATTENDEE;CN=Bob:mailto:bob@example.org\r\n"))
        .isEqualTo("ATTENDEE;SCHEDULE-AGENT=NONE;CN=Bob:mailto:bob@example.org\r\n");
    assertThat(quiet("organizer:mailto:ada@example.org\r\n"))
        .isEqualTo("organizer;SCHEDULE-AGENT=NONE:mailto:ada@example.org\r\n");
  }

  @Test
  void whoWasToBeToldIsNot() {
    assertThat(quiet("ATTENDEE;SCHEDULE-AGENT=SERVER;CN=\"a:b;c\":mailto:b@example.org\r\n"))
        .isEqualTo("ATTENDEE;SCHEDULE-AGENT=NONE;CN=\"a:b;c\":mailto:b@example.org\r\n");
  }

  @Test
  void aLineInPiecesIsOneLineAndLongLinesAreFoldedBetweenCharacters() {
    String folded =
        "ATTENDEE;CN=" + "\u00e4".repeat(60) + ";SCHEDULE-AG\r\n ENT=CLIENT:mailto:x\r\n";
    String quiet = quiet(folded);

    assertThat(quiet.replace("\r\n ", ""))
        .isEqualTo("ATTENDEE;SCHEDULE-AGENT=NONE;CN=" + "\u00e4".repeat(60) + ":mailto:x\r\n");
    assertThat(quiet.lines()).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
  }

  @Test
  void whatNamesNobodyStaysAsItIs() {
    String text = "BEGIN:VEVENT\r\nSUMMARY:ATTENDEE: nobody\r\nX-ATTENDEE:a\r\nEND:VEVENT\r\n";
    assertThat(quiet(text)).isEqualTo(text);
  }

  private static String quiet(String text) {
    return new String(
        Scheduling.quiet(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }
}
