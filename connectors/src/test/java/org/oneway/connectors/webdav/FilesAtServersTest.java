// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.testkit.RealServer;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Notice;

/** What becomes of files that users of both sides edit, move and delete. */
final class FilesAtServersTest {
  @TempDir private Path scratch;

  private static final Map<String, String> FILES =
      Map.of("a.txt", "a", "b.txt", "b", "dir/c.txt", "c", "dir/sub/d.txt", "d", "e.txt", "e");

  private Copying copied(Shelf from, Shelf to) {
    from.made();
    from.directory("dir");
    from.directory("dir/sub");
    FILES.forEach(from::put);
    Copying copying = new Copying(from, to, scratch);
    Copying.Run first = copying.run();
    assertThat(first.count(Count.ADDED)).as(first::toString).isEqualTo(FILES.size());
    return copying;
  }

  private static void isQuiet(Copying copying) {
    Copying.Run quiet = copying.run();
    assertThat(quiet.writes()).as(quiet::toString).isEmpty();
    assertThat(quiet.report().notices()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"apache", "rclone", "cyrus"})
  void editsMovesAndDeletionsArriveAndTheNextRunWritesNothing(String server) {
    Shelf from = Shelf.of(RealServer.running("apache"));
    Shelf to = Shelf.of(RealServer.running(server));
    try (Copying copying = copied(from, to)) {
      from.put("a.txt", "a, edited");
      from.move("b.txt", "renamed b.txt");
      from.directory("other");
      from.move("dir/c.txt", "other/c.txt");
      from.delete("e.txt");
      Copying.Run run = copying.run();
      assertThat(run.report().troubles()).as(run::toString).isEmpty();
      assertThat(to.text("a.txt")).isEqualTo("a, edited");
      assertThat(to.text("renamed b.txt")).isEqualTo("b");
      assertThat(to.text("other/c.txt")).isEqualTo("c");
      assertThat(to.has("b.txt") || to.has("dir/c.txt") || to.has("e.txt")).isFalse();
      assertThat(run.writes("MOVE")).hasSize(2);
      assertThat(run.writes("PUT")).as(run::toString).hasSize(1);
      assertThat(run.writes("DELETE")).hasSize(1);
      isQuiet(copying);
      from.put("renamed b.txt", "b, edited after it was renamed");
      from.put("b.txt", "another b");
      copying.run();
      assertThat(to.text("renamed b.txt")).isEqualTo("b, edited after it was renamed");
      assertThat(to.text("b.txt")).isEqualTo("another b");
      isQuiet(copying);
    }
    from.close();
    to.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"apache", "rclone"})
  void aDirectoryThatIsRenamedIsMovedFileByFile(String server) {
    Shelf from = Shelf.of(RealServer.running("apache"));
    Shelf to = Shelf.of(RealServer.running(server));
    try (Copying copying = copied(from, to)) {
      from.move("dir/", "renamed/");
      Copying.Run run = copying.run();
      assertThat(run.writes("MOVE")).as(run::toString).hasSize(2);
      assertThat(run.writes("PUT")).isEmpty();
      assertThat(to.text("renamed/sub/d.txt")).isEqualTo("d");
      isQuiet(copying);
    }
    from.close();
    to.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"apache", "rclone"})
  void whatAUserOfTheTargetDoesIsLeftAlone(String server) {
    Shelf from = Shelf.of(RealServer.running("apache"));
    Shelf to = Shelf.of(RealServer.running(server));
    try (Copying copying = copied(from, to)) {
      to.put("a.txt", "edited at the target");
      to.delete("b.txt");
      to.put("own.txt", "own");
      to.put("copy of e.txt", "e");
      Copying.Run run = copying.run();
      assertThat(run.writes()).as(run::toString).isEmpty();
      assertThat(run.report().notices())
          .extracting(Notice::about)
          .containsExactlyInAnyOrder(Notice.About.DRIFT, Notice.About.DELETED_AT_TARGET);
      from.put("a.txt", "edited at the source, too");
      from.delete("e.txt");
      copying.run();
      assertThat(to.text("a.txt")).isEqualTo("edited at the source, too");
      assertThat(to.text("own.txt") + to.text("copy of e.txt")).isEqualTo("owne");
      assertThat(to.has("e.txt") || to.has("b.txt")).isFalse();
      isQuiet(copying);
    }
    from.close();
    to.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"apache", "rclone"})
  void whatIsAtTheTargetAlreadyIsNotSent(String server) {
    Shelf from = Shelf.of(RealServer.running("apache")).made();
    Shelf to = Shelf.of(RealServer.running(server)).made();
    from.put("same.txt", "same");
    from.put("differs.txt", "from the source");
    from.put("new.txt", "same elsewhere");
    to.put("same.txt", "same");
    to.put("differs.txt", "at the target");
    to.put("old.txt", "same elsewhere");
    try (Copying copying = new Copying(from, to, scratch)) {
      Copying.Run run = copying.run();
      assertThat(run.writes("PUT")).as(run::toString).hasSize(2);
      assertThat(run.writes("MOVE")).isEmpty();
      assertThat(to.text("differs.txt")).isEqualTo("from the source");
      assertThat(to.text("old.txt") + to.text("new.txt")).isEqualTo("same elsewhere".repeat(2));
      isQuiet(copying);
      from.delete("same.txt");
      copying.run();
      assertThat(to.has("same.txt")).isTrue();
    }
    from.close();
    to.close();
  }

  @Test
  void whatCyrusCannotTakeIsReportedAndTheOthersGoOn() {
    Shelf from = Shelf.of(RealServer.running("apache"));
    Shelf to = Shelf.of(RealServer.running("cyrus"));
    from.made();
    from.put("empty.txt", new byte[0]);
    from.put("back\\slash.txt", "backslash");
    from.put("why? #1 100%.txt", "odd");
    from.put("a\u0308 \u00e4.txt", "letters");
    try (Copying copying = new Copying(from, to, scratch)) {
      Copying.Run run = copying.run();
      assertThat(run.count(Count.ADDED)).as(run::toString).isEqualTo(2);
      assertThat(run.report().pending()).hasSize(2);
      assertThat(to.text("why? #1 100%.txt") + to.text("a\u0308 \u00e4.txt"))
          .isEqualTo("oddletters");
      assertThat(to.has("backslash.txt")).isFalse();
      assertThat(copying.run().writes()).isEmpty();
    }
    from.close();
    to.close();
  }
}
