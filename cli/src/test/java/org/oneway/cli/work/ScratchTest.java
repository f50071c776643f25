// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScratchTest {
  @TempDir Path state;

  @Test
  void aRunLeavesNothing() throws IOException {
    try (Scratch scratch = Scratch.in(state, "run")) {
      Files.writeString(scratch.folder().resolve("spool"), "x");
    }

    assertThat(entries()).isEmpty();
  }

  @Test
  void whatADeadRunLeftIsRemovedByTheNext() throws IOException {
    Files.createDirectories(state.resolve("scratch/dead/1"));
    Files.writeString(state.resolve("scratch/dead/1/spool"), "x");
    Files.writeString(state.resolve("scratch/dead.lock"), "");
    Files.createDirectories(state.resolve("scratch/older"));

    try (Scratch scratch = Scratch.in(state, "run")) {
      assertThat(scratch.folder()).isEmptyDirectory();
      assertThat(entries()).containsExactlyInAnyOrder("run", "run.lock");
    }
  }

  @Test
  void aLivingRunKeepsItsOwn() throws IOException {
    try (Scratch first = Scratch.in(state, "run")) {
      Path file = Files.writeString(first.folder().resolve("spool"), "x");
      try (Scratch second = Scratch.in(state, "run")) {
        assertThat(second.folder().getParent()).hasFileName("run-2");
      }
      assertThat(file).exists();
    }
  }

  @Test
  @DisplayName("S21 nobody else can read what a run puts down")
  void nobodyElseCanReadIt() throws IOException {
    try (Scratch scratch = Scratch.in(state, "run")) {
      Path inner = scratch.folder();
      for (Path path : List.of(inner, inner.resolve(".."), inner.resolve("../.."))) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .isEqualTo("rwx------");
      }
    }
  }

  private Stream<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(state.resolve("scratch"))) {
      return entries.map(path -> path.getFileName().toString()).toList().stream();
    }
  }
}
