// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

/** What every {@link SourceStore} keeps to from one reading to the next. */
public interface ChangesContract extends ReadContract {
  // Streams

  @Test
  default void aHalfReadStreamHasNoEnding() throws StoreException {
    givenThree();
    try (SourceStore store = openSource();
        ChangeStream stream =
            store.changes(StoreContract.scopeOf(store, folder()), Checkpoint.NONE, Known.NOTHING)) {
      assertThatThrownBy(stream::ending).isInstanceOf(IllegalStateException.class);
      stream.next();
      assertThatThrownBy(stream::ending).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  default void aStreamIsClosedAtAnyTimeAndAgain() throws StoreException {
    givenThree();
    try (SourceStore store = openSource()) {
      Scope scope = StoreContract.scopeOf(store, folder());
      ChangeStream stream = store.changes(scope, Checkpoint.NONE, Known.NOTHING);
      stream.next();
      stream.close();
      stream.close();
      assertThat(Reading.of(store.changes(scope, Checkpoint.NONE, Known.NOTHING)).names())
          .hasSize(3);
    }
  }

  @Test
  default void aStoreIsClosedAgain() throws StoreException {
    SourceStore store = openSource();
    assertThat(store.folders()).hasSize(1);
    for (int i = 0; i < 2; i++) {
      store.close();
    }
  }

  // Checkpoints

  @Test
  default void fromACheckpointOnNothingIsMissed() throws StoreException {
    givenThree();
    Reading before = readAll();
    givenRenamed("a", "Ada King");
    givenRemoved("b");
    given("d", "Dorothy Vaughan");
    Reading after = read(before.ending().checkpoint(), before.known());
    assertThat(Reading.namesNow(after.onto(before.onto(Map.of()))))
        .containsExactly("Ada King", "Charles Babbage", "Dorothy Vaughan");
  }

  @Test
  default void fromACheckpointOnNothingIsToldTwice() throws StoreException {
    givenThree();
    Reading before = readAll();
    Reading after = read(before.ending().checkpoint(), before.known());
    assertThat(after.removals()).isEmpty();
    assertThat(after.onto(before.onto(Map.of()))).isEqualTo(before.onto(Map.of()));
  }

  @Test
  default void aChangeInTheMiddleOfAListingIsSeenNextTime() throws StoreException {
    givenThree();
    Reading before;
    try (SourceStore store = openSource();
        ChangeStream stream =
            store.changes(StoreContract.scopeOf(store, folder()), Checkpoint.NONE, Known.NOTHING)) {
      Change first = stream.next().orElseThrow();
      givenRenamed("a", "Ada King");
      givenRenamed("c", "Charles B.");
      given("d", "Dorothy Vaughan");
      List<Change> rest = Reading.rest(stream);
      before = new Reading(rest, stream.ending()).after(first);
    }
    Reading after = read(before.ending().checkpoint(), before.known());
    assertThat(Reading.namesNow(after.onto(before.onto(Map.of()))))
        .containsExactly("Ada King", "Barbara Liskov", "Charles B.", "Dorothy Vaughan");
  }

  @Test
  default void aCheckpointThatTheStoreNeverGaveIsLostOrLeadsToACompleteListing()
      throws StoreException {
    givenThree();
    try {
      Reading reading = read(new Checkpoint("never given"), Known.NOTHING);
      assertThat(reading.ending().coverage()).isEqualTo(Coverage.COMPLETE);
      assertThat(reading.names()).hasSize(3);
    } catch (StoreException.CheckpointLost expected) {
      assertThat(expected).isNotNull();
    }
  }

  // Versions

  @Test
  default void oneVersionIsOneContent() throws StoreException {
    givenThree();
    Map<Version, String> contents = new HashMap<>();
    note(readAll().changes(), contents);
    List<Reference> references = new ArrayList<>();
    try (SourceStore store = openSource();
        ChangeStream stream =
            store.changes(StoreContract.scopeOf(store, folder()), Checkpoint.NONE, Known.NOTHING)) {
      Change first = stream.next().orElseThrow();
      givenRenamed("a", "Ada King");
      givenRenamed("c", "Charles B.");
      Reading reading = new Reading(Reading.rest(stream), stream.ending()).after(first);
      note(reading.changes(), contents);
      reading.upserts().forEach(upsert -> references.add(upsert.reference()));
    }
    note(fetch(references.toArray(Reference[]::new)).changes(), contents);
    note(readAll().changes(), contents);
  }

  private static void note(Collection<Change> changes, Map<Version, String> contents) {
    Stream<Change.Upsert> upserts =
        changes.stream().filter(Change.Upsert.class::isInstance).map(Change.Upsert.class::cast);
    upserts
        .filter(upsert -> upsert.version().isPresent())
        .forEach(
            upsert -> {
              Version ofItem =
                  new Version(upsert.reference() + " " + upsert.version().orElseThrow());
              String name = Reading.name(upsert);
              assertThat(Optional.ofNullable(contents.put(ofItem, name)).orElse(name))
                  .as("what version " + ofItem + " stands for")
                  .isEqualTo(name);
            });
  }

  // Fetching

  @Test
  default void fetchTellsWhatIsThereAndThatTheRestIsGone() throws StoreException {
    givenThree();
    Reading before = readAll();
    Reference a = before.upsert("a").orElseThrow().reference();
    Reference b = before.upsert("b").orElseThrow().reference();
    givenRenamed("a", "Ada King");
    givenRemoved("b");
    Reading fetched = fetch(a, b);
    assertThat(fetched.names()).containsExactly("Ada King");
    assertThat(fetched.removals()).containsExactly(new Change.Removal(b));
    assertThat(fetched.ending().coverage()).isEqualTo(Coverage.INCREMENTAL);
    assertThat(fetched.ending().checkpoint()).isEqualTo(Checkpoint.NONE);
  }

  @Test
  default void fetchTellsWhatCannotBeRead() throws StoreException {
    givenThree();
    givenBroken("b");
    Optional<Reference> reference =
        readAll().broken().stream().findFirst().flatMap(Change.Broken::reference);
    if (reference.isEmpty()) {
      return;
    }
    Reading fetched = fetch(reference.orElseThrow());
    assertThat(fetched.broken()).hasSize(1);
    assertThat(fetched.removals()).isEmpty();
  }

  @Test
  default void fetchOfNothingEnds() throws StoreException {
    assertThat(fetch().changes()).isEmpty();
  }
}
