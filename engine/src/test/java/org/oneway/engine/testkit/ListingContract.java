// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

/** What every listing of a {@link SourceStore} keeps to. */
public interface ListingContract extends ReadContract {
  // Folders and scopes

  @Test
  default void everyFolderIsInExactlyOneScope() throws StoreException {
    givenFolder("Second");
    try (SourceStore store = openSource()) {
      List<FolderId> folders = store.folders().stream().map(Folder::id).toList();
      List<FolderId> inScopes =
          store.scopes().stream().map(Scope::folders).flatMap(Set::stream).toList();
      assertThat(folders).hasSize(2).doesNotHaveDuplicates();
      assertThat(inScopes).containsExactlyInAnyOrderElementsOf(folders);
    }
  }

  @Test
  default void foldersAndScopesAreNamedTheSameEveryTime() throws StoreException {
    givenFolder("Second");
    try (SourceStore first = openSource();
        SourceStore second = openSource()) {
      assertThat(second.folders()).isEqualTo(first.folders());
      assertThat(second.scopes()).isEqualTo(first.scopes());
      assertThat(second.identity()).isEqualTo(first.identity());
      assertThat(first.scopes()).extracting(Scope::name).doesNotHaveDuplicates();
    }
  }

  @Test
  default void aNewFolderIsThereWithItsName() throws StoreException {
    givenFolder("Second");
    try (SourceStore store = openSource()) {
      assertThat(store.folders()).extracting(Folder::name).contains(folder(), "Second");
    }
  }

  @Test
  default void aFolderThatIsNotThereIsNotAnEmptyOne() throws StoreException {
    try (SourceStore store = openSource()) {
      Scope scope = Scope.of(new FolderId("no-such-folder"));
      assertThatThrownBy(() -> Reading.of(store.changes(scope, Checkpoint.NONE, Known.NOTHING)))
          .isInstanceOf(StoreException.FolderGone.class);
    }
  }

  // Complete listings

  @Test
  default void anEmptyFolderIsReadToItsEnd() throws StoreException {
    Reading nothing = readAll();
    assertThat(nothing.changes()).isEmpty();
    assertThat(nothing.ending().coverage()).isEqualTo(Coverage.COMPLETE);
    assertThat(nothing.ending().unattributed()).isZero();
  }

  @Test
  default void aCompleteListingNamesEverythingInItsFolder() throws StoreException {
    givenThree();
    Reading reading = readAll();
    assertThat(reading.ending().coverage()).isEqualTo(Coverage.COMPLETE);
    assertThat(reading.names())
        .containsExactly("Ada Lovelace", "Barbara Liskov", "Charles Babbage");
    assertThat(reading.upserts()).extracting(Change.Upsert::reference).doesNotHaveDuplicates();
    try (SourceStore store = openSource()) {
      FolderId folder = StoreContract.folderNamed(store, folder()).id();
      assertThat(reading.upserts()).allSatisfy(u -> assertThat(u.folders()).contains(folder));
    }
  }

  @Test
  default void anItemCarriesItsUidInItsJsonToo() throws StoreException {
    givenThree();
    assertThat(readAll().upserts())
        .allSatisfy(
            u ->
                assertThat(Optional.of(u.item().json().path("uid").asText()))
                    .isEqualTo(u.item().uid().map(uid -> uid.value())));
  }

  @Test
  default void whatIsNotTouchedKeepsReferenceAndVersion() throws StoreException {
    givenThree();
    assertThat(handles(readAll())).isEqualTo(handles(readAll()));
  }

  private static Map<Reference, Optional<Version>> handles(Reading reading) {
    Map<Reference, Optional<Version>> handles = new HashMap<>();
    reading.upserts().forEach(upsert -> handles.put(upsert.reference(), upsert.version()));
    return handles;
  }

  @Test
  default void nothingIsPresentThatWasNeverSeen() throws StoreException {
    givenThree();
    assertThat(readAll().present()).isEmpty();
  }

  @Test
  default void presentIsOnlyWhatHasTheKnownVersion() throws StoreException {
    givenThree();
    Reading before = readAll();
    givenRenamed("b", "Barbara Jane Liskov");
    Reading after = read(Checkpoint.NONE, before.known());
    assertThat(Reading.namesNow(after.onto(before.onto(Map.of()))))
        .containsExactly("Ada Lovelace", "Barbara Jane Liskov", "Charles Babbage");
  }

  // Broken entries

  @Test
  default void whatCannotBeReadIsToldAsBrokenAndTheOthersAsTheyAre() throws StoreException {
    givenThree();
    givenBroken("b");
    Reading reading = readAll();
    assertThat(reading.names()).containsExactly("Ada Lovelace", "Charles Babbage");
    assertThat(reading.broken()).hasSize(1);
    Change.Broken broken = reading.broken().get(0);
    assertThat(broken.finding().reason()).isNotBlank();
    assertThat(reading.ending().unattributed()).isEqualTo(broken.key().isPresent() ? 0 : 1);
    broken.key().ifPresent(key -> assertThat(key.uid().value()).isEqualTo("b"));
  }

  @Test
  default void whatCannotBeReadAnyMoreIsNeverRemoved() throws StoreException {
    givenThree();
    Reading before = readAll();
    givenBroken("b");
    Reading after = read(before.ending().checkpoint(), before.known());
    Reference reference = before.upsert("b").orElseThrow().reference();
    assertThat(after.removals()).extracting(Change.Removal::reference).doesNotContain(reference);
    assertThat(after.broken()).hasSize(1);
    Change.Broken broken = after.broken().get(0);
    boolean attributed =
        broken.key().isPresent() || broken.reference().equals(Optional.of(reference));
    assertThat(attributed || after.ending().unattributed() > 0)
        .as("either it is known which item is broken, or absence means nothing")
        .isTrue();
  }

  @Test
  default void whatCanBeReadAgainIsTold() throws StoreException {
    given("a", "Ada Lovelace");
    givenBroken("a");
    Reading before = readAll();
    givenRemoved("a");
    given("a", "Ada King");
    Reading after = read(before.ending().checkpoint(), before.known());
    assertThat(after.names()).containsExactly("Ada King");
    assertThat(after.broken()).isEmpty();
  }

  // One way only

  @Test
  default void readingChangesNothingAtTheStore() throws StoreException {
    givenThree();
    givenFolder("Second");
    givenBroken("b");
    Object before = snapshot();
    Object around = surroundings();
    try (SourceStore store = openSource()) {
      store.identity();
      for (Scope scope : store.scopes()) {
        Reading reading = Reading.of(store.changes(scope, Checkpoint.NONE, Known.NOTHING));
        List<Reference> references =
            reading.upserts().stream().map(Change.Upsert::reference).toList();
        Reading.of(store.fetch(scope, references));
        Reading.of(store.changes(scope, reading.ending().checkpoint(), reading.known()));
      }
    }
    assertThat(snapshot()).isEqualTo(before);
    assertThat(surroundings()).isEqualTo(around);
  }

  @Test
  default void hostileUidsAreReadAsTheyAre() throws StoreException {
    List<String> uids = HOSTILE_UIDS.stream().filter(this::canHold).toList();
    uids.forEach(uid -> given(uid, "Name of " + uid.length()));
    assertThat(readAll().upserts())
        .extracting(upsert -> upsert.item().uid().orElseThrow().value())
        .containsExactlyInAnyOrderElementsOf(uids);
  }
}
