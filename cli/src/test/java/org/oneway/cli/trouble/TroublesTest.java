// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.oneway.engine.state.StateException;
import org.oneway.engine.store.StoreException;

final class TroublesTest {
  private final Troubles troubles = new Troubles(new Invocation(Optional.of("my config.toml")));

  @Test
  void everyFailureOfAStoreHasItsExitCode() {
    Map<StoreException, Integer> expected =
        Map.ofEntries(
            Map.entry(new StoreException.ItemRefused("m", "r"), 2),
            Map.entry(new StoreException.SignInFailed("m", "r"), 3),
            Map.entry(new StoreException.Unavailable("m", "r", Optional.empty()), 4),
            Map.entry(new StoreException.FolderGone("m"), 4),
            Map.entry(new StoreException.CheckpointLost("m"), 4),
            Map.entry(new StoreException.Untrusted("m", "r"), 5),
            Map.entry(new StoreException.IdentityChanged("m", "r"), 7),
            Map.entry(new StoreException.StoreFull("m", "r"), 8),
            Map.entry(new StoreException.ReadOnly("m", "r"), 8),
            Map.entry(new StoreException.InputRefused("m", "r"), 10),
            Map.entry(new StoreException.NoService("m", "r"), 10),
            Map.entry(new StoreException.NoSuchFolder("m", "r", "x", List.of(), true), 10),
            Map.entry(
                new StoreException.JournalUnusable("m", new IOException("Read-only file system")),
                1));

    assertThat(expected.keySet())
        .extracting(Object::getClass)
        .hasSize(StoreException.class.getPermittedSubclasses().length);
    expected.forEach(
        (failure, exit) ->
            assertThat(troubles.of(failure, "contacts").exit().number())
                .as(failure.getClass().getSimpleName())
                .isEqualTo(exit));
  }

  @Test
  void aRemedyThatIsASentenceEndsAsOneAndACommandStaysAsItIsCopied() {
    assertThat(remedy("Run again")).isEqualTo("Run again.");
    assertThat(remedy("Let \"path\" name a directory")).endsWith("directory.");
    assertThat(remedy("Run again.")).isEqualTo("Run again.");
    assertThat(remedy("Wait for it, or stop it: kill 4711")).endsWith("kill 4711");
    assertThat(remedy("Look:  oneway doctor")).endsWith("oneway doctor");
  }

  @Test
  void aCommandInARemedyIsCalledWithTheConfigurationOfTheUser() {
    assertThat(remedy("Choose another:  oneway discover my phone"))
        .isEqualTo("Choose another:  oneway discover 'my phone' --config 'my config.toml'");
    assertThat(remedy("Search:  oneway discover --email a@b"))
        .isEqualTo("Search:  oneway discover --email a@b");
  }

  private String remedy(String said) {
    return troubles.of(new StoreException.StoreFull("m", said), "").more().get(0);
  }

  @Test
  void everyFailureOfTheStateHasItsExitCode() {
    Map<StateException.Kind, Integer> expected =
        Map.of(
            StateException.Kind.LOCKED, 11,
            StateException.Kind.DAMAGED, 20,
            StateException.Kind.DISK_FULL, 21,
            StateException.Kind.UNUSABLE, 10);

    for (StateException.Kind kind : StateException.Kind.values()) {
      StateException failure = new StateException(kind, "m", "r", new IOException());
      assertThat(troubles.ofAny(failure, "").exit().number()).isEqualTo(expected.get(kind));
    }
  }

  @Test
  void aFullDiskIsToldWhereverItIsMet() {
    IOException full = new FileSystemException("/home/x", null, "No space left on device");

    assertThat(troubles.ofAny(full, "").exit()).isEqualTo(ExitCode.DISK_FULL);
    assertThat(troubles.ofAny(new UncheckedIOException(full), "").exit())
        .isEqualTo(ExitCode.DISK_FULL);
    assertThat(troubles.ofAny(new StoreException.JournalUnusable("m", full), "").exit())
        .isEqualTo(ExitCode.DISK_FULL);
    assertThat(troubles.ofAny(new IllegalStateException(new RuntimeException(full)), "").what())
        .contains("/home/x");
  }

  @Test
  void anUnexpectedErrorIsOneLineWithoutATrace() {
    Trouble trouble = troubles.ofAny(new IllegalStateException("boo"), "");

    assertThat(trouble.exit()).isEqualTo(ExitCode.UNEXPECTED);
    assertThat(trouble.more()).isEmpty();
    assertThat(trouble.what()).contains("boo").contains("--debug");
  }

  @Test
  void aMessageEndsWithACommandThatCanBeCopied() {
    Trouble trouble =
        troubles.of(
            new StoreException.Unavailable("No answer.", "Is it on?", Optional.empty()), "my sync");

    assertThat(trouble.what()).isEqualTo("No answer.");
    assertThat(trouble.more())
        .containsExactly(
            "Is it on?", "Try again later:  oneway sync 'my sync' --config 'my config.toml'");
    assertThat(trouble.tag()).isEqualTo("[E-UNAVAILABLE, exit 4]");
  }

  @Test
  void ofSeveralTroublesTheGivenOrderDecides() {
    List<Integer> order = List.of(20, 21, 7, 6, 3, 5, 8, 4, 1, 2, 0);
    List<ExitCode> met = new ArrayList<>();
    for (int i = order.size() - 1; i >= 0; i--) {
      int number = order.get(i);
      met.add(
          Arrays.stream(ExitCode.values())
              .filter(e -> e.number() == number)
              .findFirst()
              .orElseThrow());
      Collections.shuffle(met, new java.util.Random(i));
      assertThat(ExitCode.worst(met).number()).isEqualTo(number);
    }
    assertThat(ExitCode.worst(List.of())).isEqualTo(ExitCode.OK);
    for (ExitCode exit : ExitCode.values()) {
      assertThat(ExitCode.worst(List.of(exit))).isEqualTo(exit);
    }
  }

  @Test
  void theReferencePageNamesEveryExitCodeAndNoOther() throws IOException {
    Map<Integer, String> documented = new TreeMap<>();
    Files.readString(Path.of("../docs/reference/exit-codes.md"))
        .lines()
        .filter(line -> line.matches("\\| \\d+ \\|.*"))
        .forEach(
            line -> {
              String[] cells = line.split(" *\\| *", -1);
              documented.put(Integer.parseInt(cells[1]), cells[2]);
            });
    Map<Integer, String> known = new TreeMap<>();
    for (ExitCode exit : ExitCode.values()) {
      known.put(exit.number(), exit.words());
    }
    assertThat(documented).isEqualTo(known);
  }
}
