// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Uid;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/** What a connector's test says about its store as a target, and how contracts write to it. */
public interface WriteContract extends StoreContract {
  /** Opens the store as a new process would. */
  TargetStore openTarget() throws StoreException;

  /** An item as it comes from a source. */
  default Item item(String uid, String name) {
    return Card.of(uid, name)
        .emails(uid.length() + "@example.org")
        .phones("+44 20 7946 0018")
        .notes("Met in London")
        .item();
  }

  /** The same with a uid and a name only. */
  default Item bareItem(String uid, String name) {
    return Card.of(uid, name).item();
  }

  /** What such an item says beside its name, as {@link #item} sets it; digits only. */
  default String digitsOf(Item item) {
    List<String> numbers = item.json().path("phones").findValuesAsText("number");
    return String.join("+", numbers).replaceAll("[^0-9]", "");
  }

  /**
   * A contact of a fake source as an item of this store's kind: with its uid, its name, and its
   * telephone number where {@link #digitsOf} finds it.
   */
  default Item recast(Item contact) {
    return contact;
  }

  /** The bytes of an item, where its kind has any beside the compared part. */
  default Optional<Content> content(Item item) {
    return Optional.empty();
  }

  /** The members that an item has and a bare one lacks. */
  default List<String> moreMembers() {
    return List.of("notes", "emails");
  }

  /** The key of the item of this uid. */
  default Key key(String uid) {
    return new Key(bareItem("a", "Ada").kind(), new Uid(uid));
  }

  /** What a session with the store does. */
  interface Session {
    void take(TargetStore store, Writer writer, FolderId folder) throws StoreException;
  }

  /** Opens the store, does this in the folder, and closes it. */
  default void inSession(Session session) throws StoreException {
    try (TargetStore store = openTarget()) {
      session.take(
          store, new Writer(store, this::content), StoreContract.folderNamed(store, folder()).id());
    }
  }

  /** What a new process finds in a folder: names by uid. */
  default Map<String, String> namesIn(String folder) throws StoreException {
    Map<String, String> names = new TreeMap<>();
    Reading reading = readFolder(folder);
    for (Change.Upsert upsert : reading.upserts()) {
      String uid = upsert.item().uid().orElseThrow().value();
      assertThat(names.put(uid, Reading.name(upsert))).as("a second " + uid).isNull();
    }
    return names;
  }

  /** What a new process finds in the folder: names by uid. */
  default Map<String, String> names() throws StoreException {
    return namesIn(folder());
  }

  /** The item with this uid as a new process finds it in the folder. */
  default Change.Upsert there(String uid) throws StoreException {
    return readFolder(folder())
        .upsert(uid)
        .orElseThrow(() -> new AssertionError("there is no " + uid));
  }

  /** What a new process reads of everything in a folder. */
  default Reading readFolder(String name) throws StoreException {
    try (TargetStore store = openTarget()) {
      FolderId folder = StoreContract.folderNamed(store, name).id();
      Reading all =
          Reading.of(
              store.changes(StoreContract.scopeOf(store, name), Checkpoint.NONE, Known.NOTHING));
      return new Reading(
          all.changes().stream()
              .filter(
                  c -> c.match(u -> u.folders().contains(folder), p -> true, r -> true, b -> true))
              .toList(),
          all.ending());
    }
  }

  /** What the store says it can do. */
  default Capabilities capabilities() throws StoreException {
    try (TargetStore store = openTarget()) {
      return store.capabilities();
    }
  }

  /** A contact that belongs to somebody else. */
  default void givenForeign() {
    given("foreign", "Francis Foreigner");
  }
}
