// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
  private Map<String, String> before;

  /** An archive of some people, and then there are more. */
  @BeforeEach
  void exportOnce() {
    prepared = root.resolve("prepared");
    Trees.write(prepared.resolve("oneway.toml"), CONFIG);
    IntStream.range(0, 4).forEach(i -> person("friends", i));
    assertThat(here(prepared).text()).startsWith("4 contacts in 1 folder");
    before = contacts(prepared);
    IntStream.range(4, 8).forEach(i -> person("friends", i));
    IntStream.range(8, 10).forEach(i -> person("office", i));
  }

  @Test
  @DisplayName("R03 an export is halted: the archive is the one before or the new one, both whole")
  void haltedExport() throws IOException {
    Halting halting = Halting.in(root);
    Path clean = place("clean");
    assertThat(export(clean, halting.counting(clean)).text())
        .startsWith("10 contacts in 2 folders");
    Map<String, String> after = contacts(clean);
    List<String> steps = halting.steps();

    for (int step : points(steps)) {
      String point = "halted before step " + step + ", " + steps.get(step - 1);
      Path place = place("halted" + step);
      // The state's file is tidied in now more, now fewer steps, after the archive is complete.
      assertThat(export(place, halting.before(step, place)).exit())
          .as(point)
          .isIn(Halting.HALTED, 0);

      if (Files.exists(place.resolve("archive"))) {
        assertThat(ArchiveReader.isArchive(place.resolve("archive"))).as(point).isTrue();
        assertThat(contacts(place)).as(point).isIn(before, after);
      } else {
        assertThat(steps.get(step - 1)).isEqualTo("move archive");
      }
      assertThat(here(place).exit()).as(point).isZero();
      assertThat(contacts(place)).as(point).isEqualTo(after);
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

  private static Answer export(Path place, String... options) {
    return Command.in(place)
        .with(options)
        .run("export", "book", "archive", "--config", "oneway.toml");
  }

  private static Answer here(Path place) {
    return Command.in(place).runHere("export", "book", "archive", "--config", "oneway.toml");
  }

  /** All of the archive but what it says of itself, and the time at which a folder was made. */
  private static Map<String, String> contacts(Path place) {
    Map<String, String> texts = Trees.texts(place.resolve("archive/contacts"));
    texts.replaceAll((name, text) -> text.replaceAll("\"updated\": \"[^\"]*\"", ""));
    return texts;
  }
}
