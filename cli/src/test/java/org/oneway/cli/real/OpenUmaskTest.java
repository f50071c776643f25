// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenUmaskTest {
  @TempDir private Path directory;

  @Test
  @DisplayName("S21 all that commands make is the user's alone, also under umask 000")
  void umask() throws IOException, InterruptedException {
    Book book = Book.in(directory);
    book.source(Cards.people(0, 5) + Cards.broken());
    Files.writeString(directory.resolve("more.vcf"), Cards.people(5, 7));
    Files.writeString(
        directory.resolve("oneway.toml"),
        Files.readString(directory.resolve("oneway.toml"))
            + """
            [store.kept]
            type = "pdpa"
            path = "kept"
            [sync.keep]
            from = "file"
            to = "kept"
            """);
    Set<Path> given = files();

    open("plan", "contacts", "--save", "saved.plan");
    open("sync");
    book.source(Cards.people(2, 5));
    open("sync");
    open("import", "more.vcf", "book");
    open("export", "book", "archive");

    Set<Path> made = files();
    made.removeAll(given);
    assertThat(made)
        .extracting(path -> path.getName(0).toString())
        .contains("state", "archive", "book", "kept", "saved.plan");
    List<String> open = new ArrayList<>();
    for (Path path : made) {
      Path file = directory.resolve(path);
      String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      if (!rights.equals(Files.isDirectory(file) ? "rwx------" : "rw-------")) {
        open.add(path + " " + rights);
      }
    }
    assertThat(open).isEmpty();
  }

  private Set<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return new java.util.TreeSet<>(all.map(directory::relativize).toList());
    }
  }

  private void open(String... words) throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "umask 000; exec \"$@\"",
                "bash",
                Path.of("../oneway").toAbsolutePath().normalize().toString()));
    all.addAll(List.of(words));
    all.addAll(List.of("--config", "oneway.toml"));
    Process process =
        new ProcessBuilder(all).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isIn(0, 2);
  }
}
