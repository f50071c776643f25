// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.testkit.Access;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;
import org.oneway.engine.undo.Entry;
import org.oneway.engine.undo.Journal;
import org.oneway.engine.undo.Left;

/** What cannot be kept in the undo journal is not written, and the run says so. */
final class JournalTest extends Scenario {
  /** Takes so many calls, then no more. */
  private static final class FullJournal implements Journal {
    private final List<Entry> kept = new ArrayList<>();
    private int calls;

    FullJournal(int calls) {
      this.calls = calls;
    }

    @Override
    public void before(List<Entry> entries) throws IOException {
      take();
      kept.addAll(entries);
    }

    @Override
    public void after(Map<Long, Left> lefts) throws IOException {
      if (!lefts.isEmpty()) {
        take();
      }
    }

    private void take() throws IOException {
      if (calls-- <= 0) {
        throw new IOException("No space left on device");
      }
    }
  }

  private World waiting(Traits target) {
    World world = synced(Traits.DAV, target, ADA, BARBARA, CHARLES);
    world.source().add(FRIENDS, DOROTHY);
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 1"));
    world.source().edit(FRIENDS, "barbara", card -> card.phones("+44 2"));
    world.source().remove(FRIENDS, "charles");
    return world;
  }

  @DisplayName(
      "M06 a full journal: nothing is written that is not kept, the run says so, and goes on")
  @Test
  void nothingIsWrittenThatIsNotKept() {
    for (Traits target : List.of(Traits.DAV, Traits.CARD_FILE, Traits.IMAP)) {
      for (int calls = 0; calls < 6; calls++) {
        World world = waiting(target);
        FullJournal journal = new FullJournal(calls);

        Ran ran = world.keepingIn(journal).sync();

        assertThat(ran.writes()).as(ran.toString()).hasSizeLessThanOrEqualTo(journal.kept.size());
        if (journal.calls < 0) {
          assertThat(ran.troubles())
              .hasOnlyElementsOfType(StoreException.JournalUnusable.class)
              .isNotEmpty();
        }
        Ran next = world.keepingIn(Journal.NONE).sync();
        assertThat(next.troubles()).isEmpty();
        assertThat(contents(world.target())).isEqualTo(contents(world.source()));
        assertThat(isQuiet(world.sync())).isTrue();
      }
    }
  }

  @DisplayName("M06 what became illegible at the target before it was kept is not overwritten")
  @Test
  void whatCannotBeReadIsNotOverwritten() {
    World world = waiting(Traits.DAV.without(Trait.CONDITIONAL));
    world.target().beforeWriting(() -> world.target().corrupt(FRIENDS, "charles", true));

    Ran ran = world.keepingIn(new FullJournal(100)).sync();

    assertThat(ran.writes(Access.Verb.UPDATE)).containsExactlyInAnyOrder("ada", "barbara");
    assertThat(ran.writes(Access.Verb.DELETE)).isEmpty();
    world.target().repair(FRIENDS, "charles");
    assertThat(world.sync().count(Count.DELETED)).isEqualTo(1);
  }
}
