// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.run.Sync;
import org.oneway.engine.run.SyncSettings;
import org.oneway.engine.select.Selection;
import org.oneway.engine.select.Transform;
import org.oneway.engine.select.Transform.Part;
import org.oneway.engine.select.Window;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.ManualClock;
import org.oneway.engine.testkit.MemoryState;
import org.oneway.engine.testkit.Reading;
import org.oneway.engine.testkit.StoreContract;

/** A calendar in one archive, mirrored into another through a window and a transform. */
final class PdpaWindowTest {
  private static final Selection ALL = Selection.ALL;
  private static final Selection MONTH =
      new Selection(new Window(Window.length("30d"), Window.length("30d")), Transform.NONE);

  @TempDir private Path parent;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T06:00:00Z"));
  private final MemoryState state = new MemoryState();
  private OtherProgram program = OtherProgram.in(Path.of(""));
  private Selection selection = MONTH;

  @BeforeEach
  void begin() {
    program = OtherProgram.beginning(parent.resolve("source"), Kind.EVENT, true);
    program.folder("Work");
    put("past", "2026-11-01T10:00:00");
    put("future", "2027-01-10T10:00:00");
    put("now", "2026-11-22T10:00:00");
  }

  private void put(String uid, String start) {
    program.put("Work", uid, "Title of " + uid);
    ObjectNode json = OtherProgram.object(program.file("Work", uid));
    json.put("start", start).put("timeZone", "Etc/UTC").put("privacy", "private");
    json.putObject("alerts").putObject("a").putObject("trigger").put("offset", "-PT5M");
    program.rewrite("Work", uid, json);
  }

  private StoreSettings settings(String path) {
    return new StoreSettings(path, parent, Map.of("path", path), clock);
  }

  private Counts sync() throws StoreException {
    Sides sides =
        new Sides(
            new Sides.StoreName("source", "pdpa", ""), new Sides.StoreName("target", "pdpa", ""));
    PdpaConnector connector = new PdpaConnector();
    try (SourceStore from = connector.openSource(settings("source"));
        TargetStore to = connector.openTarget(settings("target"))) {
      SyncSettings settings =
          SyncSettings.of("mirror", sides).with(Set.of(Kind.EVENT)).with(selection);
      Sync sync =
          new Sync(settings, from, to, state.sync("mirror"), parent, clock, RunListener.SILENT);
      try (Plan plan = sync.plan()) {
        return sync.execute(plan, Set.of()).counts();
      }
    }
  }

  private List<String> titles() throws StoreException {
    return target().names();
  }

  private Reading target() throws StoreException {
    try (SourceStore store = new PdpaConnector().openSource(settings("target"))) {
      return Reading.of(
          store.changes(StoreContract.scopeOf(store, "Work"), Checkpoint.NONE, Known.NOTHING));
    }
  }

  private void loseToken() {
    state
        .sync("mirror")
        .commit(
            List.of(new StateChange.PutCheckpoint(Side.SOURCE, "contacts/Work", Checkpoint.NONE)));
  }

  private static void assertQuiet(Counts counts) {
    for (Count count : List.of(Count.ADDED, Count.CHANGED, Count.DELETED, Count.MOVED)) {
      assertThat(counts.of(count)).as(count.name()).isZero();
    }
  }

  @Test
  @DisplayName("P23 an event leaves the window, and the token is lost: 0 deletions")
  void leavingIsNotDeleting() throws StoreException {
    assertThat(sync().of(Count.ADDED)).isEqualTo(2);
    assertThat(titles()).containsExactly("Title of now", "Title of past");
    clock.pass(Duration.ofDays(12));
    assertQuiet(sync());
    loseToken();
    assertQuiet(sync());
    assertThat(titles()).containsExactly("Title of now", "Title of past");
    program.remove("Work", "past");
    loseToken();
    assertQuiet(sync());
    assertThat(titles()).containsExactly("Title of now", "Title of past");
  }

  @Test
  void whatTheWindowReachesIsBroughtThoughNobodyTouchedIt() throws StoreException {
    sync();
    clock.pass(Duration.ofDays(18));
    assertQuiet(sync());
    clock.pass(Duration.ofDays(1));
    assertThat(sync().of(Count.ADDED)).isEqualTo(1);
    assertThat(titles()).contains("Title of future");
    assertQuiet(sync());
  }

  @Test
  void anotherWindowTakesEffectWithTheNextRun() throws StoreException {
    sync();
    selection = ALL;
    assertThat(sync().of(Count.ADDED)).isEqualTo(1);
    selection = new Selection(new Window(Window.length("0d"), Optional.empty()), Transform.NONE);
    assertQuiet(sync());
    assertThat(titles()).hasSize(3);
  }

  @Test
  void anotherTransformTakesEffectWithTheNextRun() throws StoreException {
    selection = ALL;
    sync();
    selection = new Selection(Window.ALL, new Transform(false, Set.of(Part.ALARMS)));
    assertThat(sync().of(Count.CHANGED)).isEqualTo(3);
    assertThat(target().upserts())
        .allSatisfy(upsert -> assertThat(upsert.item().json().has("alerts")).isFalse());
    assertQuiet(sync());
    selection = new Selection(Window.ALL, new Transform(true, Set.of()));
    assertThat(sync().of(Count.CHANGED)).isEqualTo(3);
    assertThat(titles()).containsExactly("Busy", "Busy", "Busy");
    assertQuiet(sync());
    selection = ALL;
    assertThat(sync().of(Count.CHANGED)).isEqualTo(3);
    assertThat(titles()).containsExactly("Title of future", "Title of now", "Title of past");
  }
}
