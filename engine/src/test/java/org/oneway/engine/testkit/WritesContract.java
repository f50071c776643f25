// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Traffic;
import org.oneway.engine.store.Write;

/** What every write to a {@link TargetStore} keeps to. */
public interface WritesContract extends WriteContract {
  @Test
  default void openingATargetChangesNothing() throws StoreException {
    givenForeign();
    Object before = snapshot();
    Object around = surroundings();
    inSession(
        (store, writer, folder) -> {
          store.capabilities();
          store.find(key("foreign"));
          store.planned(folder, item("a", "Ada Lovelace"));
          store.settle((write, outcome) -> {});
        });
    assertThat(snapshot()).isEqualTo(before);
    assertThat(surroundings()).isEqualTo(around);
  }

  @Test
  default void aStoreThatCountsCountsWhatItReadsAndWrites() throws StoreException {
    givenForeign();
    inSession(
        (store, writer, folder) -> {
          store.find(key("foreign"));
          Optional<Traffic.Count> read = store.traffic();
          store.settle((write, outcome) -> {});
          assertThat(store.traffic().map(Traffic.Count::writes)).isEqualTo(read.map(t -> 0L));
          writer.done(writer.create(folder, item("a", "Ada Lovelace")));
          assertThat(store.traffic().filter(t -> t.writes() == 0 || t.bytesWritten() == 0))
              .isEmpty();
        });
    try (TargetStore store = openTarget()) {
      int items = 0;
      for (Scope scope : store.scopes()) {
        items += Reading.of(store.changes(scope, Checkpoint.NONE, Known.NOTHING)).upserts().size();
      }
      long all = items;
      store
          .traffic()
          .ifPresent(
              traffic -> {
                assertThat(traffic.items()).isEqualTo(all);
                assertThat(traffic.reads()).isPositive();
                assertThat(traffic.bytesRead()).isPositive();
                assertThat(traffic.writes()).isZero();
                assertThat(traffic.bytesWritten()).isZero();
              });
    }
  }

  @Test
  default void whatIsCreatedIsReadBack() throws StoreException {
    Item sent = item("a", "Ada Lovelace");
    inSession((store, writer, folder) -> writer.done(writer.create(folder, sent)));
    Item back = there("a").item();
    assertThat(back.uid()).isEqualTo(sent.uid());
    assertThat(Reading.nameOf(back)).isEqualTo("Ada Lovelace");
    if (!capabilities().rewrites()) {
      Similarity rules = Similarity.of(sent.kind());
      assertThat(rules.fingerprint(back.json())).isEqualTo(rules.fingerprint(sent.json()));
    }
  }

  @Test
  default void whatIsCreatedIsWhereItWasPlannedAndSaidToBe() throws StoreException {
    List<Reference> said = new ArrayList<>();
    inSession(
        (store, writer, folder) -> {
          Item item = item("a", "Ada Lovelace");
          Optional<Reference> planned = store.planned(folder, item);
          assertThat(store.planned(folder, item)).isEqualTo(planned);
          Outcome.Done done = writer.done(writer.create(folder, item));
          said.add(done.reference().or(() -> planned).orElseThrow());
          planned.ifPresent(p -> assertThat(said).containsExactly(p));
        });
    assertThat(there("a").reference()).isEqualTo(said.get(0));
  }

  @Test
  default void aPlannedReferenceIsTheSameForEveryProcessAndOtherForAnotherUid()
      throws StoreException {
    Map<Reference, String> planned = new HashMap<>();
    for (int i = 0; i < 2; i++) {
      inSession(
          (store, writer, folder) ->
              HOSTILE_UIDS.stream()
                  .filter(this::canHold)
                  .forEach(
                      uid ->
                          store
                              .planned(folder, item(uid, "X"))
                              .ifPresent(
                                  p -> assertThat(planned(planned, p, uid)).isEqualTo(uid))));
    }
  }

  private static String planned(Map<Reference, String> planned, Reference reference, String uid) {
    planned.putIfAbsent(reference, uid);
    return planned.getOrDefault(reference, uid);
  }

  @Test
  default void theVersionThatAnOutcomeTellsIsTheOneThatIsListed() throws StoreException {
    List<Version> told = new ArrayList<>();
    inSession(
        (store, writer, folder) ->
            writer.done(writer.create(folder, item("a", "Ada"))).version().ifPresent(told::add));
    Change.Upsert a = there("a");
    told.forEach(version -> assertThat(a.version()).contains(version));
    told.clear();
    inSession(
        (store, writer, folder) ->
            writer
                .done(writer.update(a.reference(), a.version(), folder, item("a", "Ada King")))
                .version()
                .ifPresent(told::add));
    Optional<Version> now = there("a").version();
    told.forEach(version -> assertThat(now).contains(version));
  }

  @Test
  default void whatAnOutcomeSaysIsHeldIsHeld() throws StoreException {
    List<Item> held = new ArrayList<>();
    inSession(
        (store, writer, folder) ->
            writer.done(writer.create(folder, item("a", "Ada"))).held().ifPresent(held::add));
    Item back = there("a").item();
    held.forEach(item -> assertThat(item.json()).isEqualTo(back.json()));
  }

