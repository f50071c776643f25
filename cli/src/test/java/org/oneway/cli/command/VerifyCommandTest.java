// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Book;

final class VerifyCommandTest {
  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void syncOnce() {
    desk = new Desk(directory);
    desk.write("oneway.toml", Book.CONFIG);
    desk.write("source.vcf", Cards.people(0, 20));
    desk.oneway("sync");
    desk.write("book/own.vcf", Cards.card("own", "My Own"));
    desk.clock.pass(Duration.ofMinutes(1));
  }

  private String card(int person) {
    return desk.files("book").entrySet().stream()
        .filter(file -> file.getValue().contains("FN:Given" + person + " "))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private JsonNode verified(String... options) {
    Desk.Answer answer = desk.oneway("verify", options);
    return answer.json().path("syncs").path(0);
  }

  @Test
  void whatWasSyncedIsEqualOnBothSides() {
    Map<String, String> before = desk.files(".");
    Desk.Answer quick = desk.oneway("verify");
    Desk.Answer full = desk.oneway("verify", "--full");

    assertThat(quick.exit()).isZero();
    assertThat(full.exit()).isZero();
    assertThat(full.out())
        .contains("       20   equal")
        .contains("        1   of the target are not managed by this sync, and left alone")
        .contains("VERIFIED. No data difference.");
    assertThat(desk.files(".")).isEqualTo(before);
  }

  @Test
  void whatIsMissingOrEditedAtTheTargetIsFoundOnceAndKnownAfterTheNextRun() throws IOException {
    Files.delete(directory.resolve("book/" + card(3)));
    String edited = "book/" + card(5);
    desk.write(edited, desk.read(edited).replace("END:VCARD", "NOTE:mine\r\nEND:VCARD"));

    Desk.Answer found = desk.oneway("verify");
    assertThat(found.exit()).isEqualTo(2);
    assertThat(found.out())
        .contains("       18   equal")
        .contains("1   edited at the target since the last run")
        .contains("1   missing at the target")
        .contains("Given3 Family3")
        .contains("NOT VERIFIED.");

    desk.oneway("sync");
    JsonNode known = verified("--full", "--json");
    assertThat(known.path("verified").asBoolean()).isTrue();
    assertThat(known.path("ownOfTarget").asInt()).isEqualTo(1);
    assertThat(known.path("knownDeleted").asInt()).isEqualTo(1);
    assertThat(known.path("equal").asInt()).isEqualTo(18);
  }

  @Test
  void whatTheNextRunWillDoIsNotAFaultOfTheTarget() {
    desk.write("source.vcf", Cards.people(1, 21).replace("7946 0004", "7946 9999"));

    Desk.Answer behind = desk.oneway("verify", "--full");

    assertThat(behind.exit()).isEqualTo(2);
    assertThat(behind.out())
        .contains("       18   equal")
        .contains("3   wait for the next run (1 to add, 1 to change, 1 to delete)")
        .doesNotContain("missing");
  }

  /** Content that changes and leaves size, time and inode as they are. */
  @Test
  void whatNoVersionTellsIsFoundByReadingEverything() throws IOException {
    Path file = directory.resolve("book/" + card(7));
    FileTime time = FileTime.fromMillis(1_700_000_000_000L);
    Files.setLastModifiedTime(file, time);
    desk.oneway("sync");
    Files.writeString(file, Files.readString(file).replace("7946 0007", "7946 1007"));
    Files.setLastModifiedTime(file, time);

    assertThat(verified("--json").path("edited").asInt()).isZero();
    assertThat(verified("--json", "--sample", "100%").path("edited").asInt()).isEqualTo(1);
    assertThat(verified("--json", "--full").path("edited").asInt()).isEqualTo(1);
  }

  @Test
  void aSampleIsAShareOfTheItems() {
    assertThat(desk.oneway("verify", "--sample", "5%").exit()).isZero();
    Desk.Answer wrong = desk.oneway("verify", "--sample", "a few");
    assertThat(wrong.exit()).isEqualTo(64);
    assertThat(wrong.err()).contains("from 1% to 100%");
  }
}
