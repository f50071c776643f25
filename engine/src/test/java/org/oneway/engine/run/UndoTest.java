// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.FakeStore;
import org.oneway.engine.testkit.Faults;
import org.oneway.engine.testkit.FaultyTarget;
import org.oneway.engine.testkit.PowerCut;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;
import org.oneway.engine.undo.Journal;
import org.oneway.engine.undo.JournalFile;
import org.oneway.engine.undo.Undo;
import org.oneway.engine.undo.Undone;

/** What a run did to targets of every kind is taken back. */
final class UndoTest extends Scenario {
  private static final String JUNIOR = " Junior";

  @TempDir Path beside;
  private int journals;

  static Stream<Traits> targets() {
    return Stream.of(
        Traits.DAV.inBatches(4, 1),
        Traits.DAV.with(Trait.MOVES).inBatches(3, 2),
        Traits.DAV.with(Trait.REWRITES).inBatches(3, 2),
        Traits.FILES.inBatches(5, 1),
        Traits.CARD_FILE.inBatches(7, 1),
        Traits.JMAP.inBatches(5, 2),
        Traits.IMAP.inBatches(6, 1),
        Traits.IMAP.without(Trait.MOVES).inBatches(6, 1),
        Traits.DAV.without(Trait.VERSIONS, Trait.CONDITIONAL).inBatches(8, 1));
  }

  @DisplayName("M06 undo: what a run added, changed, moved and deleted is as it was before")
  @ParameterizedTest
  @MethodSource("targets")
  void whatARunDidIsTakenBack(Traits target) throws Exception {
    World world = mixed(target);
    Map<String, List<Card>> before = contents(world.target());
    Path journal = syncKeeping(world);
    assertThat(contents(world.target())).isNotEqualTo(before);

    Undone undone = undo(world, journal, new Faults());

    assertThat(contents(world.target())).as("%s", undone).isEqualTo(before);
    assertThat(undone.kept()).isEmpty();
    assertThat(undone.refused()).isEmpty();
    requireRepeated(world, journal, before, "repeated");
  }

  @DisplayName("M06 undo: one that is killed at any write is finished by the next")
  @ParameterizedTest
  @MethodSource("targets")
  void anUndoThatIsCutOffIsFinishedByTheNext(Traits target) throws Exception {
    World counting = mixed(target);
    Map<String, List<Card>> before = contents(counting.target());
    Faults counted = new Faults();
    undo(counting, syncKeeping(counting), counted);
    for (int n = 1; n <= counted.writes(); n++) {
      for (Faults faults : List.of(new Faults().cutBeforeWrite(n), new Faults().cutAfterWrite(n))) {
        World world = mixed(target);
        Path journal = syncKeeping(world);
        try {
          undo(world, journal, faults);
        } catch (PowerCut halted) {
          // Nobody hears of it.
        }
        undo(world, journal, new Faults());
        assertThat(contents(world.target())).as("killed at write " + n).isEqualTo(before);
        requireRepeated(world, journal, before, "repeated after a kill at write " + n);
      }
    }
  }

  @DisplayName("M06 undo: a run that was killed at any write is taken back as far as it came")
  @ParameterizedTest
  @MethodSource("targets")
  void aRunThatWasCutOffIsTakenBack(Traits target) throws Exception {
    World counting = mixed(target);
    Map<String, List<Card>> before = contents(counting.target());
    Faults counted = new Faults();
    counting.sync(counted);
    for (int n = 1; n <= counted.writes(); n++) {
      for (Faults faults : List.of(new Faults().cutBeforeWrite(n), new Faults().cutAfterWrite(n))) {
        World world = mixed(target);
        Path journal = nextJournal();
        try (JournalFile kept = open(journal)) {
          world.keepingIn(kept).syncCutOff(faults);
        }
        if (!journal.toFile().exists()) {
          continue;
        }
        Undone undone = undo(world, journal, new Faults());
        // What a target made of an item is known only once it has been read back.
        assertThat(undone.kept().isEmpty() || target.has(Trait.REWRITES)).isTrue();
        if (undone.kept().isEmpty()) {
          assertThat(contents(world.target())).as("run killed at write " + n).isEqualTo(before);
        }
      }
    }
  }

  private void requireRepeated(
      World world, Path journal, Map<String, List<Card>> before, String when) throws Exception {
    int writes = world.target().log().writes().size();
    undo(world, journal, new Faults());
    assertThat(world.target().log().writes()).as(when).hasSize(writes);
    assertThat(contents(world.target())).as(when).isEqualTo(before);
  }

  private Path nextJournal() {
    return beside.resolve("journal-" + ++journals);
  }

  private static JournalFile open(Path file) {
    return new JournalFile(
        () -> FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  private Path syncKeeping(World world) throws IOException {
    Path file = nextJournal();
    try (JournalFile kept = open(file)) {
      assertThat(world.keepingIn(kept).sync().troubles()).isEmpty();
    }
    return file;
  }

  private static Undone undo(World world, Path journal, Faults faults)
      throws StoreException, IOException {
    try (TargetStore target = new FaultyTarget(world.target().openTarget(), faults)) {
      return new Undo(target, journal, entry -> true).execute(Journal.NONE);
    }
  }

  /** Creates, updates, moves with and without a change, and deletions that wait for a run. */
  private World mixed(Traits to) {
    World world = worldOfTwoFolders(Traits.DAV, to);
    FakeStore source = world.source();
    for (int i = 0; i < 16; i++) {
      source.add(FRIENDS, person(i));
    }
    world.sync();
    for (int i = 0; i < 3; i++) {
      source.add(WORK, person(100 + i));
      source.edit(FRIENDS, uid(i), card -> card.name(card.name() + JUNIOR));
      source.remove(FRIENDS, uid(5 + i));
    }
    for (int i = 10; i < 14; i++) {
      source.move(uid(i), FRIENDS, WORK);
    }
    source.edit(WORK, uid(10), card -> card.name(card.name() + JUNIOR));
    source.edit(WORK, uid(12), card -> card.name(card.name() + JUNIOR));
    return world;
  }

  private static String uid(int i) {
    return "person-" + i;
  }

  private static Card person(int i) {
    return Card.of(uid(i), "Person Number " + i).emails(i + "@example.org");
  }
}
