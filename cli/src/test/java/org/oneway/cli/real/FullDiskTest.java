// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a disk of a few megabytes, in memory, which is gone with the shell that made it. */
final class FullDiskTest {
  private static final Path LAUNCHER = Path.of("../oneway").toAbsolutePath().normalize();

  /** {@code oneway} prints its exit code; {@code fill} leaves so many kilobytes. */
  private static final String PRELUDE =
      """
      mount -t tmpfs -o size=6m none disk
      cp -r set-up/. disk
      oneway() { "$LAUNCHER" "$@" --config disk/oneway.toml; echo "exit $?"; }
      fill() {
        free=$(df -k --output=avail disk | tail -1)
        dd if=/dev/zero of=disk/filler bs=1k count=$((free - $1)) 2>/dev/null
      }
      """;

  private static final String CONFIG =
      """
      version = 1
      state = "%s"
      [store.file]
      type = "vcard"
      path = "%s"
      [store.book]
      type = "vcard"
      path = "%s"
      [sync.contacts]
      from = "file"
      to = "book"
      """;

  @TempDir private Path directory;

  @BeforeEach
  void makeThePlaces() {
    Trees.write(directory.resolve("few.vcf"), Cards.people(0, 10));
    Trees.write(directory.resolve("many.vcf"), Cards.people(0, 400));
    Trees.write(directory.resolve("disk/README"), "the disk is mounted here\n");
  }

  private List<String> shell(String config, String script) throws Exception {
    Trees.write(directory.resolve("set-up/oneway.toml"), config);
    boolean isRoot = "root".equals(System.getProperty("user.name"));
    List<String> words =
        new ArrayList<>(List.of("unshare", isRoot ? "-m" : "-Urm", "sh", "-c", PRELUDE + script));
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("LAUNCHER", LAUNCHER.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return List.of(text.split("(?m)^--- *\n"));
  }

  @Test
  @DisplayName("R11 the state's disk is full: exit 21 and how much is free; with room, as if never")
  void theStateHasNoRoom() throws Exception {
    List<String> said =
        shell(
            CONFIG.formatted("state", "../source.vcf", "../book"),
            """
            cp few.vcf source.vcf
            oneway sync
            fill 40
            cp many.vcf source.vcf
            echo ---
            oneway sync
            rm disk/filler
            echo ---
            oneway sync
            echo ---
            oneway sync
            """);

    assertThat(said.get(0)).contains("10 added").contains("exit 0");
    assertThat(said.get(1)).contains(" free").contains("exit 21]").contains("\nexit 21\n");
    assertThat(said.get(1)).doesNotContain("Exception");
    assertThat(said.get(2)).contains("exit 0");
    assertThat(said.get(3)).contains("nothing to do, 400 in sync").contains("exit 0");
    assertThat(Trees.texts(directory.resolve("book"))).hasSize(400);
  }

  @ParameterizedTest(name = "R11 the disk of {0} is full: exit 21, and the one before is whole")
  @ValueSource(strings = {"archive", "archive.pdpa", "archive.tgz"})
  void theArchiveHasNoRoom(String archive) throws Exception {
    List<String> said =
        shell(
            CONFIG.formatted("../state", "../source.vcf", "../book"),
            """
            cp few.vcf source.vcf
            oneway export file disk/archive
            cp -r disk/archive before
            fill 4
            cp many.vcf source.vcf
            echo ---
            oneway export file disk/archive
            diff -r before disk/archive && echo "as before"
            ls -A disk
            rm disk/filler
            echo ---
            oneway export file disk/archive
            """
                .replace("disk/archive", "disk/" + archive));

    assertThat(said.get(0)).contains("10 contacts in 1 folder").contains("exit 0");
    assertThat(said.get(1))
        .contains(" kB are free in ")
        .contains("\nexit 21\n")
        .contains("as before");
    assertThat(said.get(1)).doesNotContain("Exception", ".tmp");
    assertThat(said.get(2)).contains("400 contacts in 1 folder").contains("exit 0");
  }
}
