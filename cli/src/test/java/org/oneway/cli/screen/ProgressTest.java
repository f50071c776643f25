// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.oneway.cli.terminal.Screen;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.plan.Row;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.testkit.ManualClock;

final class ProgressTest {
  private static final Outcome DONE =
      new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());

  private static final Fingerprint FINGERPRINT = new Fingerprint(1, "00");
  private static final Seen SEEN = new Seen(new Reference("ada"), Optional.empty(), FINGERPRINT);
  private static final Pairing PAIRING =
      new Pairing(
          1,
          1,
          Kind.CONTACT,
          new Uid("ada"),
          new Uid("ada"),
          Origin.CREATED,
          SEEN,
          SEEN,
          new FolderId("f"),
          FINGERPRINT,
          0,
          Optional.empty(),
          Set.of());

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T06:14:00Z"));
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aTerminalShowsBarShareNumbersRateAndWhatIsLeft() {
    Progress progress = progress(true, 100);
    progress.planned(adding(1_421));
    done(progress, 811);
    clock.pass(Duration.ofSeconds(8));
    done(progress, 1);

    assertThat(lastLine())
        .isEqualTo(
            "calendar-mirror   █████████████████▏               57 %   812/1 421   102/s   6 s"
                + " left");
  }

  @Test
  void theLineIsDrawnAtMostTenTimesASecond() {
    Progress progress = progress(true, 80);
    progress.planned(adding(1_000));
    for (int i = 0; i < 1_000; i++) {
      done(progress, 1);
      clock.pass(Duration.ofMillis(1));
    }

    assertThat(text().split("\r", -1)).hasSizeBetween(10, 12);
  }

  @Test
  void onANarrowTerminalTheBarGivesWayAndNothingIsWiderThanIt() {
    for (int columns : new int[] {25, 30, 40, 50, 60, 80, 200}) {
      Progress progress = progress(true, columns);
      progress.reading(Side.SOURCE, "A folder with a very long name, longer than that", 12_345);
      clock.pass(Duration.ofSeconds(2));
      progress.planned(adding(1_421));
      clock.pass(Duration.ofSeconds(2));
      done(progress, 1);
      assertThat(lastLine().length()).isLessThan(columns);
    }
  }

  @Test
  void elsewhereThereIsALineEveryThirtySeconds() {
    Progress progress = progress(false, 80);
    progress.reading(Side.TARGET, "Friends", 500);
    clock.pass(Duration.ofSeconds(31));
    progress.reading(Side.TARGET, "Friends", 12_000);
    progress.planned(adding(1_000));
    for (int i = 0; i < 100; i++) {
      clock.pass(Duration.ofSeconds(1));
      done(progress, 1);
    }

    assertThat(text().lines())
        .containsExactly(
            "calendar-mirror: reading target Friends   12 000   387/s",
            "calendar-mirror: 3 %   30/1 000   1/s   16 min 10 s left",
            "calendar-mirror: 6 %   60/1 000   1/s   15 min 40 s left",
            "calendar-mirror: 9 %   90/1 000   1/s   15 min 10 s left");
  }

  @Test
  void namesOfFoldersCannotSteerTheTerminal() {
    progress(true, 80).reading(Side.SOURCE, "\u001b[2J\u202eevil\n", 1);

    assertThat(text().replace("\r\u001b[K", "")).doesNotContain("\u001b", "\u202e", "\n");
  }

  private Progress progress(boolean isTerminal, int columns) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Screen screen = new Screen(stream, stream, false, isTerminal, false);
    return new Progress(screen, clock, "calendar-mirror", () -> columns);
  }

  private static Counts adding(long items) {
    return new Counts(Map.of(Count.ADDED, items));
  }

  private static void done(Progress progress, int times) {
    for (int i = 0; i < times; i++) {
      progress.done(operation(), DONE);
    }
  }

  private static Operation operation() {
    return new Operation(
        1,
        Operation.Action.CREATE,
        1,
        Row.UNSAID,
        PAIRING,
        false,
        Optional.empty(),
        Optional.empty(),
        new FolderId("f"),
        new FolderId("f"),
        0,
        0,
        -1,
        "Ada",
        List.of(),
        List.of(),
        List.of());
  }

  private String text() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private String lastLine() {
    String text = text();
    return text.substring(text.lastIndexOf("\u001b[K") + 3);
  }
}
