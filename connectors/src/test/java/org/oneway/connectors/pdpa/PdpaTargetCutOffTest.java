// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Write;
import org.oneway.engine.testkit.Reading;

final class PdpaTargetCutOffTest {
  @TempDir private Path parent;

  /** Uid and name of everything in each folder, after the whole run. */
  private static final Map<String, Set<String>> WHOLE =
      Map.of(
          "Old", Set.of("new a", "old d", "new e"),
          "New", Set.of(),
          "New/Sub", Set.of("old b", "new f"));

  private int steps;
  private Set<String> files = Set.of();

  @BeforeEach
  void runUndisturbed() throws IOException, StoreException {
    CutOffRun.prepare(Files.createDirectory(parent.resolve("prepared")));
    Path clean = prepared("clean");
    int[] count = {0};
    CutOffRun.run(clean, (step, file) -> count[0]++, new ArrayList<>());
    steps = count[0];
    files = files(clean);
    assertThat(names(clean)).isEqualTo(WHOLE);
    assertThat(steps).isGreaterThan(40);
  }

  /** A copy of what there is before the run. */
  private Path prepared(String name) throws IOException {
    Path root = Files.createDirectory(parent.resolve(name));
    try (Stream<Path> all = Files.walk(parent.resolve("prepared/archive"))) {
      for (Path file : all.toList()) {
        Files.copy(file, root.resolve(parent.resolve("prepared").relativize(file)));
      }
    }
    return root;
  }

  private static Set<String> files(Path root) {
    return OtherProgram.texts(root).keySet();
  }

  private static Map<String, Set<String>> names(Path root) throws StoreException {
    Map<String, Set<String>> names = new TreeMap<>();
    if (!Files.exists(root.resolve("archive"))) {
      return names;
    }
    try (SourceStore store = new PdpaConnector().openSource(CutOffRun.settings(root))) {
      for (var folder : store.folders()) {
        Reading reading =
            Reading.of(store.changes(Scope.of(folder.id()), Checkpoint.NONE, Known.NOTHING));
        assertThat(reading.broken()).as("named and not readable").isEmpty();
        names.put(folder.name(), Set.copyOf(reading.names()));
        assertThat(reading.names()).hasSize(names.get(folder.name()).size());
      }
    }
    return names;
  }

  private static void assertTrue(List<Write> acknowledged, Map<String, Set<String>> names) {
    Set<String> all = names.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    // What was never touched is there, and nothing is lost on its way.
    assertThat(all).contains("old d", "old b");
    assertThat(all).containsAnyOf("old a", "new a");
    for (Write write : acknowledged) {
      switch ((int) write.id()) {
        case 1 -> assertThat(names.get("Old")).doesNotContain("old b");
        case 2 -> assertThat(all).contains("new a").doesNotContain("old a");
        case 3 -> assertThat(names.get("Old")).contains("new e");
        case 4 -> assertThat(names.get("New/Sub")).contains("new f");
        case 5 -> assertThat(all).doesNotContain("old c");
        default -> throw new AssertionError(write);
      }
    }
  }

  private void assertRunsToItsEnd(Path root) throws StoreException {
    CutOffRun.run(root, (step, file) -> {}, new ArrayList<>());
    assertThat(names(root)).isEqualTo(WHOLE);
    assertThat(files(root)).isEqualTo(files);
  }

  @Test
  @DisplayName("R03 cut off before any step, all that is named is whole, and the next run ends it")
  void cutOffAtEachStep() throws IOException, StoreException {
    for (int at = 1; at <= steps; at++) {
      Path root = prepared("cut" + at);
      List<Write> done = new ArrayList<>();
      DurableFiles.Steps plug = CutOffRun.pulledBefore(at);
      assertThatThrownBy(() -> CutOffRun.run(root, plug, done)).isInstanceOf(StoreException.class);
      assertTrue(done, names(root));
      assertRunsToItsEnd(root);
    }
  }

  @Test
  @DisplayName("R03 the process killed while it makes the archive or writes into it")
  void killed() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("PdpaTargetCutOffTest.killed: seed " + seed);
    Random random = new Random(seed);
    for (int kill = 0; kill < 6; kill++) {
      boolean isThere = kill % 2 == 0;
      Path root =
          isThere ? prepared("kill" + kill) : Files.createDirectory(parent.resolve("kill" + kill));
      int step = 1 + random.nextInt(steps);
      assertThat(child(root, step)).isEqualTo(137);
      Map<String, Set<String>> names = names(root);
      if (isThere) {
        assertTrue(List.of(), names);
        assertRunsToItsEnd(root);
      } else {
        CutOffRun.run(root, (s, file) -> {}, new ArrayList<>());
        assertThat(names(root).get("New/Sub")).isEqualTo(Set.of("new f"));
        try (Stream<Path> left = Files.walk(root)) {
          assertThat(left).noneMatch(DurableFiles::isTemporary);
        }
      }
    }
  }

  private static int child(Path root, int step) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CutOffRun.class.getName(),
                root.toString(),
                String.valueOf(step))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor();
  }
}
