// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.SyncState;

/**
 * Target items that no pairing of this sync holds: those read in this run, and those indexed in
 * earlier ones that are still there. Each gets a number from 0.
 */
final class Strangers {
  private final SyncState state;
  private final Scratch scratch;
  private final PlanSettings settings;
  private final FolderMap folders;
  private final Targets targets;
  private final Positions positions;
  private final BitSet stubs = new BitSet();
  private final BitSet taken = new BitSet();
  private final List<Reference> vanished = new ArrayList<>();
  private int count;

  Strangers(
      SyncState state, Scratch scratch, PlanSettings settings, FolderMap folders, Targets targets) {
    this.settings = settings;
    this.state = state;
    this.scratch = scratch;
    this.folders = folders;
    this.targets = targets;
    this.positions = scratch.positions("strangers");
  }

  /** Numbers all of them. */
  void load() {
    number(targets.strangers(), false);
    loadIndexed();
  }

  /** Numbers those that no other sync owns. */
  private void number(LongLog log, boolean areStubs) {
    log.inBatches(
        Reading.BATCH,
        batch -> {
          List<Spooled> items = batch.stream().map(scratch.spool()::get).toList();
          Map<Reference, String> owners =
              state.ownersOf(settings.target(), items.stream().map(Spooled::reference).toList());
          for (int i = 0; i < items.size(); i++) {
            if (!owners.containsKey(items.get(i).reference())
                && items.get(i).item().uid().isPresent()) {
              stubs.set(count, areStubs);
              positions.put(count++, batch.get(i));
            }
          }
        });
  }

  private void loadIndexed() {
    LongSorter met = targets.unpaired();
    LongSorter indexed = scratch.sorter("indexed", 3);
    try (Cursor<Foreign> all = state.allForeign()) {
      for (Optional<Foreign> next = all.next(); next.isPresent(); next = all.next()) {
        Foreign foreign = next.get();
        ScopeResult scope = targets.scopes().get(foreign.folder());
        boolean mustBeNamed = scope == null || scope.exhaustive();
        long position = scratch.spool().put(stub(foreign));
        indexed.add(Targets.hash(foreign.reference()), mustBeNamed ? 1 : 0, position);
      }
    }
    join(met, indexed);
  }

  /** Indexed ones that were named as known, or that nobody had to name, are still there. */
  private void join(LongSorter met, LongSorter indexed) {
    LongLog stillThere = scratch.log("indexed-kept");
    try (Cursor<long[]> named = met.sorted();
        Cursor<long[]> rows = indexed.sorted()) {
      Optional<long[]> name = named.next();
      for (Optional<long[]> next = rows.next(); next.isPresent(); next = rows.next()) {
        long[] row = next.get();
        while (name.isPresent() && name.get()[0] < row[0]) {
          name = named.next();
        }
        boolean isNamed = name.isPresent() && name.get()[0] == row[0];
        boolean kept = isNamed ? name.get()[1] == Targets.KEPT : row[1] == 0;
        if (kept) {
          stillThere.add(row[2]);
        } else if (!isNamed) {
          vanished.add(scratch.spool().get(row[2]).reference());
        }
      }
    }
    number(stillThere, true);
  }

  private static Spooled stub(Foreign foreign) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("uid", foreign.key().uid().value());
    var tokens = json.putArray("identity");
    foreign.identity().forEach(tokens::add);
    Item item =
        new Item(
            foreign.key().kind(), Optional.of(foreign.key().uid()), json, Optional.empty(), false);
    return new Spooled(
        foreign.reference(), foreign.version(), Set.of(foreign.folder()), item, false, List.of());
  }

  /** Those indexed in earlier runs that are no longer there, as far as anybody had to look. */
  List<Reference> vanished() {
    return List.copyOf(vanished);
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFree(int id) {
    return !taken.get(id);
  }

  void take(int id) {
    taken.set(id);
  }

  /** Whether only handle, key and identity are known, so that it must be read before use. */
  boolean isStub(int id) {
    return stubs.get(id);
  }

  long position(int id) {
    return positions.get(id).orElseThrow();
  }

  Spooled read(int id) {
    return scratch.spool().get(position(id));
  }

  Uid uid(int id) {
    return read(id).item().uid().orElseThrow();
  }

  String title(int id) {
    Item item = read(id).item();
    return Similarity.of(item.kind()).title(item.json());
  }

  /** Hands on number, folder pairing and key of each. */
  void each(Keys keys) {
    for (int id = 0; id < count; id++) {
      Spooled item = read(id);
      keys.take(id, folderOf(item), item.item().key().orElseThrow());
    }
  }

  /** Hands on number, folder pairing and identity of each that is free. */
  void eachIdentity(Tokens tokens) {
    for (int id = 0; id < count; id++) {
      if (isFree(id)) {
        Spooled item = read(id);
        tokens.take(id, folderOf(item), identity(id, item.item()));
      }
    }
  }

  private Set<Long> identity(int id, Item item) {
    if (!isStub(id)) {
      return Similarity.of(item.kind()).identity(item.json()).marked();
    }
    Set<Long> marked = new HashSet<>();
    item.json().path("identity").forEach(token -> marked.add(token.asLong()));
    return marked;
  }

  private int folderOf(Spooled item) {
    return item.folders().stream().mapToInt(folders::ofTarget).max().orElse(-1);
  }

  /** Takes keys. */
  @FunctionalInterface
  interface Keys {
    void take(int id, int folder, Key key);
  }

  /** Takes identities. */
  @FunctionalInterface
  interface Tokens {
    void take(int id, int folder, Set<Long> marked);
  }
}
