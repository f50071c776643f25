// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.Item;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.run.Report;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.run.Sync;
import org.oneway.engine.run.SyncSettings;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.Sides;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/** A sync from a fake source into a target under test, with something of everything to do. */
final class MixedSync {
  private static final String WORK = "Work";
  private static final int PEOPLE = 40;
  private static final int COLLEAGUES = 12;
  private static final int FRESH = 6;

  private final InterruptionContract target;
  private final Path scratch;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T06:00:00Z"));
  private final FakeStore source = new FakeStore("mailhost", Traits.DAV, clock);
  private final MemoryState state = new MemoryState();
  private final Map<String, Map<String, String>> expected = new TreeMap<>();
  private final boolean severalFolders;
  private String work = WORK;
  private int round;
  private int numbers;

  MixedSync(InterruptionContract target, Path scratch) {
    this.target = target;
    this.scratch = scratch;
    this.severalFolders = target.holdsSeveralFolders();
  }

  private String friends() {
    return target.folder();
  }

  /** Fills the source, and syncs for the first time. */
  void begin() throws StoreException {
    source.addFolder(friends());
    expected.put(friends(), new TreeMap<>());
    for (int i = 0; i < PEOPLE; i++) {
      add(friends(), friends(), "person-" + i);
    }
    if (severalFolders) {
      source.addFolder(WORK);
      expected.put(WORK, new TreeMap<>());
      for (int i = 0; i < COLLEAGUES; i++) {
        add(work, WORK, "colleague-" + i);
      }
    }
    run(new Faults());
    requireEnd("first run");
  }

  /** What both sides' users do before the next run: 30 items have something to be done. */
  void change() {
    round++;
    clock.pass(Duration.ofDays(2));
    for (int i = 0; i < FRESH; i++) {
      if (round > 1) {
        String old = fresh(round - 1, i);
        source.remove(friends(), old);
        at(friends()).remove(old);
      }
      add(friends(), friends(), fresh(round, i));
    }
    for (int i = 0; i < 9; i++) {
      telephone(friends(), friends(), "person-" + i);
    }
    for (int i = 10; i < 15; i++) {
      String uid = "person-" + i;
      telephone(friends(), friends(), uid);
      String name = "Renamed " + round + " Person " + i;
      target.givenRenamed(uid, name);
      at(friends()).compute(uid, (u, now) -> now == null ? name : named(now, name));
    }
    if (severalFolders) {
      changeFolders();
    }
  }

  private static String fresh(int round, int i) {
    return "fresh-" + (round * FRESH + i);
  }

  private void changeFolders() {
    for (int i = 20; i < 24; i++) {
      String uid = "person-" + i;
      boolean toWork = round % 2 == 1;
      source.move(uid, toWork ? friends() : work, toWork ? work : friends());
      String moved = at(toWork ? friends() : WORK).remove(uid);
      at(toWork ? WORK : friends()).put(uid, Optional.ofNullable(moved).orElseThrow());
      if (i % 2 == 0) {
        telephone(toWork ? work : friends(), toWork ? WORK : friends(), uid);
      }
    }
    String name = WORK + " " + round;
    source.renameFolder(work, name);
    work = name;
  }

  private void add(String from, String to, String uid) {
    String phone = number();
    String name = "Name of " + uid;
    source.add(from, Card.of(uid, name).phones(phone));
    at(to).put(uid, name + " | " + digits(phone));
  }

  private void telephone(String from, String to, String uid) {
    String phone = number();
    source.edit(from, uid, card -> card.phones(phone));
    at(to).computeIfPresent(uid, (u, now) -> now.replaceAll("\\| .*", "| " + digits(phone)));
  }

  /** A number that nobody had before, so that nobody is taken for somebody else. */
  private String number() {
    return "+44 20 " + (7_000_000 + 37 * ++numbers);
  }

  private static String named(String now, String name) {
    return name + now.substring(now.indexOf(" | "));
  }

  private static String digits(String phone) {
    return phone.replaceAll("[^0-9]", "");
  }

  private Map<String, String> at(String folder) {
    return Optional.ofNullable(expected.get(folder)).orElseThrow();
  }

  /** One run as a process of its own; empty if it was halted. */
  Optional<Report> run(Faults faults) throws StoreException {
    Sides sides =
        new Sides(
            new Sides.StoreName("mailhost", "fake", ""), new Sides.StoreName("target", "test", ""));
    clock.pass(Duration.ofMinutes(1));
    try (SourceStore from =
            new FaultySource(
                new Recast(source.openSource(), target::recast, target::content),
                Side.SOURCE,
                faults);
        TargetStore to = new FaultyTarget(target.openTarget(), faults)) {
      Sync sync =
          new Sync(
              SyncSettings.of("contacts", sides).with(Set.of(target.key("a").kind())),
              from,
              to,
              new FaultyState(state, faults).sync("contacts"),
              scratch,
              clock,
              RunListener.SILENT);
      try (Plan plan = sync.plan()) {
        return Optional.of(sync.execute(plan, Set.of())).filter(done -> !faults.powerIsOff());
      }
    } catch (PowerCut halted) {
      return Optional.empty();
    }
  }

  /** The target is what both users' changes come to. */
  void requireEnd(String when) throws StoreException {
    for (Map.Entry<String, Map<String, String>> folder : expected.entrySet()) {
      Map<String, String> missing = new TreeMap<>(folder.getValue());
      List<String> wrong = new ArrayList<>();
      for (Change.Upsert upsert : target.readFolder(folder.getKey()).upserts()) {
        Item item = upsert.item();
        String says = Reading.nameOf(item) + " | " + target.digitsOf(item);
        String uid = item.uid().orElseThrow().value();
        if (!says.equals(missing.remove(uid))) {
          wrong.add(uid + ": " + says);
        }
      }
      String where = when + ", in " + folder.getKey() + " ";
      assertThat(wrong).as(where + "twice, not as expected, or not expected").isEmpty();
      assertThat(missing).as(where + "missing").isEmpty();
    }
  }

  /** One more run finds nothing to do, and does nothing. */
  void requireQuiet(String when) throws StoreException {
    Object before = target.snapshot();
    Report report = run(new Faults()).orElseThrow();
    assertThat(target.snapshot()).as(when + ", one more run").isEqualTo(before);
    for (Count count : List.of(Count.ADDED, Count.CHANGED, Count.MOVED, Count.DELETED)) {
      assertThat(report.counts().of(count)).as(when + ", one more run: " + count).isZero();
    }
    assertThat(report.counts().of(Count.CONFLICTS)).as(when).isZero();
    assertThat(report.pending()).as(when).isEmpty();
    assertThat(report.troubles()).as(when).isEmpty();
    assertThat(state.sync("contacts").intents()).as(when).isEmpty();
  }
}
