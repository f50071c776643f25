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

/** Archives of all forms that the drafts had, made into those of today. */
final class ArchiveFormsTest {
  private static final String MESSAGE = "From: a@example.org\r\nSubject: %s\r\n\r\nHello\r\n";

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory).with(Remembered.parts());
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

  /** An archive of the drafts as one of today, which must conform. */
  private String converted(String archive) {
    Desk.Answer answer = desk.run("archive", "convert", archive, archive + ".zip");
    assertThat(answer.exit()).as(answer.all()).isZero();
    Desk.Answer check = desk.run("archive", "check", archive + ".zip");
    assertThat(check.exit()).as(check.all()).isZero();
    return desk.run("archive", "list", archive + ".zip", "-v").out();
  }

  @Test
  void theFirstDraftsFormIsReadAndConverted() {
    desk.write(
        "seed/index.json",
        """
        {"archive": {"id": "1", "timestamp": "2024-01-01T00:00:00Z"},
         "dataset": {"extent": "FULL", "datatypes": ["MAIL"], "langaguetag": "en"}}
        """);
    desk.write(
        "seed/mail/Sent/folder.json",
        """
        {"last_uid": 3360940, "uidvalidity": 1107190787, "role": "sent", "is_subscribed": true,
         "uids": {1: "msg-1.eml", 2: "msg-2.eml"}, "flags": {1: ["$Seen"]}, "modseqs": {1: 17}}
        """);
    messages("seed/mail/Sent", "msg-1.eml", "msg-2.eml");

    Desk.Answer check = desk.run("archive", "check", "seed");

    assertThat(check.exit()).as(check.all()).isEqualTo(2);
    assertThat(check.out()).contains("only index.json of the first draft is");
    assertThat(converted("seed")).contains("mail   Sent   2");
  }

  @Test
  void theExampleOfAPartialUpdateIsReadWithItsCommasAndConverted() throws IOException {
    example("archive.json", "update/archive.json");
    example("folder-incremental.json", "update/mail/Sent/folder.json");
    messages(
        "update/mail/Sent", "msg-1.eml", "msg-17.eml", "msg-19.eml", "msg-20.eml", "msg-21.eml");

    Desk.Answer check = desk.run("archive", "check", "update");

    assertThat(check.exit()).as(check.all()).isEqualTo(2);
    assertThat(check.out()).contains("mail/Sent/folder.json: is not strict JSON");
    assertThat(converted("update")).contains("mail   Sent   5");
  }

  @Test
  void theExampleWithoutCommasIsReadAndConverted() throws IOException {
    example("archive.json", "club/archive.json");
    example("folder-new-temp.json", "club/mail/AVClub/folder.json");
    messages("club/mail/AVClub", "msg-1.eml", "msg-3.eml", "imported-ABC.eml");
    example("folder-tasks.json", "club/tasks/Club/folder.json");
    for (String name :
        List.of("elect a new chair", "send Jan newsletter", "add Mary to project folders")) {
      example("task1.json", "club/tasks/Club/" + name + ".json");
    }
    assertThat(desk.run("archive", "check", "club").out()).contains("is not strict JSON");
    assertThat(converted("club")).contains("mail   AVClub   3").contains("Submit Quarterly Report");
  }

  @Test
  void theExamplesOfContactsAndEventsAreConverted() throws IOException {
    for (String name :
        List.of("contact.json", "address-book1.json", "address-book2.json", "group-contact.json")) {
      example(name, "draft/contacts/Friends/" + name);
    }
    example("event1.json", "draft/calendars/Home/event1.json");
    example("calendar1.json", "draft/calendars/Home/calendar1.json");
    example("archive.json", "draft/archive.json");
    assertThat(converted("draft")).contains("Board Meeting", "John Doe", "The Doe family");
  }

  @Test
  void archivesOfDifferentStoresBecomeOne() throws IOException {
    example("event1.json", "one/calendars/Home/event1.json");
    example("archive.json", "one/archive.json");
    example("contact.json", "other/contacts/Friends/contact.json");
    example("archive.json", "other/archive.json");
    Desk.Answer answer = desk.run("archive", "merge", "both.pdpa", "one", "other");
    assertThat(answer.exit()).as(answer.all()).isZero();
    Desk.Answer check = desk.run("archive", "check", "both.pdpa");
    assertThat(check.exit()).as(check.all()).isZero();
    assertThat(check.out()).contains("1 in contacts").contains("1 in calendars");
  }

  @Test
  void aPartStaysAPartAlsoInVolumes() throws IOException {
    example("event1.json", "part/calendars/Home/event1.json");
    example("task1.json", "part/tasks/Home/task1.json");
    aboutThePart();
    assertThat(desk.run("archive", "convert", "part", "own").exit()).isZero();
    assertThat(throughVolumes()).isEqualTo("2 items -> again\n");
    assertThat(desk.read("again/archive.json")).contains("\"extent\": \"PARTIAL\"");
  }

  @Test
  void itemsOfOneUidInDifferentVolumesAreAllKept() throws IOException {
    example("event1.json", "part/calendars/Home/event1.json");
    example("event1.json", "part/calendars/Home/event2.json");
    aboutThePart();
    Desk.Answer converted = desk.run("archive", "convert", "part", "own");
    assertThat(converted.exit()).as(converted.all()).isZero();
    assertThat(throughVolumes()).isEqualTo("2 items -> again\n");
  }

  private void aboutThePart() throws IOException {
    desk.write(
        "part/archive.json",
        """
        {"archive": {"id": "1", "name": "a", "timestamp": "2024-01-01T00:00:00Z",
          "version": "1", "generator": "g"},
         "dataset": {"extent": "PARTIAL", "languagetag": "en", "timezone": "Etc/UTC"},
         "datasource": {}}
        """);
  }

  /** What is said when the volumes of {@code own}, an item in each, are made one archive again. */
  private String throughVolumes() throws IOException {
    Desk.Answer split = desk.run("archive", "split", "--size", "1", "own", "v.zip");
    assertThat(split.exit()).as(split.all()).isZero();
    List<String> words = new ArrayList<>(List.of("archive", "merge", "again"));
    try (var files = Files.list(directory)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("v-"))
          .forEach(words::add);
    }
    assertThat(words).hasSizeGreaterThan(4);
    Desk.Answer merged = desk.run(words.toArray(String[]::new));
    assertThat(merged.exit()).as(merged.all()).isZero();
    return merged.out();
  }
}