  @Test
  default void anUpdateChangesTheItemAndKeepsItsUid() throws StoreException {
    given("a", "Ada Lovelace");
    Change.Upsert before = there("a");
    inSession(
        (store, writer, folder) ->
            writer.done(
                writer.update(
                    before.reference(), before.version(), folder, item("a", "Ada King"))));
    assertThat(names()).isEqualTo(Map.of("a", "Ada King"));
    before.version().ifPresent(version -> assertThat(changedVersion()).isNotEqualTo(version));
  }

  private Version changedVersion() {
    try {
      return there("a").version().orElseThrow();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  default void anUpdateRemovesWhatIsNoLongerThere() throws StoreException {
    inSession(
        (store, writer, folder) -> writer.done(writer.create(folder, item("a", "Ada Lovelace"))));
    Change.Upsert before = there("a");
    Item bare = bareItem("a", "Ada Lovelace");
    inSession(
        (store, writer, folder) ->
            writer.done(writer.update(before.reference(), before.version(), folder, bare)));
    assertThat(before.item().json().fieldNames()).toIterable().containsAll(moreMembers());
    assertThat(there("a").item().json().fieldNames())
        .toIterable()
        .doesNotContainAnyElementsOf(moreMembers());
  }

  @Test
  default void aDeleteRemovesTheItemAndSucceedsAgain() throws StoreException {
    given("a", "Ada Lovelace");
    Change.Upsert before = there("a");
    inSession(
        (store, writer, folder) -> {
          writer.done(writer.delete(before.reference(), before.version(), folder));
          writer.done(writer.delete(before.reference(), before.version(), folder));
        });
    assertThat(names()).isEmpty();
    inSession(
        (store, writer, folder) ->
            writer.done(writer.delete(before.reference(), before.version(), folder)));
  }

  @Test
  default void nothingElseIsTouched() throws StoreException {
    givenForeign();
    given("a", "Ada Lovelace");
    given("b", "Barbara Liskov");
    Object before = snapshotOf("foreign");
    Change.Upsert a = there("a");
    Change.Upsert b = there("b");
    inSession(
        (store, writer, folder) -> {
          writer.done(writer.create(folder, item("c", "Charles Babbage")));
          writer.done(writer.update(a.reference(), Optional.empty(), folder, item("a", "Ada K.")));
          writer.done(writer.delete(b.reference(), Optional.empty(), folder));
        });
    assertThat(snapshotOf("foreign")).isEqualTo(before);
    assertThat(names().keySet()).containsExactly("a", "c", "foreign");
  }

  @Test
  default void everyWriteOfABatchIsToldOnce() throws StoreException {
    given("a", "Ada Lovelace");
    given("b", "Barbara Liskov");
    Change.Upsert a = there("a");
    Change.Upsert b = there("b");
    inSession(
        (store, writer, folder) ->
            assertThat(
                    writer.now(
                        List.of(
                            writer.update(
                                a.reference(), a.version(), folder, item("a", "Ada King")),
                            writer.create(folder, item("c", "Charles Babbage")),
                            writer.delete(b.reference(), Optional.empty(), folder))))
                .hasOnlyElementsOfType(Outcome.Done.class));
    assertThat(names()).isEqualTo(Map.of("a", "Ada King", "c", "Charles Babbage"));
  }

  @Test
  default void manyAreWrittenAndFound() throws StoreException {
    List<String> uids = IntStream.range(0, 150).mapToObj(i -> "many-" + i).toList();
    inSession(
        (store, writer, folder) -> {
          List<Write> writes = new ArrayList<>();
          uids.forEach(uid -> writes.add(writer.create(folder, item(uid, "Name " + uid))));
          assertThat(writer.now(writes)).hasOnlyElementsOfType(Outcome.Done.class);
        });
    assertThat(names().keySet()).containsExactlyInAnyOrderElementsOf(uids);
  }

  @Test
  default void anItemIsFoundByItsKey() throws StoreException {
    givenForeign();
    inSession((store, writer, folder) -> writer.done(writer.create(folder, item("a", "Ada"))));
    Change.Upsert a = there("a");
    inSession(
        (store, writer, folder) -> {
          List<Located> found = store.find(key("a"));
          assertThat(found).hasSize(1);
          assertThat(found.get(0).reference()).isEqualTo(a.reference());
          assertThat(found.get(0).version()).isEqualTo(a.version());
          assertThat(found.get(0).folders()).contains(folder);
          assertThat(store.find(key("nobody"))).isEmpty();
        });
  }

  @Test
  default void hostileUidsStayInsideAndComeBackAsTheyAre() throws StoreException {
    givenForeign();
    Object foreign = snapshotOf("foreign");
    Object around = surroundings();
    inSession(
        (store, writer, folder) -> {
          for (String uid : HOSTILE_UIDS) {
            Outcome outcome = writer.now(writer.create(folder, item(uid, "Name")));
            assertThat(outcome)
                .as("what became of " + uid)
                .isInstanceOf(canHold(uid) ? Outcome.Done.class : Outcome.Refused.class);
          }
        });
    List<String> expected = new ArrayList<>(HOSTILE_UIDS.stream().filter(this::canHold).toList());
    expected.add("foreign");
    assertThat(names().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(snapshotOf("foreign")).isEqualTo(foreign);
    assertThat(surroundings()).isEqualTo(around);
  }
}
