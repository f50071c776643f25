// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.oneway.connectors.testkit.ScriptedCollection;
import org.oneway.connectors.testkit.ScriptedDamage;
import org.oneway.connectors.testkit.ScriptedEntry;
import org.oneway.connectors.testkit.ScriptedExchange;
import org.oneway.connectors.testkit.ScriptedQuirks.Etags;
import org.oneway.connectors.testkit.ScriptedRule;
import org.oneway.connectors.testkit.ScriptedSending.End;
import org.oneway.connectors.testkit.ScriptedServer;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.run.Report;
import org.oneway.engine.run.Sync;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;
import org.oneway.engine.testkit.MemoryState;

/** What servers do on bad days costs a request, a file for a while, and never another file. */
final class FileFaultsTest {
  @TempDir private Path scratch;
  private final ScriptedServer source = ScriptedServer.start(Copying.CLOCK);
  private final ScriptedServer target = ScriptedServer.start(Copying.CLOCK);
  private final MemoryState state = new MemoryState();
  private final List<String> found = new CopyOnWriteArrayList<>();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  @BeforeEach
  void fill() {
    for (int i = 1; i <= 5; i++) {
      from().put("f" + i + ".txt", "file " + i);
    }
  }

  @AfterEach
  void close() {
    source.close();
    target.close();
  }

  private ScriptedCollection from() {
    return source.tree().files();
  }

  private ScriptedCollection to() {
    return target.tree().files();
  }

  private StoreSettings settings(ScriptedServer server, ScriptedCollection files) {
    return new StoreSettings(
        "files", scratch, Map.of("url", server.origin() + files.path()), Map.of(), Copying.CLOCK);
  }

  private Report run() {
    source.log().clear();
    target.log().clear();
    WebdavConnector connector = new WebdavConnector(pauses::add);
    try (SourceStore here = connector.openSource(settings(source, from()));
        TargetStore there = connector.openTarget(settings(target, to()))) {
      Sync sync =
          new Sync(
              Copying.SETTINGS,
              here,
              there,
              state.sync("files"),
              scratch,
              Copying.CLOCK,
              Copying.listener(found));
      try (Plan plan = sync.plan()) {
        return sync.execute(plan, Set.of());
      }
    } catch (StoreException e) {
      return new Report(Counts.ZERO, Optional.empty(), List.of(), List.of(), List.of(e));
    } finally {
      assertThat(source.log().writes()).isEmpty();
    }
  }

  private void isQuiet() {
    Report report = run();
    assertThat(report.troubles()).isEmpty();
    assertThat(target.log().writes()).isEmpty();
    assertThat(to().names()).containsExactlyInAnyOrderElementsOf(from().names());
  }

  @Test
  @DisplayName("F05 a create, an edit, a move and a deletion whose replies were lost are our work")
  void lostReplies() {
    target.faults().on("PUT").after(2).once().loseReply();
    assertThat(run().counts().of(Count.ADDED)).isEqualTo(5);
    isQuiet();
    from().put("f1.txt", "file 1, edited");
    from().remove("f2.txt");
    from().put("renamed.txt", "file 2");
    from().remove("f3.txt");
    target.faults().clear();
    target.faults().on("PUT").after(1).once().loseReply();
    target.faults().on("MOVE").once().loseReply();
    target.faults().on("DELETE").once().loseReply();
    Report report = run();
    assertThat(report.troubles()).isEmpty();
    assertThat(report.counts().of(Count.CONFLICTS)).isZero();
    assertThat(to().item("f1.txt").orElseThrow().text()).isEqualTo("file 1, edited");
    isQuiet();
    from().remove("renamed.txt");
    assertThat(run().counts().of(Count.DELETED)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, true",
    "PUT, false",
    "MOVE, true",
    "MOVE, false",
    "DELETE, true",
    "DELETE, false"
  })
  @DisplayName("P25 a run that dies at any write, heard of or not, is finished by the next")
  void diesAt(String method, boolean isDone) {
    for (int write = 0; write < 3; write++) {
      change(write);
      ScriptedRule rule = target.faults().on(method).after(write);
      if (isDone) {
        rule.loseReply();
      } else {
        rule.drop(End.RESET_UNSENT);
      }
      assertThat(run().troubles().isEmpty()).isEqualTo(rule.met() == 0);
      target.faults().clear();
      Report next = run();
      assertThat(next.troubles()).isEmpty();
      assertThat(next.counts().of(Count.CONFLICTS)).isZero();
      isQuiet();
    }
    from().remove("renamed 2.txt");
    assertThat(run().counts().of(Count.DELETED)).as("what was moved is ours").isEqualTo(1);
  }

  /** One edit, one move, one deletion and two new files. */
  private void change(int round) {
    from().put("f1.txt", "file 1, edited " + round);
    from().remove(round == 0 ? "f2.txt" : "renamed " + (round - 1) + ".txt");
    from().put("renamed " + round + ".txt", "file 2");
    from().put("new " + round + ".txt", "new " + round);
    from().put("new too " + round + ".txt", "new too " + round);
    from().remove(round == 0 ? "f3.txt" : "new " + (round - 1) + ".txt");
  }

