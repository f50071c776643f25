// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/**
 * Where the items of some entries are now: under the references that the entries name, or, where
 * the store gives references of its own, wherever their uids are found.
 */
final class Whereabouts {
  private final TargetStore target;
  private final Map<Reference, Change.Upsert> there = new HashMap<>();
  private final Map<Long, List<Reference>> byUid = new HashMap<>();

  private Whereabouts(TargetStore target) {
    this.target = target;
  }

  /** Reads them. */
  static Whereabouts of(TargetStore target, List<Entry> entries) throws StoreException {
    Whereabouts found = new Whereabouts(target);
    found.byReference(entries);
    found.byUid(entries);
    return found;
  }

  private void byReference(List<Entry> entries) throws StoreException {
    Lookup lookup = new Lookup(target);
    for (Entry entry : entries) {
      entry.before().ifPresent(reference -> lookup.ask(entry.from(), reference));
      entry
          .left()
          .at()
          .filter(at -> !entry.before().equals(Optional.of(at)))
          .ifPresent(reference -> lookup.ask(entry.to(), reference));
    }
    there.putAll(lookup.found());
  }

  private void byUid(List<Entry> entries) throws StoreException {
    Lookup lookup = new Lookup(target);
    for (Entry entry : entries) {
      if (mayHaveAnotherReference(entry)) {
        List<Reference> all = new ArrayList<>();
        for (Located located : target.find(new Key(entry.kind(), new Uid(entry.uid())))) {
          for (FolderId folder : located.folders()) {
            lookup.ask(folder, located.reference());
          }
          all.add(located.reference());
        }
        byUid.put(entry.id(), all);
      }
    }
    there.putAll(lookup.found());
  }

  private boolean mayHaveAnotherReference(Entry entry) {
    return switch (entry.what()) {
      case MADE -> entry.left().at().isEmpty();
      case DELETED -> at(entry.before()).isEmpty() && storeNames(entry);
      case MOVED -> entry.left().at().isEmpty() || storeNames(entry);
      case CHANGED, JOINED, LEFT -> false;
    };
  }

  /** Whether an item that is moved back arrives as it is, but under a reference of the store's. */
  boolean movesAsTheyAre(Entry entry) {
    return target.capabilities().moves() && storeNames(entry);
  }

  /** Whether the store gives the item a reference of its own when it is made or moved. */
  private boolean storeNames(Entry entry) {
    return entry.item().filter(item -> target.planned(entry.from(), item).isEmpty()).isPresent();
  }

  /** What is at this reference. */
  Optional<Change.Upsert> at(Optional<Reference> reference) {
    return reference.flatMap(named -> Optional.ofNullable(there.get(named)));
  }

  /** The item of an entry in this folder, where it is at this reference or found by its uid. */
  Optional<Change.Upsert> in(FolderId folder, Optional<Reference> reference, Entry entry) {
    return at(reference)
        .filter(item -> item.folders().contains(folder))
        .or(
            () ->
                byUid.getOrDefault(entry.id(), List.of()).stream()
                    .flatMap(found -> at(Optional.of(found)).stream())
                    .filter(item -> item.folders().contains(folder))
                    .findFirst());
  }
}
