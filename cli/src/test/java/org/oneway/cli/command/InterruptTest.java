// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Book;
import org.oneway.cli.terminal.Interrupts;

final class InterruptTest {
  private static final int CARDS = 12;

  @TempDir private Path directory;

  /** Asks to stop when it is asked for the n-th time. */
  private static final class AtQuestion implements Interrupts {
    private final int last;
    private int questions;

    AtQuestion(int last) {
      this.last = last;
    }

    @Override
    public boolean isStopRequested() {
      return ++questions >= last;
    }

    @Override
    public void watch() {}

    @Override
    public void whileAsking(boolean isAsking) {}
  }

  @Test
  void aRunThatIsStoppedAnywhereKeepsWhatIsDoneAndTheNextGoesOn() throws IOException {
    boolean wasStopped = true;
    for (int question = 1; wasStopped; question++) {
      Desk desk = desk(question, CARDS);
      Desk.Answer stopped = desk.with(new AtQuestion(question)).run(sync());
      wasStopped = stopped.exit() == 130;
      if (wasStopped) {
        assertThat(stopped.err())
            .contains("Stopped as asked", "Go on:  oneway sync", "[E-STOP, exit 130]");
        assertThat(stopped.err()).containsPattern("is remembered|Nothing was changed");
      } else {
        assertThat(stopped.exit()).as(stopped.all()).isZero();
        assertThat(question).isGreaterThan(CARDS);
      }
      Desk.Answer next = desk.with(Interrupts.NONE).run(sync());
      assertThat(next.exit()).as(next.all()).isZero();
      assertThat(cards(desk)).as("stopped at question " + question).hasSize(CARDS);
      assertThat(desk.run(sync()).out()).contains("nothing to do, 12 in sync");
    }
  }

  @Test
  void afterAStopNoOtherSyncIsBegunAndJsonTellsOfIt() {
    Desk desk = desk(1, CARDS);
    desk.write(
        "oneway.toml",
        desk.read("oneway.toml")
            + "[store.other]\ntype = \"vcard\"\npath = \"other\"\n"
            + "[sync.more]\nfrom = \"book\"\nto = \"other\"\n");

    Desk.Answer answer =
        desk.with(new AtQuestion(2)).run("sync", "--json", "--config", "oneway.toml");

    assertThat(answer.exit()).isEqualTo(130);
    assertThat(answer.json().path("exit").asInt()).isEqualTo(130);
    assertThat(answer.out()).contains("E-STOP");
    assertThat(desk.directory.resolve("other")).doesNotExist();
  }

  @Test
  void aStoppedExportLeavesTheArchiveThatWasThere() throws IOException {
    Desk desk = desk(1, CARDS);
    assertThat(desk.run("export", "file", "archive", "--config", "oneway.toml").exit()).isZero();
    String before = desk.read("archive/index.json");

    Desk.Answer answer =
        desk.with(new AtQuestion(5)).run("export", "file", "archive", "--config", "oneway.toml");

    assertThat(answer.exit()).isEqualTo(130);
    assertThat(desk.read("archive/index.json")).isEqualTo(before);
    try (Stream<Path> files = Files.list(desk.directory)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder("archive", "source.vcf", "oneway.toml", "state");
    }
  }

  private static String[] sync() {
    return new String[] {"sync", "--config", "oneway.toml"};
  }

  private Desk desk(int number, int cards) {
    Desk desk = new Desk(directory.resolve("desk" + number));
    StringBuilder book = new StringBuilder();
    for (int i = 0; i < cards; i++) {
      book.append("BEGIN:VCARD\r\nVERSION:4.0\r\nUID:card-").append(i);
      book.append("\r\nFN:Ada ").append(i).append("\r\nEND:VCARD\r\n");
    }
    desk.write("source.vcf", book.toString());
    desk.write("oneway.toml", Book.CONFIG);
    return desk;
  }

  private static List<Path> cards(Desk desk) throws IOException {
    try (Stream<Path> files = Files.walk(desk.directory.resolve("book"))) {
      return files.filter(file -> file.toString().endsWith(".vcf")).toList();
    }
  }
}
