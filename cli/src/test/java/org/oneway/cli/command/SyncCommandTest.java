// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Book;

final class SyncCommandTest {
  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory).with(Remembered.parts());
    desk.write("oneway.toml", Book.CONFIG);
    desk.write("source.vcf", Cards.people(0, 20));
  }

  private Desk.Answer oneway(String command, String... more) {
    return desk.oneway(command, more);
  }

  @Test
  @DisplayName("R05 the second run says that there is nothing to do and touches no file")
  void theSecondRunDoesNothing() {
    Desk.Answer first = oneway("sync");
    Map<String, String> before = desk.files("book");
    Desk.Answer second = oneway("sync");

    assertThat(first.exit()).isZero();
    assertThat(first.out()).contains("contacts   20 added   0 changed   0 deleted   0 skipped");
    assertThat(first.all().lines().count()).isLessThan(15);
    assertThat(second.exit()).isZero();
    assertThat(second.out()).contains("contacts   nothing to do, 20 in sync");
    assertThat(before).hasSize(20);
    assertThat(desk.files("book")).isEqualTo(before);
  }

  @Test
  @DisplayName("M03 R05 the source receives no write ever, the target none in a second run")
  void eachSideIsCounted() throws IOException {
    JsonNode first = oneway("sync", "--json").json().at("/syncs/0/sides");
    long made = bytes("book");
    JsonNode second = oneway("sync", "--json").json().at("/syncs/0/sides");
    desk.write("source.vcf", Cards.people(1, 20));
    JsonNode third = oneway("sync", "--json").json().at("/syncs/0/sides");

    assertThat(figures(first, "source")).containsExactly(1L, 0L, 20L);
    assertThat(first.at("/source/bytesRead").asLong())
        .isEqualTo(Cards.people(0, 20).getBytes(StandardCharsets.UTF_8).length);
    assertThat(figures(first, "target")).as("%s", first).containsExactly(1L, 21L, 0L);
    assertThat(first.at("/target/bytesWritten").asLong()).isEqualTo(made);
    assertThat(figures(second, "source").subList(1, 3)).containsExactly(0L, 0L);
    assertThat(figures(second, "target").subList(1, 3)).containsExactly(0L, 0L);
    assertThat(second.at("/target/bytesWritten").asLong()).isZero();
    assertThat(figures(third, "source").get(1)).isZero();
    assertThat(figures(third, "target").get(1)).isEqualTo(1);
    assertThat(oneway("sync", "-v").out())
        .containsPattern(
            "  source: \\d+ reads?, 0 writes, \\d+ items fetched, .* read, 0 bytes written")
        .containsPattern("  target: \\d+ reads, 0 writes, ");
  }

  private long bytes(String name) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(directory.resolve(name))) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  /** Reads, writes, items. */
  private static List<Long> figures(JsonNode sides, String side) {
    JsonNode figures = sides.path(side);
    return Stream.of("reads", "writes", "items").map(name -> figures.path(name).asLong()).toList();
  }

  @Test
  void aPlanShowsWhatWouldHappenAndHowToMakeItHappen() {
    oneway("sync");
    desk.write(
        "source.vcf",
        Cards.people(1, 20).replace("+44 20 7946 0003", "+44 20 7946 9999")
            + Cards.card("grace", "Grace Hopper"));

    Desk.Answer plan = oneway("plan");

    assertThat(plan.exit()).isZero();
    assertThat(plan.out())
        .startsWith("contacts: file (vcard) -> book (vcard)        read 20 + 2")
        .contains("\n  + Grace Hopper                  new\n")
        .contains(
            "\n  ~ Given3 Family3                phone +44 20 7946 0003 -> +44 20 7946 9999\n")
        .contains("\n  - Given0 Family0                deleted at source\n")
        .contains("Plan: 1 to add, 1 to change, 1 to delete, 0 skipped, 18 unchanged, 0 conflicts.")
        .endsWith("Nothing was changed. To apply:  oneway sync contacts --config oneway.toml\n");
    assertThat(oneway("sync", "--dry-run").out().lines().skip(1))
        .containsExactlyElementsOf(plan.out().lines().skip(1).toList());
    assertThat(oneway("plan", "--exit-code").exit()).isEqualTo(9);
    assertThat(oneway("sync").out()).contains("1 added   1 changed   1 deleted");
    assertThat(oneway("plan", "--exit-code").exit()).isZero();
    assertThat(oneway("plan").out()).endsWith("Nothing to do.\n");
  }

  @Test
  void longPlansAreCutUnlessAllIsAskedFor() {
    desk.write("source.vcf", Cards.people(0, 60));

    assertThat(oneway("plan").out().lines().filter(line -> line.startsWith("  +"))).hasSize(50);
    assertThat(oneway("plan").out()).contains("    and 10 more (--all)");
    assertThat(oneway("plan", "--all").out().lines().filter(line -> line.startsWith("  +")))
        .hasSize(60);
  }

  @Test
  @DisplayName("M01 too many deletions are held, and the message shows how to allow exactly them")
  void tooManyDeletionsAreHeld() {
    oneway("sync");
    desk.write("source.vcf", Cards.people(0, 1));

    Desk.Answer held = oneway("sync");

    assertThat(held.exit()).isEqualTo(6);
    assertThat(desk.files("book")).hasSize(20);
    assertThat(held.err())
        .startsWith("STOPPED: contacts would delete 19 of 20 items in \"book\" (95 %")
        .contains("The source listed 1 item there.")
        .contains("oneway plan contacts --config oneway.toml")
        .endsWith(" --config oneway.toml    [E-GUARD, exit 6]\n");
    String token = held.err().replaceAll("(?s).*--allow-mass-delete=(\\S+).*", "$1");
    JsonNode json = oneway("sync", "--json").json();
    assertThat(json.path("held").path(0).path("token").asText()).isEqualTo(token);
    assertThat(json.path("exit").asInt()).isEqualTo(6);
    assertThat(oneway("plan").exit()).isEqualTo(6);
    assertThat(oneway("sync", "--allow-mass-delete=other").exit()).isEqualTo(6);

    Desk.Answer allowed = oneway("sync", "--allow-mass-delete=" + token);

    assertThat(allowed.exit()).isZero();
    assertThat(allowed.out()).contains("19 deleted");
    assertThat(desk.files("book")).hasSize(1);
  }

  @Test
  void theShareThatIsHeldCanBeGiven() {
    oneway("sync");
    desk.write("source.vcf", Cards.people(0, 8));

    assertThat(oneway("sync").exit()).isEqualTo(6);
    assertThat(oneway("sync", "--max-delete", "70%").exit()).isZero();
  }

  @Test
  void aBrokenCardIsQuarantinedAndTheOthersAreSynced() {
    desk.write("source.vcf", Cards.people(0, 3) + Cards.broken());

    Desk.Answer answer = oneway("sync");

    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.out())
        .contains("3 added   0 changed   0 deleted   1 skipped")
        .contains("1 item needs attention:  oneway quarantine list --config oneway.toml");
    Desk.Answer list = oneway("quarantine", "list");
    assertThat(list.exit()).isZero();
    assertThat(list.out()).contains("Cut off").contains("source.vcf line 22");
    String id = oneway("quarantine", "--json").json().path("pending").path(0).path("id").asText();
    assertThat(oneway("quarantine", "show", id).out()).contains("source.vcf line 22");
    assertThat(oneway("status").out()).contains("3/4").contains("1 skipped");

    assertThat(oneway("sync").exit()).isEqualTo(2);
    assertThat(oneway("quarantine", "ignore", id).exit()).isZero();
    assertThat(oneway("sync").exit()).isZero();
    assertThat(oneway("status").out()).contains("1 ignored");
    assertThat(oneway("quarantine", "retry", id).out()).contains("oneway sync contacts");
    assertThat(oneway("sync").exit()).isEqualTo(2);
    assertThat(oneway("quarantine", "show", "c-zzz").exit()).isEqualTo(10);

    desk.write("source.vcf", Cards.people(0, 3));
    assertThat(oneway("sync").exit()).isZero();
    assertThat(oneway("quarantine").out()).isEqualTo("Nothing is quarantined.\n");
  }

  @Test
  @DisplayName("M05 source and target swapped: nothing happens, exit 7")
  void swappedStoresStop() {
    oneway("sync");
    Map<String, String> before = desk.files(".");
    desk.write(
        "oneway.toml",
        Book.CONFIG
            .replace("from = \"file\"", "from = \"book\"")
            .replace("to = \"book\"", "to = \"file\""));

    Desk.Answer answer = oneway("sync");

    assertThat(answer.exit()).isEqualTo(7);
    assertThat(answer.err()).contains("[E-IDENTITY, exit 7]");
    before.remove("oneway.toml");
    before.remove("state/status.json");
    assertThat(desk.files(".")).containsAllEntriesOf(before);
  }

  @Test
  void oneSyncsTroubleDoesNotStopTheNext() {
    desk.write(
        "oneway.toml",
        Book.CONFIG
            + """
            [store.gone]
            type = "vcard"
            path = "none.vcf"
            [sync.another]
            from = "gone"
            to = "book"
            [sync.third]
            from = "file"
            to = "second"
            [store.second]
            type = "vcard"
            path = "second"
            """);

    Desk.Answer answer = oneway("sync", "another", "third");

    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.err()).contains("none.vcf").contains("[E-INPUT, exit 10]");
    assertThat(answer.out()).contains("third     20 added");
    assertThat(desk.files("second")).hasSize(20);
    assertThat(oneway("status").out())
        .contains("another")
        .contains("configuration or input refused")
        .containsPattern("contacts +never");
  }

  @Test
  void anUnknownSyncIsAnsweredWithTheRightName() {
    Desk.Answer answer = oneway("sync", "contcts");

    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.err()).contains("Did you mean \"contacts\"?");
  }

  @Test
  void underJsonOneObjectTellsAllCounters() {
    desk.write("source.vcf", Cards.people(0, 3) + Cards.broken());

    Desk.Answer answer = oneway("sync", "--json");

    JsonNode json = answer.json();
    assertThat(answer.err()).isEmpty();
    assertThat(json.path("command").asText()).isEqualTo("sync");
    assertThat(json.path("run").asText()).isEqualTo("2026-11-22-0614");
    assertThat(json.path("exit").asInt()).isEqualTo(2);
    assertThat(json.path("added").asInt()).isEqualTo(3);
    assertThat(json.path("skipped").asInt()).isEqualTo(1);
    for (String counter :
        new String[] {
          "changed",
          "deleted",
          "moved",
          "adopted",
          "conflicts",
          "unchanged",
          "readSource",
          "readTarget"
        }) {
      assertThat(json.path(counter).isIntegralNumber()).as(counter).isTrue();
    }
    assertThat(json.path("held")).isEmpty();
    assertThat(json.path("pending").path(0).path("place").asText()).contains("line 22");
    assertThat(json.path("syncs").path(0).path("name").asText()).isEqualTo("contacts");
    JsonNode plan = oneway("plan", "--json").json();
    assertThat(plan.path("operations")).isEmpty();
    assertThat(oneway("status", "--json").json().path("syncs").path(0).path("inSync").asInt())
        .isEqualTo(3);
  }

  @Test
  void aKeptPlanIsCarriedOutExactlyAndOnce() {
    oneway("sync");
    desk.write("source.vcf", Cards.people(0, 21));
    Desk.Answer kept = oneway("plan", "--save", "p.plan");
    desk.write("source.vcf", Cards.people(0, 25));

    assertThat(kept.out()).endsWith("oneway sync contacts --plan p.plan --config oneway.toml\n");
    assertThat(oneway("plan", "--save", "p.plan").exit()).isEqualTo(10);
    assertThat(oneway("sync", "contacts", "--plan", "p.plan").out()).contains("1 added");
    assertThat(desk.files("book")).hasSize(21);
    Desk.Answer again = oneway("sync", "--plan", "p.plan");
    assertThat(again.exit()).isEqualTo(10);
    assertThat(again.err()).contains("another run has changed the state");
    assertThat(oneway("sync", "--plan", "none.plan").exit()).isEqualTo(10);
  }

  @Test
  void aPersonIsAskedBeforeTheFirstRunIntoAStoreThatIsNotEmpty() {
    desk.write("book/own.vcf", Cards.card("own", "My Own"));

    Desk.Answer no =
        new Desk(directory)
            .with(Remembered.parts())
            .withPerson("n\n")
            .run("sync", "--config", "oneway.toml");
    Desk.Answer yes =
        new Desk(directory)
            .with(Remembered.parts())
            .withPerson("y\n")
            .run("sync", "--config", "oneway.toml");

    assertThat(no.exit()).isEqualTo(130);
    assertThat(no.err()).contains("20 to add");
    assertThat(no.out()).contains("Nothing was changed.");
    assertThat(yes.exit()).isZero();
    assertThat(desk.files("book")).hasSize(21);
    desk.write("book2/own.vcf", Cards.card("own", "My Own"));
    desk.write("oneway.toml", Book.CONFIG.replace("\"book\"\n[sync", "\"book2\"\n[sync"));
    Desk.Answer sure =
        new Desk(directory)
            .with(Remembered.parts())
            .withPerson("")
            .run("sync", "--yes", "--config", "oneway.toml");
    assertThat(sure.exit()).isZero();
  }

  @Test
  @DisplayName("S24 hostile names reach the terminal as text")
  void hostileNamesReachTheTerminalAsText() {
    desk.write(
        "source.vcf",
        Cards.card("x", "Bell\u0007 \u001b[2J\u202eevil")
            + Cards.broken().replace("Cut", "\u202eCut"));

    String all =
        oneway("plan").all()
            + oneway("sync", "-v").all()
            + oneway("quarantine").all()
            + oneway("plan", "--json").all();

    assertThat(all).doesNotContain("\u001b", "\u0007", "\u202e").contains("\\u{202e}");
  }

  @Test
  void quietPrintsOnlyTrouble() {
    assertThat(oneway("sync", "-q").all()).isEmpty();
    desk.write("source.vcf", Cards.people(0, 1));
    assertThat(oneway("sync", "-q").out()).isEmpty();
    assertThat(oneway("sync", "-q").err()).contains("[E-GUARD, exit 6]");
  }

  @Test
  void scratchIsGoneAfterEachRun() throws IOException {
    oneway("plan");
    oneway("sync");

    try (Stream<Path> left = Files.list(directory.resolve("state/scratch"))) {
      assertThat(left).isEmpty();
    }
  }
}
