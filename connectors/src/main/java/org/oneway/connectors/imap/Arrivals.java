// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.StoreException;

/**
 * Which messages came into folders since they were listed in this session, so that what an append
 * with a lost reply left is found. Of a folder that was not listed, all messages are meant.
 */
final class Arrivals {
  private static final int BATCH = 500;

  private final MessageReader reader;
  private final Map<FolderId, Position> listed = new HashMap<>();
  private final Map<FolderId, Met> met = new HashMap<>();

  /** A message that was met. */
  record Arrived(long uid, Version version) {}

  /** The messages met in one folder; {@code next} and those above have not been looked at. */
  private static final class Met {
    private final Map<Uid, List<Arrived>> byUid = new HashMap<>();
    private long next;

    Met(long next) {
      this.next = next;
    }
  }

  Arrivals(MessageReader reader) {
    this.reader = reader;
  }

  /** All messages below the UIDNEXT of this position are told to who decides. */
  void listed(FolderId folder, Position position) {
    listed.put(folder, position);
    met.remove(folder);
  }

  /** A connection broke, or the like: all that came is to be looked at again. */
  void forget() {
    met.clear();
  }

  private Met met(FolderId folder, long validity) {
    return met.computeIfAbsent(
        folder,
        f ->
            new Met(
                Optional.ofNullable(listed.get(folder))
                    .filter(position -> position.validity() == validity)
                    .map(position -> Math.max(position.next(), 1))
                    .orElse(1L)));
  }

  /**
   * Looks at the messages that have come.
   *
   * @param next the folder's UIDNEXT when it was opened, where the server told it; else 0
   */
  void look(FolderId folder, long validity, long next) throws StoreException {
    Met all = met(folder, validity);
    if (next > 0 && next <= all.next) {
      return;
    }
    long[] uids = reader.uids(folder, validity, all.next);
    for (int from = 0; from < uids.length; from += BATCH) {
      List<Long> batch = new ArrayList<>();
      for (int i = from; i < Math.min(uids.length, from + BATCH); i++) {
        batch.add(uids[i]);
      }
      for (Change.Upsert one : reader.items(folder, validity, batch)) {
        long uid = Place.of(one.reference()).orElseThrow().uid();
        one.item()
            .uid()
            .ifPresent(
                key ->
                    all.byUid
                        .computeIfAbsent(key, k -> new ArrayList<>())
                        .add(new Arrived(uid, one.version().orElseThrow())));
      }
      all.next = Math.max(all.next, batch.get(batch.size() - 1) + 1);
    }
    all.next = Math.max(all.next, next);
  }

  /** One that we have put there ourselves is not looked at. */
  void ours(Place place) {
    Met all = met(place.folder(), place.validity());
    all.next = Math.max(all.next, place.uid() + 1);
  }

  /** Those with this uid that were met in a folder. */
  List<Arrived> of(FolderId folder, Uid uid) {
    return Optional.ofNullable(met.get(folder))
        .map(all -> all.byUid.getOrDefault(uid, List.of()))
        .orElse(List.of());
  }
}
