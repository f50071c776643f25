// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.cli.real.Command.Answer;
import org.oneway.engine.pdpa.ArchiveReader;

final class HaltedExportTest {
  private static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.book]
      type = "vcard"
      path = "../book"
      """;

  /** Besides those around the last renames, each so many steps are tried. */
  private static final int EACH = 12;

  @TempDir private Path root;
  private Path prepared;
  private final Map<String, Map<String, String>> before = new HashMap<>();

  /** An archive of some people, and then there are more. */
  @BeforeEach
  void exportOnce() {
    prepared = root.resolve("prepared");
    Trees.write(prepared.resolve("oneway.toml"), CONFIG);
    IntStream.range(0, 4).forEach(i -> person("friends", i));
    for (String archive : List.of("archive", "archive.pdpa")) {
      assertThat(here(prepared, archive).text()).startsWith("4 contacts in 1 folder");
      before.put(archive, contacts(prepared, archive));
    }
    IntStream.range(4, 8).forEach(i -> person("friends", i));
    IntStream.range(8, 10).forEach(i -> person("office", i));
  }

  @ParameterizedTest(
      name = "R03 R11 {0} is halted: it is the one before or the new one, both whole")
  @ValueSource(strings = {"archive", "archive.pdpa"})
  void haltedExport(String archive) throws IOException {
    Halting halting = Halting.in(root);
    Path clean = place("clean");
    assertThat(export(clean, archive, halting.counting(clean)).text())
        .startsWith("10 contacts in 2 folders");
    Map<String, String> after = contacts(clean, archive);
    List<String> steps = halting.steps();

    for (int step : points(steps)) {
      String point = "halted before step " + step + ", " + steps.get(step - 1);
      Path place = place("halted" + step);
      // The state's file is tidied in now more, now fewer steps, after the archive is complete.
      assertThat(export(place, archive, halting.before(step, place)).exit())
          .as(point)
          .isIn(Halting.HALTED, 0);

      if (Files.exists(place.resolve(archive))) {
        assertThat(ArchiveReader.isArchive(place.resolve(archive))).as(point).isTrue();
        assertThat(contacts(place, archive)).as(point).isIn(before.get(archive), after);
      } else {
        assertThat(steps.get(step - 1)).isEqualTo("move " + archive);
      }
      assertThat(here(place, archive).exit()).as(point).isZero();
      assertThat(contacts(place, archive)).as(point).isEqualTo(after);
      assertThat(Trees.texts(place).keySet()).as(point).noneMatch(name -> name.contains(".tmp"));
    }
    System.out.printf("R03: halted at %d of %d steps%n", points(steps).size(), steps.size());
  }

  /** Before and after each rename of a whole archive, and some more; not of the state's steps. */
  private static Set<Integer> points(List<String> steps) {
    Set<Integer> points = new TreeSet<>();
    for (int step = 1; step <= steps.size(); step++) {
      if (steps.get(step - 1).matches("move [^/]+")) {
        points.add(step);
        points.add(Math.min(step + 1, steps.size()));
      }
      if (step % EACH == 0 && !steps.get(step - 1).contains("state.mv.db")) {
        points.add(step);
      }
    }
    return points;
  }

  private void person(String book, int number) {
    Trees.write(root.resolve("book/" + book + "/" + number + ".vcf"), Cards.person(number));
  }

  private Path place(String name) {
    Trees.copy(prepared, root.resolve(name));
    return root.resolve(name);
  }

  private static Answer export(Path place, String archive, String... options) {
    return Command.in(place)
        .with(options)
        .run("export", "book", archive, "--config", "oneway.toml");
  }

  private static Answer here(Path place, String archive) {
    return Command.in(place).runHere("export", "book", archive, "--config", "oneway.toml");
  }

  /** All of the archive but what it says of itself, and the time at which a folder was made. */
  private static Map<String, String> contacts(Path place, String archive) {
    Map<String, String> texts = new TreeMap<>();
    try (ArchiveReader reader = ArchiveReader.open(place.resolve(archive))) {
      for (String folder : reader.directories("contacts")) {
        for (String name : reader.names(folder)) {
          String path = folder + "/" + name;
          if (reader.file(path).isPresent()) {
            String text = new String(reader.read(path), StandardCharsets.UTF_8);
            texts.put(path, text.replaceAll("\"updated\": \"[^\"]*\"", ""));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
