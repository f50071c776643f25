// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that follow one another, as the user makes, keeps and restores them. */
final class BackupTest {
  private static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.book]
      type = "vcard"
      path = "book.vcf"
      [store.copy]
      type = "vcard"
      path = "copy"
      [store.other]
      type = "vcard"
      path = "other"
      [store.events]
      type = "icalendar"
      path = "events.ics"
      [sync.people]
      from = "book"
      to = "copy"
      archive = "backup"
      """;

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory).with(Remembered.parts());
    desk.write("oneway.toml", CONFIG);
    desk.write("book.vcf", Cards.people(0, 20));
    directory.resolve("copy").toFile().mkdirs();
    directory.resolve("other").toFile().mkdirs();
  }

  private Desk.Answer oneway(String command, String... more) {
    desk.clock.pass(Duration.ofDays(1));
    return desk.oneway(command, more);
  }

  private Desk.Answer works(String command, String... more) {
    Desk.Answer answer = oneway(command, more);
    assertThat(answer.exit()).as(answer.out() + answer.err()).isZero();
    return answer;
  }

  private List<String> cards(String store) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(store))) {
      List<String> all = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".vcf")).toList()) {
        all.add(
            Files.readString(file)
                .lines()
                .filter(line -> line.matches("(UID|FN|TEL|EMAIL)[:;].*"))
                .map(line -> line.replaceAll(";[^:]*:", ":").replace("tel:", ""))
                .sorted()
                .reduce("", (a, b) -> a + b + "\n"));
      }
      all.sort(null);
      return all;
    }
  }

  private List<Path> archives(String place) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(place))) {
      return files.sorted().toList();
    }
  }

  /** The book of a day: some are new, one is edited, one is gone. */
  private void day(int day) {
    desk.write(
        "book.vcf",
        Cards.people(day, 20 + 2 * day)
            .replace("7946 001" + day % 10, "7946 9" + String.format("%03d", day)));
  }

  @Test
  void whatIsExportedTwiceIsImportedAndThenOnlyWhatHasChanged() throws IOException {
    works("export", "book", "full");
    assertThat(works("import", "full", "other").out()).contains("20 added");
    desk.write("book.vcf", Cards.people(1, 22).replace("7946 0005", "7946 9999"));

    Desk.Answer export = works("export", "book", "changes", "--partial");
    assertThat(export.out()).contains("3 contacts, 1 gone, in 1 folder");
    Desk.Answer imported = works("import", "changes", "other");
    assertThat(imported.out()).contains("2 added   1 changed   1 deleted");
    assertThat(cards("other")).hasSize(21);
    assertThat(works("import", "changes", "other").out()).contains("nothing to do");

    Desk.Answer older = oneway("import", "full", "other");
    assertThat(older.exit()).isEqualTo(10);
    assertThat(older.err())
        .contains("is older than the one that was read last")
        .contains("--older");
    assertThat(cards("other")).hasSize(21);
    assertThat(works("import", "full", "other", "--older").out()).contains("1 changed");
  }

  @Test
  void theStoreThatASyncWritesIsRestoredToo() throws IOException {
    works("sync", "people");
    List<String> before = cards("copy");
    Path copy = directory.resolve("copy");
    List<Path> files;
    try (Stream<Path> all = Files.walk(copy)) {
      files = all.filter(path -> path.toString().endsWith(".vcf")).sorted().toList();
    }
    Files.delete(files.get(0));
    String text = Files.readString(files.get(1));
    Files.writeString(files.get(1), text.replaceAll("TEL([^\\r\\n]*)\\d{4}", "TEL$10000"));
    assertThat(cards("copy")).isNotEqualTo(before);

    Desk.Answer restored = works("restore", "--at", "2100-01-01", "backup", "copy");
    assertThat(restored.out()).doesNotContain("belong");
    assertThat(cards("copy")).isEqualTo(before);
    assertThat(works("sync", "people").out()).contains("nothing to do");
    assertThat(cards("copy")).isEqualTo(before);
  }

  @Test
  void partialNeedsToKnowWhatWasExportedBefore() {
    Desk.Answer first = oneway("export", "book", "changes", "--partial");
    assertThat(first.exit()).isEqualTo(10);
    assertThat(first.err()).contains("Export everything once");
    works("export", "book", "full");
    assertThat(oneway("export", "book", "full", "--partial").err()).contains("replaces none");
    JsonNode second = works("export", "book", "changes", "--partial", "--json").json();
    assertThat(second.path("added").asInt()).isZero();
    assertThat(second.path("sequence").asInt()).isEqualTo(2);
  }

  @Test
  void anExportNamesWhatItCounted() {
    desk.write(
        "events.ics",
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:x
        BEGIN:VEVENT
        UID:a
        DTSTAMP:20260101T000000Z
        DTSTART:20260101T100000Z
        SUMMARY:A
        END:VEVENT
        BEGIN:VTODO
        UID:b
        DTSTAMP:20260101T000000Z
        SUMMARY:B
        END:VTODO
        END:VCALENDAR
        """
            .replace("\n", "\r\n"));
    assertThat(works("export", "events", "events").out())
        .contains("1 event and 1 task in 1 folder");
  }

  @Test
  void theStoreIsRestoredAtEachOfElevenMoments() throws IOException {
    List<List<String>> moments = new ArrayList<>();
    List<String> runs = new ArrayList<>();
    for (int day = 0; day <= 10; day++) {
      day(day);
      runs.add(works("sync", "people", "--json").json().path("run").asText());
      moments.add(cards("copy"));
    }
    assertThat(archives("backup")).hasSize(11).allSatisfy(desk::conforms);
    for (int day : List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 9, 8, 7, 6)) {
      Desk.Answer answer =
          works("restore", "--at", runs.get(day), "backup", "other", "--of", "people");
      assertThat(cards("other")).as("day " + day + "\n" + answer.out()).isEqualTo(moments.get(day));
    }
  }

  @Test
  void aRunThatFindsNothingMakesNoArchiveAndCanBeRestoredAllTheSame() throws IOException {
    works("sync", "people");
    String quiet = works("sync", "people", "--json").json().path("run").asText();
    day(1);
    works("sync", "people");
    assertThat(archives("backup")).hasSize(2);
    works("restore", "--at", quiet, "backup", "other");
    assertThat(cards("other")).hasSize(20);
    assertThat(oneway("restore", "--at", "2020-01-01", "backup", "other").err())
        .contains("No archive is as old");
    assertThat(oneway("restore", "--at", "once", "backup", "other").exit()).isEqualTo(10);
  }

  @Test
  void olderArchivesAreMergedAndNothingIsLost() throws IOException {
    desk.write("oneway.toml", CONFIG + "archive-keep = 3\n");
    List<List<String>> moments = new ArrayList<>();
    List<String> runs = new ArrayList<>();
    for (int day = 0; day <= 6; day++) {
      day(day);
      runs.add(works("sync", "people", "--json").json().path("run").asText());
      moments.add(cards("copy"));
    }
    assertThat(archives("backup")).hasSize(3).allSatisfy(desk::conforms);
    for (int day : List.of(4, 5, 6)) {
      works("restore", "--at", runs.get(day), "backup", "other");
      assertThat(cards("other")).as("day " + day).isEqualTo(moments.get(day));
    }
    assertThat(oneway("restore", "--at", runs.get(1), "backup", "other").exit()).isEqualTo(10);
  }

  @Test
  void anArchiveDirectoryThatWasMovedAwayBeginsAnew() throws IOException {
    works("sync", "people");
    Files.move(directory.resolve("backup"), directory.resolve("usb-stick"));
    day(3);
    String run = works("sync", "people", "--json").json().path("run").asText();
    assertThat(archives("backup")).hasSize(1);
    works("restore", "--at", run, "backup", "other");
    assertThat(cards("other")).isEqualTo(cards("copy"));
  }

  @Test
  void aDamagedChainIsRefusedAndNothingIsDeleted() throws IOException {
    for (int day = 0; day < 4; day++) {
      day(day);
      works("sync", "people");
    }
    works("restore", "--at", "2027-01-01", "backup", "other");
    List<String> before = cards("other");
    List<Path> archives = archives("backup");
    Path second = archives.get(1);
    byte[] bytes = Files.readAllBytes(second);
    for (int at : contents(bytes)) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 4;
      Files.write(second, flipped);
      refused(second, "flipped at " + at);
    }
    Files.write(second, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    refused(second, "cut off");
    Files.delete(second);
    Desk.Answer lost = refused(archives.get(2), "lost");
    assertThat(lost.err()).contains("archive 2 is missing");
    assertThat(cards("other")).isEqualTo(before);
  }

  /** Where the packed bytes of the entries of a zip file are. */
  private static List<Integer> contents(byte[] zip) {
    List<Integer> all = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < zip.length - 30; at++) {
      if (bytes.getInt(at) == 0x04034b50) {
        all.add(at + 30 + bytes.getShort(at + 26) + bytes.getShort(at + 28) + 3);
      }
    }
    assertThat(all).hasSizeGreaterThan(5);
    return all;
  }

  private Desk.Answer refused(Path archive, String what) {
    Desk.Answer answer = oneway("restore", "--at", "2026-12-31", "backup", "other");
    assertThat(answer.exit()).as(what + "\n" + answer.out() + answer.err()).isEqualTo(10);
    assertThat(answer.err()).as(what).contains(String.valueOf(archive.getFileName()));
    return answer;
  }

  @Test
  void aFlippedBitInADirectoryRefusesTheImport() throws IOException {
    works("export", "book", "full");
    works("import", "full", "other");
    day(4);
    works("export", "book", "later");
    try (Stream<Path> files = Files.walk(directory.resolve("later/contacts"))) {
      Path card = files.filter(path -> path.toString().contains("uid-7")).findFirst().orElseThrow();
      Files.writeString(card, Files.readString(card).replace("Given7", "Gjven7"));
      Desk.Answer answer = oneway("import", "later", "other", "--mirror");
      assertThat(answer.exit()).as(answer.out()).isEqualTo(10);
      assertThat(answer.err())
          .contains(String.valueOf(card.getFileName()))
          .contains("is not as it was written");
    }
    assertThat(cards("other")).hasSize(20);
  }
}
