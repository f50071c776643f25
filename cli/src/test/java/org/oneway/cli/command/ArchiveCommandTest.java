// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with archives as such. */
final class ArchiveCommandTest {
  private static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.people]
      type = "vcard"
      path = "source.vcf"
      [store.team]
      type = "icalendar"
      path = "team.ics"
      [store.archive]
      type = "pdpa"
      path = "archive"
      [sync.team]
      from = "team"
      to = "archive"
      [sync.people]
      from = "people"
      to = "archive"
      """;

  private static final String CALENDAR =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Other//EN
      BEGIN:VEVENT
      UID:lunch
      DTSTAMP:20261101T060000Z
      DTSTART:20261201T090000Z
      SUMMARY:Lunch
      RRULE:FREQ=DAILY;COUNT=3
      END:VEVENT
      BEGIN:VTODO
      UID:errand
      DTSTAMP:20261101T060000Z
      SUMMARY:Errand
      END:VTODO
      BEGIN:VJOURNAL
      UID:diary
      DTSTAMP:20261101T060000Z
      SUMMARY:Diary
      END:VJOURNAL
      BEGIN:VEVENT
      UID:party
      RECURRENCE-ID:20261203T180000Z
      DTSTAMP:20261101T060000Z
      DTSTART:20261203T190000Z
      SUMMARY:Party
      END:VEVENT
      BEGIN:VEVENT
      UID:party
      RECURRENCE-ID:20261204T180000Z
      DTSTAMP:20261101T060000Z
      DTSTART:20261204T200000Z
      SUMMARY:Party
      END:VEVENT
      END:VCALENDAR
      """;

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory).with(Remembered.parts());
    desk.write("oneway.toml", CONFIG);
    desk.write("source.vcf", Cards.people(0, 5));
    desk.write("team.ics", CALENDAR.replace("\n", "\r\n"));
    assertThat(desk.oneway("sync").exit()).isZero();
  }

  /** The only file of the archive whose name begins like this. */
  private Path file(String folder, String start) throws IOException {
    try (var files = Files.list(directory.resolve("archive").resolve(folder))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(start))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void whatASyncAndAnExportWriteConforms() {
    desk.oneway("export", "team", "exported");
    for (String archive : List.of("archive", "exported")) {
      Desk.Answer answer = desk.run("archive", "check", archive);
      assertThat(answer.exit()).as(answer.all()).isZero();
      assertThat(answer.out()).contains("Conforms.   0 errors, 0 warnings");
    }
  }

  @Test
  void listNamesFoldersAndWhatIsInThem() {
    assertThat(desk.run("archive", "list", "archive").out())
        .contains("archive: everything, ")
        .contains("  contacts   team   5")
        .contains("  calendars   team   2")
        .contains("  tasks   team   1");
    assertThat(desk.run("archive", "list", "archive", "-v").out())
        .contains("lunch   Lunch", "errand   Errand", "diary   Diary", "party   Party");
  }

  @Test
  void showPrintsAnItemAsItIsThere() throws IOException {
    assertThat(desk.run("archive", "show", "archive", "errand").out())
        .isEqualTo(Files.readString(file("tasks/team", "errand")));
    assertThat(desk.run("archive", "show", "archive", "given3").out()).contains("Given3 Family3");
    assertThat(desk.run("archive", "show", "archive").out()).contains("PDPA v1.0");
    Desk.Answer none = desk.run("archive", "show", "archive", "nobody");
    assertThat(none.exit()).isEqualTo(10);
    assertThat(none.err()).contains("Nothing in archive has the uid \"nobody\"");
  }

  @Test
  void diffTellsWhatWasAddedChangedAndRemoved() {
    desk.oneway("export", "team", "before");
    desk.write(
        "team.ics",
        CALENDAR
            .replace("\n", "\r\n")
            .replace("SUMMARY:Lunch", "SUMMARY:Dinner")
            .replace("UID:errand", "UID:other"));
    desk.oneway("export", "team", "after");

    Desk.Answer answer = desk.run("archive", "diff", "before", "after");

    assertThat(answer.exit()).isEqualTo(9);
    assertThat(answer.out())
        .contains("~ team: Dinner", "Lunch -> Dinner")
        .contains("+ team: Errand", "- team: Errand")
        .contains("1 only in after, 1 changed, 1 only in before.");
    assertThat(desk.run("archive", "diff", "before", "before").out()).isEqualTo("No difference.\n");
    assertThat(desk.run("archive", "diff", "before", "after", "--json").json().path("changed"))
        .hasToString("1");
  }

  @Test
  void whatIsLostIsNamedAndCostsExitCode10() throws IOException {
    Path cut = file("calendars/team", "lunch");
    Files.writeString(cut, Files.readString(cut).substring(0, 60));
    Files.delete(file("tasks/team", "errand"));

    Desk.Answer answer = desk.run("archive", "check", "archive");

    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.out())
        .contains("damage   calendars/team/lunch-")
        .contains("is not JSON")
        .contains("damage   tasks/team/errand-")
        .contains("is listed and not there")
        .contains("Damaged: 2 files are lost.");
  }

  @Test
  void whatCanBeReadAndDoesNotConformCostsExitCode2() throws IOException {
    Path event = file("calendars/team", "lunch");
    Files.writeString(
        event,
        Files.readString(event)
            .replace("\"updated\"", "\"changed\"")
            .replace("\"calendarIds\"", "\"others\""));
    Path folder = file("tasks/team", "folder.json");
    Files.writeString(folder, Files.readString(folder).replace("\"name\"", "\"called\""));
    desk.write("archive/calendars/team/stray.json", "{}");

    Desk.Answer answer = desk.run("archive", "check", "archive", "--json");

    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.json().path("errors").asInt()).isEqualTo(3);
    assertThat(answer.json().path("warnings").asInt()).isEqualTo(1);
    assertThat(answer.out())
        .contains("has no \\\"updated\\\"", "has no calendarIds", "required property 'name' not")
        .contains("is in no listing, and read by nobody");
  }

  @Test
  void theExamplesOfTheDraftAreReadWithTheirSlips() throws IOException {
    for (String name :
        List.of("contact.json", "address-book1.json", "address-book2.json", "group-contact.json")) {
      copyExample(name, "draft/contacts/Friends/" + name);
    }
    copyExample("event1.json", "draft/calendars/Home/event1.json");
    copyExample("calendar1.json", "draft/calendars/Home/calendar1.json");
    copyExample("task1.json", "draft/tasks/Home/task1.json");
    copyExample("folder.json", "draft/mail/Club/folder.json");
    for (String message : List.of("msg-1.eml", "msg-3.eml", "imported-ABC.eml")) {
      desk.write("draft/mail/Club/" + message, "Subject: " + message + "\r\n\r\n");
    }
    copyExample("archive.json", "draft/archive.json");

    Desk.Answer answer = desk.run("archive", "check", "draft");

    assertThat(answer.exit()).as(answer.all()).isEqualTo(2);
    assertThat(answer.out())
        .contains("error   contacts/Friends/address-book2.json: is not strict JSON (RFC 7493)")
        .contains("addressBookIds is an array; RFC 9610 has a map")
        .contains("Can be read, but does not conform.");
    assertThat(desk.run("archive", "list", "draft", "-v").out())
        .contains("mail   AVClub   3")
        .contains("contacts   ");
  }

  private void copyExample(String name, String to) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/pdpa-ietf/examples/" + name)) {
      assertThat(in).as(name).isNotNull();
      desk.write(to, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void whatIsNoArchiveIsRefused() {
    Desk.Answer missing = desk.run("archive", "check", "nowhere");
    assertThat(missing.exit()).isEqualTo(10);
    assertThat(missing.err()).contains("There is no archive nowhere.");
    Desk.Answer cards = desk.run("archive", "list", "source.vcf");
    assertThat(cards.exit()).isEqualTo(10);
    assertThat(cards.err())
        .startsWith("source.vcf cannot be used: is neither a zip nor a tar file.");
  }

  @Test
  void anArchiveIsConvertedDividedAndMergedAndStaysTheSame() throws IOException {
    assertThat(desk.run("archive", "convert", "archive", "packed.pdpa").exit()).isZero();
    assertThat(desk.run("archive", "convert", "packed.pdpa", "again.tar.gz").exit()).isZero();
    Desk.Answer split = desk.run("archive", "split", "--size", "2K", "again.tar.gz", "part.pdpa");
    assertThat(split.exit()).as(split.all()).isZero();
    List<String> volumes = names("part-");
    assertThat(volumes).hasSizeGreaterThan(1);
    for (String volume : volumes) {
      assertThat(desk.run("archive", "check", volume).exit()).as(volume).isZero();
    }

    List<String> words = new ArrayList<>(List.of("archive", "merge", "whole"));
    words.addAll(volumes);
    assertThat(desk.run(words.toArray(String[]::new)).out()).contains("9 items -> whole");

    assertThat(desk.run("archive", "diff", "archive", "whole").out()).contains("No difference.");
    assertThat(desk.read("whole/archive.json")).contains("\"extent\": \"FULL\"");
    words.remove(words.size() - 1);
    words.set(2, "less");
    assertThat(desk.run(words.toArray(String[]::new)).err()).contains("is missing");
    assertThat(directory.resolve("less")).doesNotExist();
  }

  @Test
  void everythingAndTheChangesSinceAreMergedInWhateverOrder() {
    desk.oneway("export", "team", "full");
    desk.write(
        "team.ics",
        CALENDAR.replace("\n", "\r\n").replace("Lunch", "Dinner").replace("UID:errand", "UID:b"));
    desk.oneway("export", "team", "changes", "--partial");
    assertThat(desk.run("archive", "check", "changes").exit()).isZero();
    assertThat(desk.run("archive", "list", "changes").out()).contains("removed: errand");

    Desk.Answer merged = desk.run("archive", "merge", "now.zip", "changes", "full");

    assertThat(merged.exit()).as(merged.all()).isZero();
    assertThat(desk.run("archive", "diff", "full", "now.zip").out())
        .contains("1 only in now.zip, 1 changed, 1 only in full.");
    assertThat(desk.run("archive", "diff", "full", "changes").out())
        .contains("1 only in changes, 1 changed, 1 only in full.");
    Desk.Answer alone = desk.run("archive", "merge", "other", "changes");
    assertThat(alone.exit()).isEqualTo(10);
    assertThat(alone.err()).contains("the archive of everything that the others build on");
    assertThat(desk.run("archive", "convert", "changes", "packed.zip").exit()).isZero();
    assertThat(desk.run("archive", "list", "packed.zip").out()).contains("removed: errand");
  }

  @Test
  void whatIsThereAlreadyIsNotOverwritten() {
    Desk.Answer answer = desk.run("archive", "convert", "archive", "source.vcf");
    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.err()).contains("is there already. It was left as it is.");
  }

  private List<String> names(String start) throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(start))
          .sorted()
          .toList();
    }
  }
}
