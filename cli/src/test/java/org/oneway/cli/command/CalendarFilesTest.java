// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calendars in files, from the command line. */
final class CalendarFilesTest {
  private static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.team]
      type = "icalendar"
      path = "team.ics"
      [store.copies]
      type = "icalendar"
      path = "copies"
      [sync.team]
      from = "team"
      to = "copies"
      kinds = ["events", "tasks"]
      """;

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory).with(Remembered.parts());
    desk.write("oneway.toml", CONFIG);
    desk.write("team.ics", calendar(event("a", "Meeting") + event("b", "Lunch") + task("c")));
  }

  private static String calendar(String components) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\n"
        + components
        + "END:VCALENDAR\r\n";
  }

  private static String event(String uid, String title) {
    return "BEGIN:VEVENT\r\nUID:"
        + uid
        + "\r\nDTSTAMP:20261101T060000Z\r\nDTSTART;TZID=Europe/Berlin:20261201T090000\r\n"
        + "DURATION:PT1H\r\nSUMMARY:"
        + title
        + "\r\nEND:VEVENT\r\n";
  }

  private static String task(String uid) {
    return "BEGIN:VTODO\r\nUID:"
        + uid
        + "\r\nDTSTAMP:20261101T060000Z\r\nSUMMARY:Errand\r\nEND:VTODO\r\n";
  }

  private Desk.Answer oneway(String command, String... more) {
    desk.clock.pass(Duration.ofHours(1));
    return desk.oneway(command, more);
  }

  @Test
  void aCalendarIsMirroredIntoADirectoryAndTheSecondRunIsQuiet() {
    Desk.Answer first = oneway("sync");
    assertThat(first.exit()).as(first.all()).isZero();
    assertThat(first.out()).contains("3 added");
    assertThat(desk.files("copies")).hasSize(3);
    assertThat(oneway("sync").out()).contains("nothing to do, 3 in sync");

    desk.write("team.ics", calendar(event("a", "Long meeting") + task("c")));
    assertThat(oneway("sync").out()).contains("1 changed   1 deleted");
    assertThat(String.join("", desk.files("copies").values()))
        .contains("SUMMARY:Long meeting")
        .doesNotContain("Lunch");
    assertThat(oneway("sync").out()).contains("nothing to do, 2 in sync");
  }

  @Test
  void whatIsNoItemIsToldByTheRunThatReadsIt() {
    String busy = "BEGIN:VFREEBUSY\r\nUID:busy\r\nEND:VFREEBUSY\r\n";
    desk.write("team.ics", calendar(event("a", "Meeting") + busy));

    Desk.Answer first = oneway("sync");

    assertThat(first.exit()).as(first.all()).isZero();
    assertThat(first.all()).contains("VFREEBUSY");
    assertThat(oneway("sync", "--verbose").all()).doesNotContain("VFREEBUSY");
    desk.write("team.ics", calendar(event("a", "Lunch") + busy));
    assertThat(oneway("sync", "--verbose").all())
        .contains("team.ics line 11: VFREEBUSY: is no event, task or note, and does not travel");
    assertThat(oneway("export", "team", "archive", "--verbose").all()).contains("VFREEBUSY");
  }

  @Test
  void aCalendarThatIsCutOffDeletesNothing() {
    oneway("sync");
    desk.write("team.ics", calendar(event("a", "Meeting")).replace("END:VCALENDAR\r\n", ""));
    Desk.Answer answer = oneway("sync");
    assertThat(answer.all()).contains("nothing to do, 3 in sync   1 skipped");
    assertThat(desk.files("copies")).hasSize(3);
  }

  @Test
  void whatARunDidToACalendarIsTakenBackByteForByte() {
    oneway("sync");
    Map<String, String> before = desk.files("copies");
    desk.write("team.ics", calendar(event("a", "Long meeting") + task("c") + event("d", "Tea")));
    String run = oneway("sync", "--json").json().path("run").asText();
    assertThat(desk.files("copies")).isNotEqualTo(before);

    Desk.Answer answer = oneway("undo", run);

    assertThat(answer.all()).contains("1 put back   1 returned   1 removed");
    assertThat(desk.files("copies")).isEqualTo(before);
    assertThat(oneway("sync").out()).contains("nothing to do, 3 in sync");
    assertThat(desk.files("copies")).isEqualTo(before);
  }

  @Test
  void aFileIsImportedAgainAndAgainUnderAnyName() throws IOException {
    Desk.Answer first = oneway("import", "team.ics", "copies");
    assertThat(first.exit()).as(first.all()).isZero();
    assertThat(first.out()).contains("import into copies   3 added");
    Files.move(directory.resolve("team.ics"), directory.resolve("old.txt"));
    assertThat(oneway("import", "old.txt", "copies").out()).contains("nothing to do, 3 in sync");
  }

  @Test
  void aDirectoryOfCardsAndCalendarsIsRefused() {
    desk.write("both/a.ics", calendar(""));
    desk.write("both/a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEND:VCARD\n");
    Desk.Answer answer = oneway("import", "both", "copies");
    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.err()).contains("holds both .vcf and .ics files");
  }

  @Test
  void anAddressAsATargetIsRefusedAndNotShown() {
    desk.write(
        "oneway.toml",
        CONFIG.replace(
            "path = \"copies\"", "url = \"https://calendar.example.org/6f1c0de5b7/basic.ics\""));
    Desk.Answer answer = oneway("sync");
    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.all()).contains("only read").doesNotContain("6f1c0de5b7");
  }
}
