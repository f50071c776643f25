// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.select.Transform.Part;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

class SelectedSourceTest {
  private static final Scope SCOPE = Scope.of(new FolderId("f"));
  private static final Set<Kind> EVENTS = Set.of(Kind.EVENT);
  private static final Known KNOWN = references -> Map.of();
  private static final Selection NEXT_YEAR =
      new Selection(new Window(Optional.empty(), Window.length("1y")), Transform.NONE);

  private final List<String> asked = new ArrayList<>();
  private String event = "start:'2026-12-01T10:00:00',timeZone:'Etc/UTC'";
  private Instant now = Instant.parse("2026-11-22T06:00:00Z");

  @Test
  void everySelectionButTheFirstIsAskedForChangesOnly() throws StoreException {
    Checkpoint first = run(Selection.ALL, EVENTS, Checkpoint.NONE);
    run(Selection.ALL, EVENTS, first);
    assertThat(asked).containsExactly("all", "since token");
  }

  @Test
  void theCheckpointOfAnEarlierReleaseGoesOn() throws StoreException {
    assertThat(run(Selection.ALL, Set.of(Kind.CONTACT), new Checkpoint("token")).value())
        .isEqualTo("token");
    assertThat(asked).containsExactly("since token");
  }

  @Test
  void anotherWindowOrOtherKindsListEverythingOnce() throws StoreException {
    Checkpoint before = run(Selection.ALL, EVENTS, Checkpoint.NONE);
    Checkpoint windowed = run(NEXT_YEAR, EVENTS, before);
    run(NEXT_YEAR, EVENTS, windowed);
    Checkpoint more = run(NEXT_YEAR, Set.of(Kind.EVENT, Kind.TASK), windowed);
    run(NEXT_YEAR, Set.of(Kind.EVENT, Kind.TASK), more);
    assertThat(asked).containsExactly("all", "all", "since token", "all", "since token");
  }

  @Test
  void anotherTransformReadsEverythingOnce() throws StoreException {
    Checkpoint before = run(Selection.ALL, EVENTS, Checkpoint.NONE);
    Selection strip = new Selection(Window.ALL, new Transform(false, Set.of(Part.ALARMS)));
    Checkpoint stripped = run(strip, EVENTS, before);
    run(strip, EVENTS, stripped);
    run(Selection.ALL, EVENTS, stripped);
    assertThat(asked)
        .containsExactly("all", "all, nothing known", "since token", "all, nothing known");
  }

  @Test
  void whatComesIntoTheWindowIsListedOnThatDay() throws StoreException {
    event = "start:'2027-12-01T10:00:00',timeZone:'Etc/UTC'";
    Checkpoint beyond = run(NEXT_YEAR, EVENTS, Checkpoint.NONE);
    now = Instant.parse("2026-11-30T23:59:59Z");
    beyond = run(NEXT_YEAR, EVENTS, beyond);
    now = Instant.parse("2026-12-01T00:00:00Z");
    Checkpoint inside = run(NEXT_YEAR, EVENTS, beyond);
    now = Instant.parse("2026-12-02T00:00:00Z");
    run(NEXT_YEAR, EVENTS, inside);
    assertThat(asked).containsExactly("all", "since token", "all", "since token");
  }

  private Checkpoint run(Selection selection, Set<Kind> kinds, Checkpoint since)
      throws StoreException {
    try (SelectedSource source =
            SelectedSource.of(new Asked(), selection, kinds, false, () -> now);
        ChangeStream changes = source.changes(SCOPE, since, KNOWN)) {
      while (changes.next().isPresent()) {}
      return changes.ending().checkpoint();
    }
  }

  /** Names its one event in a listing, and nothing after a token. */
  private final class Asked implements SourceStore {
    @Override
    public Optional<String> identity() {
      return Optional.empty();
    }

    @Override
    public List<Folder> folders() {
      return List.of();
    }

    @Override
    public List<Scope> scopes() {
      return List.of(SCOPE);
    }

    @Override
    public ChangeStream changes(Scope scope, Checkpoint since, Known known) {
      String forgotten = known == KNOWN ? "" : ", nothing known";
      asked.add((since.isNone() ? "all" : "since " + since.value()) + forgotten);
      Change change =
          new Change.Upsert(
              new Reference("e"),
              Optional.empty(),
              scope.folders(),
              Json5.event(event),
              Optional.empty(),
              List.of());
      return new Named(new ArrayList<>(since.isNone() ? List.of(change) : List.of()));
    }

    @Override
    public ChangeStream fetch(Scope scope, List<Reference> references) {
      return new Named(new ArrayList<>());
    }

    @Override
    public void close() {}
  }

  private record Named(List<Change> left) implements ChangeStream {
    @Override
    public Optional<Change> next() {
      return left.isEmpty() ? Optional.empty() : Optional.of(left.remove(0));
    }

    @Override
    public Ending ending() {
      return new Ending(Coverage.INCREMENTAL, new Checkpoint("token"), 0);
    }

    @Override
    public void close() {}
  }
}
