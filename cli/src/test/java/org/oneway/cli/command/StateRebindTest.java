// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Book;

/** The configuration gives a sync other stores than it knew. */
final class StateRebindTest {
  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory);
    desk.write("oneway.toml", Book.CONFIG);
    desk.write("source.vcf", Cards.people(0, 40));
    desk.write("book/mine.vcf", Cards.people(90, 91));
    call("sync");
  }

  private Desk.Answer call(String... arguments) {
    desk.clock.pass(Duration.ofMinutes(1));
    return desk.run(
        Stream.concat(Stream.of(arguments), Stream.of("--config", "oneway.toml"))
            .toArray(String[]::new));
  }

  private Map<String, String> book() {
    return desk.files("book");
  }

  private void requireStopped() {
    Desk.Answer stopped = call("sync");
    assertThat(stopped.exit()).isEqualTo(7);
    assertThat(stopped.err())
        .contains("If it is meant:  oneway state rebind contacts --config oneway.toml")
        .contains("[E-IDENTITY, exit 7]");
  }

  @Test
  void aStoreThatOnlyHasAnotherNameKeepsAllThatIsRemembered() {
    desk.write("oneway.toml", Book.CONFIG.replace("file", "people"));
    requireStopped();

    Desk.Answer look = call("state", "rebind", "contacts");
    assertThat(look.exit()).isEqualTo(7);
    assertThat(look.out())
        .contains("It was   store \"file\" (vcard)", "It is    store \"people\" (vcard)")
        .contains("Of 40 items that it remembers, 40 are where it was.")
        .contains("the same under another name")
        .contains("oneway state rebind contacts --yes --config oneway.toml");
    requireStopped();
    assertThat(call("state", "rebind", "contacts", "--yes").exit()).isZero();

    assertThat(call("sync").out()).contains("nothing to do, 40 in sync");
    desk.write("source.vcf", Cards.people(1, 40));
    assertThat(call("sync").out()).contains("1 deleted");
  }

  @Test
  void aPersonIsAskedAndMaySayNo() {
    desk.write("oneway.toml", Book.CONFIG.replace("file", "people"));
    desk.withPerson("n\n");
    Desk.Answer no = call("state", "rebind", "contacts");
    assertThat(no.exit()).isEqualTo(130);
    assertThat(no.all()).contains("Take these stores? [y/N]", "Nothing was changed.");
    requireStopped();
    desk.withPerson("y\n");
    assertThat(call("state", "rebind", "contacts").exit()).isZero();
    assertThat(call("sync").exit()).isZero();
  }

  @Test
  void anotherSourceWithOtherPeopleDeletesNobody() {
    Map<String, String> before = book();
    desk.write("other.vcf", Cards.people(100, 105));
    desk.write(
        "oneway.toml", Book.CONFIG.replace("file", "people").replace("source.vcf", "other.vcf"));
    requireStopped();

    Desk.Answer rebound = call("state", "rebind", "contacts", "--yes");
    assertThat(rebound.out())
        .contains("Of 40 items that it remembers, 0 are where it was.", "So it is another store")
        .contains("5   only at the source", "41   only at the target: left alone");
    assertThat(book()).isEqualTo(before);
    assertThat(call("sync").out()).contains("5 added   0 changed   0 deleted");
    assertThat(book()).hasSize(46).containsAllEntriesOf(before);
    assertThat(call("sync").out()).contains("nothing to do");
  }

  @Test
  void anotherSourceWithTheSamePeopleKeepsWhatIsOurs() {
    desk.write("oneway.toml", Book.CONFIG.replace("file", "people").replace("source.vcf", "dir"));
    desk.write("dir/all.vcf", Cards.people(0, 39));

    Desk.Answer rebound = call("state", "rebind", "contacts", "--yes");

    assertThat(rebound.out())
        .contains("39   taken as ours", "2   only at the target")
        .doesNotContain("adopted");
    assertThat(call("sync").out()).contains("nothing to do, 39 in sync");
    desk.write("dir/all.vcf", Cards.people(0, 38));
    assertThat(call("sync").out()).contains("1 deleted");
    assertThat(book()).hasSize(40);
  }

  @Test
  void storesThatChangedPlacesDeleteNobody() {
    String source = desk.read("source.vcf");
    Map<String, String> before = book();
    desk.write(
        "oneway.toml",
        Book.CONFIG
            .replace("from = \"file\"", "from = \"book\"")
            .replace("to = \"book\"", "to = \"file\""));
    requireStopped();

    Desk.Answer rebound = call("state", "rebind", "contacts", "--yes");
    assertThat(rebound.out())
        .contains("Source and target have changed places")
        .contains("40   adopted", "1   only at the source")
        .doesNotContain("ours:");
    assertThat(desk.read("source.vcf")).isEqualTo(source);
    assertThat(call("sync").out()).contains("1 added   0 changed   0 deleted");
    assertThat(book()).isEqualTo(before);
    assertThat(desk.read("source.vcf")).contains(source.lines().skip(1).findFirst().orElseThrow());

    // Whatever goes from the new source, the old one keeps its own.
    book().keySet().stream()
        .limit(30)
        .forEach(name -> assertThat(directory.resolve("book/" + name).toFile().delete()).isTrue());
    Desk.Answer emptied = call("sync");
    assertThat(emptied.out()).doesNotContain("30 deleted");
    assertThat(desk.read("source.vcf").split("BEGIN:VCARD", -1)).hasSizeGreaterThanOrEqualTo(41);
  }

  @Test
  void aSyncWhoseStoresItKnowsHasNothingToDo() {
    assertThat(call("state", "rebind", "contacts").out()).contains("Nothing to do.");
    Desk.Answer unknown = call("state", "rebind", "contact");
    assertThat(unknown.exit()).isEqualTo(10);
    assertThat(unknown.err()).contains("contacts");
  }
}
