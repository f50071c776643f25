// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** What a {@link TargetStore} does with folders, and with what it claims to do at once. */
public interface PlacesContract extends WriteContract {
  private static Folder wanted(String name) {
    return Folder.of(new FolderId("wanted"), name);
  }

  @Test
  default void aFolderIsMadeOnceAndKeepsItsHandle() throws StoreException {
    givenForeign();
    Object before = snapshotOf("foreign");
    List<FolderId> made = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      inSession((store, writer, folder) -> made.add(store.ensureFolder(wanted("Work")).id()));
    }
    assertThat(made.get(1)).isEqualTo(made.get(0));
    inSession(
        (store, writer, folder) -> {
          assertThat(store.folders())
              .extracting(Folder::name)
              .containsExactlyInAnyOrder(folder(), "Work");
          assertThat(StoreContract.folderNamed(store, "Work").id()).isEqualTo(made.get(0));
        });
    assertThat(snapshotOf("foreign")).isEqualTo(before);
  }

  @Test
  default void aFolderThatIsThereIsOnlyFound() throws StoreException {
    Object before = snapshot();
    inSession(
        (store, writer, folder) ->
            assertThat(store.ensureFolder(wanted(folder())).id()).isEqualTo(folder));
    assertThat(snapshot()).isEqualTo(before);
  }

  @Test
  default void aNewFolderIsWrittenToAtOnce() throws StoreException {
    inSession(
        (store, writer, folder) -> {
          FolderId work = store.ensureFolder(wanted("Work")).id();
          writer.done(writer.create(work, item("a", "Ada Lovelace")));
        });
    assertThat(namesIn("Work")).isEqualTo(Map.of("a", "Ada Lovelace"));
    assertThat(names()).isEmpty();
  }

  @Test
  default void aMoveTakesTheItemAsItIs() throws StoreException {
    if (!capabilities().moves()) {
      return;
    }
    given("a", "Ada Lovelace");
    givenFolder("Work");
    Change.Upsert a = there("a");
    List<Reference> told = new ArrayList<>();
    inSession(
        (store, writer, folder) -> {
          FolderId work = StoreContract.folderNamed(store, "Work").id();
          Outcome.Done done = writer.done(writer.move(a.reference(), a.version(), folder, work));
          told.add(done.reference().orElse(a.reference()));
        });
    assertThat(readFolder("Work").upsert("a").orElseThrow().reference()).isEqualTo(told.get(0));
    assertThat(names()).isEmpty();
    assertThat(namesIn("Work")).isEqualTo(Map.of("a", "Ada Lovelace"));
  }

  @Test
  default void movingWhatIsGoneMakesNothing() throws StoreException {
    if (!capabilities().moves()) {
      return;
    }
    given("a", "Ada Lovelace");
    givenFolder("Work");
    Change.Upsert a = there("a");
    givenRemoved("a");
    inSession(
        (store, writer, folder) -> {
          FolderId work = StoreContract.folderNamed(store, "Work").id();
          assertThat(writer.now(writer.move(a.reference(), a.version(), folder, work)))
              .isInstanceOf(Outcome.Stale.class);
        });
    assertThat(namesIn("Work")).isEmpty();
  }

  @Test
  default void anItemJoinsAndLeavesAFolder() throws StoreException {
    if (!capabilities().manyFoldersPerItem()) {
      return;
    }
    given("a", "Ada Lovelace");
    givenFolder("Work");
    Change.Upsert a = there("a");
    inSession(
        (store, writer, folder) ->
            writer.done(writer.join(a.reference(), StoreContract.folderNamed(store, "Work").id())));
    assertThat(names()).containsKey("a");
    assertThat(namesIn("Work")).containsKey("a");
    inSession((store, writer, folder) -> writer.done(writer.leave(a.reference(), folder)));
    assertThat(names()).isEmpty();
    assertThat(namesIn("Work")).isEqualTo(Map.of("a", "Ada Lovelace"));
  }

  @Test
  default void batchesAreCarriedOutAtOnce() throws Exception {
    int atOnce = capabilities().parallelism();
    if (atOnce == 1) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try (TargetStore store = openTarget()) {
      FolderId folder = StoreContract.folderNamed(store, folder()).id();
      List<Future<?>> batches = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        Item item = item("at-once-" + i, "Name");
        Write write = new Write.Create(i, folder, item, Optional.empty());
        batches.add(
            threads.submit(
                () -> {
                  store.apply(List.of(write), (w, o) -> {});
                  return true;
                }));
      }
      for (Future<?> batch : batches) {
        batch.get();
      }
      store.settle((w, o) -> {});
    } finally {
      threads.shutdownNow();
    }
    assertThat(names()).hasSize(atOnce);
  }

  @Test
  default void theCheckpointBehindOurOwnWritesHidesNobodyElses() throws StoreException {
    givenForeign();
    Reading before = readFolder(folder());
    Optional<Checkpoint> own = afterCreating("a", before);
    if (own.isPresent()) {
      Reading since = since(own.get(), before.known());
      assertThat(since.names()).as("our own write").doesNotContain("Name of a");
    }
    Reading again = readFolder(folder());
    givenRenamed("foreign", "Francis Changed");
    Optional<Checkpoint> others = afterCreating("b", again);
    if (others.isPresent()) {
      assertThat(since(others.get(), again.known()).names()).contains("Francis Changed");
    }
  }

  private Optional<Checkpoint> afterCreating(String uid, Reading before) throws StoreException {
    List<Checkpoint> after = new ArrayList<>();
    inSession(
        (store, writer, folder) -> {
          writer.done(writer.create(folder, item(uid, "Name of " + uid)));
          Scope scope = StoreContract.scopeOf(store, folder());
          store.after(scope, before.ending().checkpoint()).ifPresent(after::add);
        });
    return after.stream().findFirst();
  }

  private Reading since(Checkpoint checkpoint, Known known) throws StoreException {
    try (TargetStore store = openTarget()) {
      return Reading.of(store.changes(StoreContract.scopeOf(store, folder()), checkpoint, known));
    }
  }
}
