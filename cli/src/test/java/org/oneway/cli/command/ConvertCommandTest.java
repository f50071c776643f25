// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConvertCommandTest {
  @TempDir Path directory;
  private Desk desk;

  private static final String ADA =
      """
      BEGIN:VCARD
      VERSION:3.0
      UID:ada
      FN:Ada Lovelace
      N:Lovelace;Ada;;;
      REV:2020-01-02T03:04:05Z
      END:VCARD
      """;
  private static final String GRACE =
      """
      BEGIN:VCARD
      VERSION:4.0
      FN:Grace Hopper
      EMAIL:grace@example.org
      END:VCARD
      """;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory);
  }

  @Test
  void cardsBecomeOneArrayWithMembersInOrder() {
    desk.write("a.vcf", ADA);

    Desk.Answer answer = desk.run("convert", "--to", "jscontact", "a.vcf");

    assertThat(answer.exit()).isZero();
    assertThat(answer.out())
        .startsWith("[\n  {\n    \"@type\": \"Card\",\n")
        .endsWith("  }\n]\n")
        .contains("\"uid\": \"ada\"")
        .contains("\"updated\": \"2020-01-02T03:04:05Z\"");
    assertThat(answer.out().indexOf("\"name\"")).isLessThan(answer.out().indexOf("\"uid\""));
  }

  @Test
  void aCardWithoutUidGetsTheSameOneEachTime() {
    desk.write("a.vcf", GRACE);
    desk.write("b.vcf", ADA + GRACE.replace("VERSION:4.0", "VERSION:3.0"));

    String first =
        desk.run("convert", "--to", "jscontact", "a.vcf").json().path(0).path("uid").asText();

    assertThat(first).isNotEmpty();
    Desk.Answer second = desk.run("convert", "--to", "jscontact", "b.vcf");
    assertThat(second.json().path(1).path("uid").asText()).isEqualTo(first);
    assertThat(second.json().path(1).has("updated")).isFalse();
  }

  @Test
  void aCardOfVersion2NeedsNoUidAndGetsNone() {
    desk.write("a.json", "{\"@type\":\"Card\",\"version\":\"2.0\",\"name\":{\"full\":\"Ada\"}}");
    desk.write("b.json", "{\"@type\":\"Card\",\"version\":\"1.0\",\"name\":{\"full\":\"Ada\"}}");

    assertThat(desk.run("convert", "--to", "vcard4", "a.json").out()).doesNotContain("UID");
    assertThat(desk.run("convert", "--to", "vcard4", "b.json").out()).contains("UID:urn:uuid:");
  }

  @Test
  void severalFilesOfDifferentFormsBecomeOne() {
    desk.write("a.vcf", ADA);
    desk.write("b.json", desk.run("convert", "--to", "jscontact", "a.vcf").out());
    desk.write("c.txt", GRACE);

    Desk.Answer answer = desk.run("convert", "--to", "vcard4", "a.vcf", "b.json", "c.txt");

    assertThat(answer.exit()).isZero();
    assertThat(answer.out()).containsPattern("(?s)Ada Lovelace.*Ada Lovelace.*Grace Hopper");
    assertThat(answer.out().lines().filter("VERSION:4.0"::equals)).hasSize(3);
    assertThat(desk.run("convert", "--to", "vcard3", "b.json").out()).contains("VERSION:3.0");
  }

  @Test
  void whatCannotBeConvertedIsToldAndCostsOnlyItself() {
    desk.write("a.vcf", ADA + "BEGIN:VCARD\nVERSION:4.0\nFN:Cut o");

    Desk.Answer answer = desk.run("convert", "--to", "jscontact", "a.vcf");

    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.json()).hasSize(1);
    assertThat(answer.err()).contains("a.vcf line 8").contains("[E-ITEM, exit 2]");
  }

  @Test
  void brokenJsonIsToldAndNotGuessed() {
    desk.write(
        "a.json",
        "[{\"@type\":\"Card\",\"uid\":\"a\",\"name\":{\"full\":\"A\"}},\n{\"@type\":1},\n{\"uid\"");
    desk.write("deep.json", "[".repeat(100_000));

    Desk.Answer answer = desk.run("convert", "--to", "jscontact", "a.json");

    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.json()).hasSize(1);
    assertThat(answer.err()).contains("a.json line 2").contains("a.json line 3");
    assertThat(desk.run("convert", "--to", "jscontact", "deep.json").exit()).isEqualTo(2);
  }

  @Test
  void anEmptyFileIsNoContacts() {
    desk.write("a.vcf", "");

    assertThat(desk.run("convert", "--to", "jscontact", "a.vcf").out()).isEqualTo("[]\n");
  }

  @Test
  void filesThatAreNotThereOrNoContactsAreRefusedBeforeAnythingIsPrinted() {
    desk.write("a.vcf", ADA);
    desk.write("b.txt", "Dear Ada,");

    Desk.Answer missing = desk.run("convert", "--to", "jscontact", "a.vcf", "none.vcf");
    Desk.Answer letter = desk.run("convert", "--to", "jscontact", "a.vcf", "b.txt");

    assertThat(missing.exit()).isEqualTo(10);
    assertThat(missing.out()).isEmpty();
    assertThat(letter.exit()).isEqualTo(10);
    assertThat(letter.err()).contains("b.txt holds neither");
  }

  @Test
  void underJsonTheAnswerIsOneObjectWithCounters() {
    desk.write("a.vcf", ADA + "BEGIN:VCARD\nVERSION:4.0\nFN:Cut o");

    Desk.Answer answer = desk.run("convert", "--json", "--to", "jscontact", "a.vcf");

    assertThat(answer.err()).isEmpty();
    assertThat(answer.json().path("converted").asInt()).isEqualTo(1);
    assertThat(answer.json().path("skipped").asInt()).isEqualTo(1);
    assertThat(answer.json().path("exit").asInt()).isEqualTo(2);
    assertThat(answer.json().path("result").path(0).path("uid").asText()).isEqualTo("ada");
  }

  @Test
  void whatSteersTerminalsIsEscapedInJsonAndFindings() {
    desk.write("a.vcf", ADA.replace("Ada Lovelace", "A\u202eda\u200b"));

    Desk.Answer answer = desk.run("convert", "--to", "jscontact", "a.vcf");

    assertThat(answer.all()).doesNotContain("\u202e", "\u200b");
    assertThat(answer.json().path(0).path("name").path("full").asText())
        .isEqualTo("A\u202eda\u200b");
  }
}
