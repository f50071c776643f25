// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.List;
import org.oneway.engine.item.Folder;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

/**
 * What a connector's contract test says about its store: how another program acts on it, and what
 * lies in it. Each test begins with a store that has one empty folder.
 */
public interface StoreContract {
  /** Uids that have broken programs before. */
  List<String> HOSTILE_UIDS =
      List.of(
          "../../x",
          "..\\..\\x",
          "/etc/x",
          "//evil/x",
          "C:x",
          "%2e%2e%2fx",
          "x?y#z",
          "CON",
          "x.",
          "x\nUID:y",
          "\u202Exyz",
          "twin",
          "TWIN",
          "caf\u00e9",
          "cafe\u0301",
          "x".repeat(10_000));

  /** What its only folder is called. */
  String folder();

  /** Another program puts a contact into the folder. */
  void given(String uid, String name);

  /** Another program gives that contact another full name, and changes nothing else. */
  void givenRenamed(String uid, String name);

  /** Another program removes that contact. */
  void givenRemoved(String uid);

  /** That contact becomes something that cannot be read. */
  void givenBroken(String uid);

  /** Whether the store can have a second folder. */
  default boolean holdsSeveralFolders() {
    return true;
  }

  /** Another program makes a folder, in a store that can have several. */
  default void givenFolder(String name) {
    throw new IllegalStateException("this store has one folder");
  }

  /** All that is in the store, byte for byte; equal only if nothing was changed. */
  Object snapshot();

  /** All that is in the store of this contact, byte for byte. */
  Object snapshotOf(String uid);

  /** What lies around the store and belongs to others. */
  default Object surroundings() {
    return "";
  }

  /** Whether the store's format can hold this uid; it is refused where it cannot. */
  default boolean canHold(String uid) {
    return true;
  }

  /** The folder with this name. */
  static Folder folderNamed(SourceStore store, String name) throws StoreException {
    return store.folders().stream()
        .filter(folder -> folder.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no folder " + name));
  }

  /** The scope of the folder with this name. */
  static Scope scopeOf(SourceStore store, String name) throws StoreException {
    Folder folder = folderNamed(store, name);
    return store.scopes().stream()
        .filter(scope -> scope.folders().contains(folder.id()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no scope speaks of " + name));
  }
}
