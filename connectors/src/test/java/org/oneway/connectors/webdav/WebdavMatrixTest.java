// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.connectors.testkit.MatrixTable;
import org.oneway.connectors.testkit.RealServer;
import org.oneway.engine.plan.Counts.Count;

/** A tree of files with odd names goes from server to server and back. */
final class WebdavMatrixTest {
  private static final long SEED = 20261122;
  private static final int FILES = 500;
  private static final int LARGE = 3 << 20;

  @Test
  @DisplayName("a tree of 500 files goes from Apache to rclone and back, byte for byte")
  void aTreeGoesThereAndBack(@TempDir Path scratch) throws Exception {
    RealServer apache = RealServer.running("apache");
    RealServer rclone = RealServer.running("rclone");
    Map<String, byte[]> files = files();
    Shelf first = Shelf.of(apache).made();
    first.putAll(files);
    Shelf second = Shelf.of(apache);
    mirror(first, second, files, "files from apache", scratch.resolve("1"));
    Shelf third = Shelf.of(rclone);
    mirror(second, third, files, "files from apache", scratch.resolve("2"));
    Shelf fourth = Shelf.of(apache);
    mirror(third, fourth, files, "files from rclone", scratch.resolve("3"));
    for (Shelf shelf : new Shelf[] {first, second, third, fourth}) {
      shelf.close();
    }
  }

  private static void mirror(
      Shelf from, Shelf to, Map<String, byte[]> files, String step, Path scratch) throws Exception {
    Files.createDirectory(scratch);
    try (Copying copying = new Copying(from, to, scratch)) {
      Copying.Run first = copying.run();
      assertThat(first.report().troubles()).as(first::toString).isEmpty();
      assertThat(first.count(Count.ADDED)).as(first::toString).isEqualTo(files.size());
      files.forEach((path, bytes) -> assertThat(to.get(path)).as(path).isEqualTo(bytes));
      Copying.Run second = copying.run();
      MatrixTable.add(to.server().name(), step, second.writes().size());
      assertThat(second.writes()).isEmpty();
      assertThat(second.count(Count.UNCHANGED)).isEqualTo(files.size());
      long directories = second.sent().stream().map(r -> r.path()).distinct().count();
      assertThat(second.read()).hasSizeLessThanOrEqualTo((int) directories + 2);
    }
  }

  /** Names that servers and programs trip over, and enough plain ones beside them. */
  private static Map<String, byte[]> files() {
    Random random = new Random(SEED);
    Map<String, byte[]> files = new TreeMap<>();
    String[] odd = {
      "plain.txt",
      "with space.txt",
      " leading and trailing ",
      "hash#tag.txt",
      "100%.txt",
      "%41 is no A.txt",
      "why?.txt",
      "\u00fcml\u00e4ut composed.txt",
      "u\u0308mla\u0308ut decomposed.txt",
      "same-\u00e4",
      "same-a\u0308",
      "a+b&c=d;e,f@g!$'()*.txt",
      "[brackets]{braces}~^`|\"<>.txt",
      "back\\slash.txt",
      "\u65e5\u672c\u8a9e.txt",
      "\ud83d\ude00.txt",
      "no extension",
      "UPPER.TXT",
      "upper.txt",
      ".hidden",
      "x".repeat(200),
    };
    for (String name : odd) {
      files.put(name, ("in the root: " + name).getBytes(StandardCharsets.UTF_8));
      files.put("odd #1/in " + name, name.getBytes(StandardCharsets.UTF_8));
    }
    for (String directory : new String[] {"50% off?", "\u00e4", "a\u0308", "deep/er/and #er"}) {
      files.put(directory + "/file.txt", directory.getBytes(StandardCharsets.UTF_8));
    }
    files.put("empty", new byte[0]);
    files.put("deep/empty too", new byte[0]);
    byte[] large = new byte[LARGE];
    random.nextBytes(large);
    files.put("deep/large.bin", large);
    for (int i = 0; files.size() < FILES; i++) {
      byte[] bytes = new byte[random.nextInt(2_000)];
      random.nextBytes(bytes);
      files.put("bulk/%d/file %d.bin".formatted(i % 7, i), bytes);
    }
    return files;
  }
}
