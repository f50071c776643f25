// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/**
 * The contracts of a store that has one folder and takes no other, such as a file of contacts: what
 * speaks of a second folder is said otherwise.
 */
public interface OneFolderContract extends SourceStoreContract, TargetStoreContract {
  @Override
  default boolean holdsSeveralFolders() {
    return false;
  }

  @Override
  @Test
  default void everyFolderIsInExactlyOneScope() throws StoreException {
    try (SourceStore store = openSource()) {
      assertThat(store.scopes()).hasSize(1);
      assertThat(store.scopes().get(0).folders()).containsExactly(store.folders().get(0).id());
    }
  }

  @Override
  @Test
  default void foldersAndScopesAreNamedTheSameEveryTime() throws StoreException {
    try (SourceStore first = openSource();
        SourceStore second = openSource()) {
      assertThat(second.folders()).isEqualTo(first.folders());
      assertThat(second.scopes()).isEqualTo(first.scopes());
    }
  }

  @Override
  @Test
  default void readingChangesNothingAtTheStore() throws StoreException {
    givenThree();
    givenBroken("b");
    Object before = snapshot();
    readAll();
    assertThat(snapshot()).isEqualTo(before);
  }

  @Override
  @Test
  default void aNewFolderIsThereWithItsName() throws StoreException {
    try (TargetStore store = openTarget()) {
      assertThatThrownBy(() -> store.ensureFolder(Folder.of(new FolderId("x"), "Second")))
          .isInstanceOf(StoreException.InputRefused.class)
          .hasMessageContaining("Second");
    }
  }

  @Override
  @Test
  default void aFolderIsMadeOnceAndKeepsItsHandle() throws StoreException {
    aNewFolderIsThereWithItsName();
  }

  @Override
  @Test
  default void aNewFolderIsWrittenToAtOnce() throws StoreException {
    aNewFolderIsThereWithItsName();
  }
}
