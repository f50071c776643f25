// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.command.Desk.Answer;

/** Names that have broken programs before, all the way through commands. */
final class HostileNamesTest {
  /** Uids, and folders as far as a file system takes them. */
  private static final List<String> NAMES =
      List.of(
          "../../x",
          "..\\..\\x",
          "/etc/x",
          "//evil/x",
          "C:x",
          "%2e%2e%2fx",
          "x?y#z",
          "CON",
          "aux.txt",
          "x.",
          "x ",
          "a:b",
          "\u202Exyz",
          "twin",
          "TWIN",
          "caf\u00e9",
          "cafe\u0301",
          "-rf",
          "x".repeat(10_000));

  @TempDir private Path directory;
  private Path inside;
  private Desk desk;

  @BeforeEach
  void openDesk() throws IOException {
    inside = Files.createDirectories(directory.resolve("a/b/c"));
    desk = new Desk(inside);
    desk.write(
        "oneway.toml",
        """
        version = 1
        state = "state"
        [store.source]
        type = "vcard"
        path = "source"
        [store.kept]
        type = "pdpa"
        path = "kept"
        [store.book]
        type = "vcard"
        path = "book"
        [store.back]
        type = "vcard"
        path = "back"
        [sync.keep]
        from = "source"
        to = "kept"
        [sync.copy]
        from = "source"
        to = "book"
        [sync.return]
        from = "kept"
        to = "back"
        """);
    int number = 0;
    for (String uid : NAMES) {
      String card = Cards.card(uid, "Person" + number + " Family" + number, "NOTE:n" + number);
      desk.write("source/" + number + ".vcf", card);
      number++;
    }
    for (String folder : NAMES) {
      // What begins with a dot is hidden, and no address book.
      if (!folder.contains("/") && !folder.startsWith(".") && folder.length() < 200) {
        desk.write("source/" + folder + "/1.vcf", Cards.card("in-" + number, "In" + number));
        number++;
      }
    }
  }

  @Test
  @DisplayName("S01 S05 S06 S07 S15 hostile uids and folders stay inside and all arrive")
  void stayInsideAndArrive() throws IOException {
    Set<String> people = people("source");
    assertThat(people).hasSizeGreaterThan(NAMES.size() + 8);

    done(desk.oneway("sync", "keep"));
    done(desk.oneway("sync", "copy"));
    done(desk.oneway("sync", "return"));
    done(desk.oneway("export", "book", "archive"));
    done(desk.oneway("import", "archive", "book"));

    assertThat(people("book")).isEqualTo(people);
    assertThat(people("back")).isEqualTo(people);
    assertThat(desk.oneway("sync").out()).contains("nothing to do").doesNotContain(" 1 added");
    assertThat(around()).containsExactlyInAnyOrder("", "a", "a/b", "a/b/c");
    assertThat(topOfInside())
        .containsExactlyInAnyOrder(
            "archive", "back", "book", "kept", "oneway.toml", "source", "state");
  }

  @Test
  @DisplayName("S07 what an archive is made of has names that every file system takes")
  void archivesAreNamedForAll() throws IOException {
    done(desk.oneway("export", "source", "archive"));

    try (Stream<Path> files = Files.walk(inside.resolve("archive"))) {
      Set<String> folded = new TreeSet<>();
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        assertThat(name).matches("[^\\\\:*?\"<>|\\p{Cntrl}]*[^. ]").hasSizeLessThan(256);
        assertThat(name.toUpperCase(java.util.Locale.ROOT))
            .doesNotMatch("(CON|AUX|NUL|PRN)(\\..*)?");
        String path = inside.relativize(file).toString();
        String key =
            java.text.Normalizer.normalize(path, java.text.Normalizer.Form.NFC)
                .toLowerCase(java.util.Locale.ROOT);
        assertThat(folded.add(key)).as("a twin of %s", path).isTrue();
      }
    }
  }

  private static void done(Answer answer) {
    assertThat(answer.exit()).as(answer.all()).isZero();
  }

  /** The names on all cards below a directory. */
  private Set<String> people(String name) throws IOException {
    Set<String> people = new TreeSet<>();
    try (Stream<Path> files = Files.walk(inside.resolve(name))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".vcf")).toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("FN"))
            .map(line -> line.substring(line.indexOf(':') + 1))
            .forEach(people::add);
      }
    }
    return people;
  }

  private Set<String> around() throws IOException {
    Set<String> around = new TreeSet<>();
    try (Stream<Path> all = Files.walk(directory, 3)) {
      all.forEach(path -> around.add(directory.relativize(path).toString()));
    }
    return around;
  }

  private Set<String> topOfInside() throws IOException {
    try (Stream<Path> all = Files.list(inside)) {
      return new TreeSet<>(all.map(path -> path.getFileName().toString()).toList());
    }
  }
}
