// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.history.HeldState;
import org.oneway.cli.history.StatusFile;
import org.oneway.cli.real.Book;
import org.oneway.state.h2.H2State;

final class StatusFileTest {
  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void syncOnce() {
    desk = new Desk(directory);
    desk.write("oneway.toml", Book.CONFIG);
    desk.write("source.vcf", Cards.people(0, 3) + Cards.broken());
    desk.oneway("sync");
  }

  private HeldState hold() {
    Path state = directory.resolve("state");
    return new HeldState(
        H2State.open(state, InstantSource.system(), "sync"),
        new StatusFile(state, desk.clock, List.of("contacts")),
        "sync");
  }

  @Test
  void whileARunHoldsTheStateOthersAreToldHowFarItIs() {
    try (HeldState held = hold()) {
      held.status().following("2026-11-22-0700", "contacts");

      Desk.Answer status = desk.oneway("status");

      assertThat(status.exit()).isZero();
      assertThat(status.err())
          .contains("At work: pid " + ProcessHandle.current().pid() + ", \"sync\", contacts");
      assertThat(status.out()).contains("3/4").contains("1 skipped").contains("in use");
      assertThat(desk.oneway("history").out()).contains("ok, 3 changes (2)");
      assertThat(desk.oneway("quarantine").out()).contains("Cut off");
      assertThat(desk.oneway("sync").exit()).isEqualTo(11);
    }
  }

  @Test
  void whenTheRunHasEndedNothingIsSaidOfIt() {
    hold().close();

    assertThat(Files.exists(directory.resolve("state/status.json"))).isTrue();
    assertThat(desk.read("state/status.json")).contains("contacts").doesNotContain("running");
    assertThat(desk.oneway("status").out()).contains("healthy");
  }

  @Test
  void aDamagedFileIsAsGoodAsNone() {
    desk.write("state/status.json", "{\"syncs\": [");
    try (HeldState held = hold()) {
      assertThat(held.syncs()).containsExactly("contacts");
      assertThat(desk.oneway("status").out()).contains("3/4");
    }
  }

  @Test
  void whatTheTargetsUserChangedIsCounted() {
    desk.files("book")
        .forEach(
            (name, text) -> {
              if (text.contains("Given1 ")) {
                desk.write("book/" + name, text.replace("END:VCARD", "NOTE:mine\r\nEND:VCARD"));
              }
            });
    desk.oneway("sync");

    assertThat(desk.oneway("status").out()).contains("1 drifted");
  }
}