  @ParameterizedTest
  @EnumSource(Etags.class)
  @DisplayName("F15 whatever is wrong with versions, an edit arrives and nothing is written twice")
  void versions(Etags kind) {
    source.quirks().etags(kind);
    target.quirks().etags(kind).noEtagOnPut();
    assertThat(run().counts().of(Count.ADDED)).as("%s", found).isEqualTo(5);
    isQuiet();
    from().put("f1.txt", "file 1, edited and longer");
    run();
    assertThat(to().item("f1.txt").orElseThrow().text()).isEqualTo("file 1, edited and longer");
    isQuiet();
  }

  @Test
  @DisplayName("F04 a file that breaks off on its way is not written, and not deleted")
  void brokenOff() {
    run();
    from().put("f1.txt", "file 1, edited");
    source.faults().on("GET").change(ScriptedDamage.announcingMore(10));
    Report report = run();
    assertThat(report.counts().of(Count.CHANGED) + report.counts().of(Count.DELETED)).isZero();
    assertThat(to().item("f1.txt").orElseThrow().text()).isEqualTo("file 1");
    source.faults().clear();
    assertThat(run().counts().of(Count.CHANGED)).isEqualTo(1);
    isQuiet();
  }

  @Test
  @DisplayName("F12 a listing that breaks off, or says that nothing is there, deletes nothing")
  void brokenListing() {
    run();
    source.faults().on("PROPFIND").change(ScriptedDamage.cut(300));
    assertThat(run().troubles()).isNotEmpty();
    source.faults().clear();
    source.faults().on("PROPFIND").answer(404);
    assertThat(run().troubles()).isNotEmpty();
    assertThat(to().names()).hasSize(5);
  }

  @Test
  void aServerThatTakesNoConditionsIsLookedAtBeforeEachWrite() {
    target.quirks().conditionsIgnored();
    run();
    isQuiet();
    from().put("f1.txt", "file 1, edited");
    // Somebody else writes between plan and write: when the server is asked about conditions.
    target.faults().on("PUT").once().first(() -> to().put("f1.txt", "edited there meanwhile"));
    Report report = run();
    assertThat(report.troubles()).isEmpty();
    assertThat(report.counts().of(Count.CONFLICTS)).as("decided again, and told").isEqualTo(1);
    List<String> puts = new ArrayList<>();
    for (ScriptedExchange write : target.log().writes()) {
      puts.add(write.method() + " " + write.path());
    }
    assertThat(puts.get(0)).startsWith("PUT ").endsWith(Tree.OURS);
    assertThat(puts.get(1)).startsWith("DELETE ").endsWith(Tree.OURS);
    assertThat(to().names()).doesNotContain(Tree.OURS);
  }

  @Test
  void whereAServerDoesNotMoveTheCopyComesFirst() {
    target.quirks().noMoves();
    run();
    from().remove("f2.txt");
    from().put("renamed.txt", "file 2");
    run();
    assertThat(to().item("renamed.txt").orElseThrow().text()).isEqualTo("file 2");
    isQuiet();
  }

  @Test
  void whatIsTakenBackGoesWhereItWas() throws StoreException {
    to().put("renamed.txt", "as it is now");
    try (TargetStore there = new WebdavConnector().openTarget(settings(target, to()))) {
      byte[] original = "as it was".getBytes(StandardCharsets.UTF_8);
      Item item =
          FileItem.of("before.txt", Digest.of(original), Optional.empty(), Optional.empty());
      Write.Restore restore =
          new Write.Restore(
              1,
              new Reference(to().path() + "renamed.txt"),
              true,
              Optional.empty(),
              there.folders().get(0).id(),
              item,
              Optional.of(original));
      List<Outcome> outcomes = new ArrayList<>();
      there.apply(List.of(restore), (write, outcome) -> outcomes.add(outcome));
      assertThat(outcomes).hasSize(1).allMatch(outcome -> outcome instanceof Outcome.Done);
    }
    assertThat(to().names()).containsExactly("before.txt");
    assertThat(to().item("before.txt").orElseThrow().text()).isEqualTo("as it was");
  }

  @Test
  @DisplayName("S16 what a listing names elsewhere is reported and never asked for")
  void foreignHrefs() {
    source
        .faults()
        .on("PROPFIND")
        .relist(
            entries -> {
              entries.add(ScriptedEntry.etag("http://192.0.2.1/evil.txt", "\"1\""));
              entries.add(ScriptedEntry.etag("/dav/elsewhere.txt", "\"1\""));
              entries.add(ScriptedEntry.etag(from().path() + "../up.txt", "\"1\""));
              entries.add(ScriptedEntry.etag(from().path() + "a%2Fb.txt", "\"1\""));
              entries.add(ScriptedEntry.etag(from().path() + "latin-%E4.txt", "\"1\""));
            });
    run();
    assertThat(to().names()).hasSize(5);
    assertThat(source.log().all())
        .extracting(ScriptedExchange::path)
        .allMatch(path -> path.equals(from().path()) || path.matches(".*/f[1-5]\\.txt"));
    from().remove("f1.txt");
    assertThat(run().counts().of(Count.DELETED)).as("absence says nothing then").isZero();
  }
}
