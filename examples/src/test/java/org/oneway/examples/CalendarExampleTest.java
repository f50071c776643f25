// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.oneway.connectors.testkit.RealServer;

/** {@code examples/calendar/mirror}, as a reader of the page would run it. */
final class CalendarExampleTest {
  @Test
  @DisplayName("a window and busy-only hold, and an alarm set at home survives a meeting's move")
  void theMirrorIsQuietAndKeepsTheAlarm() throws Exception {
    RealServer.running("radicale");
    Process process =
        new ProcessBuilder("./mirror")
            .directory(new File("calendar"))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();

    assertThat(text)
        .contains("mirror   2 added   0 changed   0 deleted   0 skipped")
        .contains("SUMMARY:Busy", "SUMMARY:Team meeting", "CLASS:PRIVATE")
        .doesNotContain("Dentist", "wisdom", "party", "ATTENDEE", "TRIGGER:-PT15M")
        .contains("mirror   0 added   1 changed   0 deleted   0 skipped   1 unchanged")
        .contains("DTSTART;TZID=Europe/Berlin:20260105T110000", "TRIGGER:-PT30M");
    assertThat(text.split("nothing to do, 2 in sync", -1)).hasSize(3);
    assertThat(text.split("\\(0 requests that write\\)", -1)).hasSize(4);
  }
}
