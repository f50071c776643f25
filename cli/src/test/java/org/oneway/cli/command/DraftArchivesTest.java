// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives made of the examples of the drafts, slips included, are imported into stores. */
final class DraftArchivesTest {
  private static final String MESSAGE =
      "Message-ID: <%s@example.org>\r\nFrom: ada@example.org\r\nSubject: %1$s\r\n\r\nHello\r\n";
  private static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.vault]
      type = "pdpa"
      path = "vault"
      [store.book]
      type = "vcard"
      path = "book"
      [store.calendar]
      type = "icalendar"
      path = "calendar"
      """;

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory).with(Remembered.parts());
    desk.write("oneway.toml", CONFIG);
    directory.resolve("book").toFile().mkdirs();
    directory.resolve("calendar").toFile().mkdirs();
  }

  private void example(String name, String to) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/pdpa-ietf/examples/" + name)) {
      assertThat(in).as(name).isNotNull();
      desk.write(to, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void messages(String folder, String... names) {
    for (String name : names) {
      desk.write(folder + "/" + name, MESSAGE.formatted(name));
    }
  }

  private Desk.Answer imported(String archive, String store) {
    desk.clock.pass(Duration.ofHours(1));
    Desk.Answer answer = desk.oneway("import", archive, store, "--as", archive + " " + store, "-v");
    assertThat(answer.exit()).as(answer.all()).isZero();
    desk.clock.pass(Duration.ofHours(1));
    assertThat(desk.oneway("import", archive, store, "--as", archive + " " + store).out())
        .contains("nothing to do");
    return answer;
  }

  /** All that the examples show, each where the draft says that it lies. */
  private void everything() throws IOException {
    example("archive.json", "draft/archive.json");
    for (String name :
        List.of("contact.json", "address-book1.json", "address-book2.json", "group-contact.json")) {
      example(name, "draft/contacts/Friends/" + name);
    }
    example("event1.json", "draft/calendars/Home/event1.json");
    example("calendar1.json", "draft/calendars/Home/calendar1.json");
    example("folder-tasks.json", "draft/tasks/Club/folder.json");
    for (String name :
        List.of("elect a new chair", "send Jan newsletter", "add Mary to project folders")) {
      example("task1.json", "draft/tasks/Club/" + name + ".json");
    }
    example("folder.json", "draft/mail/AVClub/folder.json");
    messages("draft/mail/AVClub", "msg-1.eml", "msg-3.eml", "imported-ABC.eml");
  }

  @Test
  void theExamplesAreImportedIntoAnArchive() throws IOException {
    everything();
    Desk.Answer answer = imported("draft", "vault");
    assertThat(answer.out()).contains("9 added");
    assertThat(desk.run("archive", "check", "vault").exit()).isZero();
    assertThat(desk.run("archive", "list", "vault", "-v").out())
        .contains("John Doe", "The Doe family", "Board Meeting", "Submit Quarterly Report");
    assertThat(desk.files("vault").keySet()).filteredOn(name -> name.endsWith(".eml")).hasSize(3);
  }

  @Test
  void theExamplesAreImportedIntoAnAddressBookAndACalendar() throws IOException {
    everything();
    assertThat(imported("draft", "book").out()).contains("2 added");
    assertThat(String.join("", desk.files("book").values()))
        .contains("Doe;John;;;", "FN:The Doe family", "KIND:group");
    assertThat(imported("draft", "calendar").out()).contains("4 added");
    assertThat(String.join("", desk.files("calendar").values()))
        .contains("SUMMARY:Board Meeting", "BEGIN:VTODO", "SUMMARY:Submit Quarterly Report");
  }

  @Test
  void theExamplesWithSlipsAreImportedAndWhatWasForgivenIsTold() throws IOException {
    example("archive.json", "slips/archive.json");
    example("folder-new-temp.json", "slips/mail/AVClub/folder.json");
    messages("slips/mail/AVClub", "msg-1.eml", "msg-3.eml", "imported-ABC.eml");
    example("folder-incremental.json", "slips/mail/Sent/folder.json");
    messages(
        "slips/mail/Sent", "msg-1.eml", "msg-17.eml", "msg-19.eml", "msg-20.eml", "msg-21.eml");
    desk.write(
        "slips/contacts/Friends/torn.json",
        "the card of a friend\n{@type: \"Card\", uid: \"torn\", name: {full: \"Torn\",},}");
    Desk.Answer answer = imported("slips", "vault");
    assertThat(answer.out()).contains("9 added");
    assertThat(answer.all()).contains("torn.json");
    assertThat(desk.run("archive", "check", "vault").exit()).isZero();
  }

  @Test
  void anArchiveOfAnotherProgramIsImportedAgainWhenItIsNewer() {
    String about =
        """
        {"archive": {"id": "%s", "name": "Their export", "timestamp": "%s",
          "version": "1.0", "generator": "theirs"},
         "dataset": {"extent": "FULL", "datatypes": ["CONTACTS"], "languagetag": "en",
          "timezone": "Etc/UTC"}, "datasource": {"account": "ada"}}
        """;
    String card = "{\"@type\": \"Card\", \"uid\": \"%s\", \"name\": {\"full\": \"%s\"}}";
    desk.write("theirs/archive.json", about.formatted("1", "2026-01-01T00:00:00Z"));
    desk.write("theirs/contacts/a.json", card.formatted("a", "Ada"));
    desk.write("theirs/contacts/b.json", card.formatted("b", "Bob"));
    assertThat(imported("theirs", "book").out()).contains("2 added");
    desk.write("theirs/archive.json", about.formatted("2", "2026-02-01T00:00:00Z"));
    desk.write("theirs/contacts/a.json", card.formatted("a", "Ada King"));
    assertThat(imported("theirs", "book").out()).contains("1 changed");
    assertThat(String.join("", desk.files("book").values())).contains("FN:Ada King", "FN:Bob");
    desk.write("theirs/archive.json", about.formatted("1", "2026-01-01T00:00:00Z"));
    Desk.Answer older = desk.oneway("import", "theirs", "book", "--as", "theirs book");
    assertThat(older.exit()).isEqualTo(10);
    assertThat(older.err()).contains("is older than the one that was read last");
  }
}
