// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Book;

/** The state is gone, and what it knew is found out again from both stores. */
final class StateRebuildTest {
  private static final Path MESSY = Path.of("../examples/contacts/address-book.vcf");

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = Desk.withPeople(directory, 40);
  }

  private Desk.Answer call(String... arguments) {
    return desk.aMinuteLater(arguments);
  }

  private void loseTheState() {
    try {
      Files.delete(directory.resolve("state/state.mv.db"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rebuilds, and finds nothing to do then. */
  private Desk.Answer requireRebuilt() {
    Map<String, String> before = desk.files("book");
    assertThat(call("sync").exit()).isEqualTo(20);
    Desk.Answer rebuilt = call("state", "rebuild");
    assertThat(rebuilt.exit()).as(rebuilt.all()).isZero();
    assertThat(desk.files("book")).isEqualTo(before);
    Desk.Answer sync = call("sync", "--json");
    for (String none : List.of("added", "changed", "deleted")) {
      assertThat(sync.json().path("syncs").path(0).path(none).asInt()).as(sync.out()).isZero();
    }
    assertThat(desk.files("book")).isEqualTo(before);
    assertThat(call("sync").out()).contains("nothing to do");
    assertThat(desk.files("book")).isEqualTo(before);
    return rebuilt;
  }

  @Test
  @DisplayName("R06 state deleted, rebuilt, synced: nothing is made, deleted or doubled")
  void nothingIsMadeOrDeleted() {
    call("sync");
    loseTheState();

    assertThat(requireRebuilt().out())
        .contains("40   taken as ours")
        .contains("oneway plan --config oneway.toml");
    desk.write("source.vcf", Cards.people(1, 40));
    assertThat(call("sync").out()).contains("1 deleted");
    assertThat(desk.files("book")).hasSize(39);
  }

  @Test
  @DisplayName("R06 also of the messy example address book")
  void alsoOfTheMessyAddressBook() throws IOException {
    Files.copy(
        MESSY, directory.resolve("source.vcf"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    call("sync");
    loseTheState();
    assertThat(requireRebuilt().out()).contains("      501   taken as ours").doesNotContain("only");
  }

  @Test
  @DisplayName("R06 also of cards without uid, in several folders")
  void alsoOfCardsWithoutUidInSeveralFolders() throws IOException {
    desk.write("oneway.toml", Book.CONFIG.replace("source.vcf", "source"));
    Files.delete(directory.resolve("source.vcf"));
    desk.write("source/friends/all.vcf", withoutUid(Cards.people(0, 20)));
    desk.write("source/office/all.vcf", withoutUid(Cards.people(15, 35)));
    call("sync");
    assertThat(desk.files("book")).hasSize(40);
    loseTheState();

    Desk.Answer rebuilt = requireRebuilt();

    assertThat(rebuilt.out()).contains("40   taken as ours");
  }

  private static String withoutUid(String cards) {
    return cards.replaceAll("UID:[^\r\n]*\r?\n", "");
  }

  @Test
  @DisplayName("P16 what was at the target before us under another name is adopted again, and kept")
  void whatWasAdoptedIsKept() throws IOException {
    desk.write("book/a card of mine.vcf", Cards.people(7, 8));
    call("sync");
    loseTheState();

    assertThat(requireRebuilt().out()).contains("39   taken as ours", "1   adopted");
    desk.write("source.vcf", Cards.people(0, 7) + Cards.people(8, 40));
    assertThat(call("sync").out())
        .contains("nothing to do, 39 in sync", "was at the target before us");
    assertThat(desk.files("book")).hasSize(40);
  }

  @Test
  void whatDiffersIsLeftToTheNextSyncAndWhatTheUserHasIsLeftAlone() {
    call("sync");
    desk.write("book/mine.vcf", Cards.people(90, 91));
    desk.write("source.vcf", Cards.people(0, 1).replace("FN:", "FN:Dr. ") + Cards.people(1, 42));
    loseTheState();

    Desk.Answer rebuilt = call("state", "rebuild", "--json");
    assertThat(rebuilt.json().path("syncs").path(0).toString())
        .isEqualTo(
            "{\"name\":\"contacts\",\"rememberedAlready\":0,\"ours\":39,\"adopted\":0,"
                + "\"differing\":1,\"onlySource\":2,\"onlyTarget\":1}");
    assertThat(call("sync").out()).contains("2 added   1 changed   0 deleted");
    assertThat(desk.files("book")).hasSize(43);
  }

  @Test
  void aDamagedStateIsPutAsideAndFoundOutAgain() throws IOException {
    call("sync");
    Path file = directory.resolve("state/state.mv.db");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 16;
    Files.write(file, bytes);

    Desk.Answer look = call("state", "rebuild", "--dry-run");
    assertThat(look.out()).contains("is damaged", "40   taken as ours", "Nothing was changed.");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    Desk.Answer rebuilt = call("state", "rebuild");
    assertThat(rebuilt.out()).contains("It is kept as ", "state.mv.db.damaged-2026-11-22T06");
    assertThat(call("sync").out()).contains("nothing to do, 40 in sync");
  }

  @Test
  void aStateThatIsWholeStaysAsItIs() {
    call("sync");
    assertThat(call("state", "rebuild").out())
        .contains("40   remembered already")
        .doesNotContain("ours", "adopted");
    assertThat(call("sync").out()).contains("nothing to do, 40 in sync");
  }
}
