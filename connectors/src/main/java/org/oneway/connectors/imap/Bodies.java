// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.store.StoreException;

/**
 * Small messages that will be asked for one by one, in any order, fetched many at a time: those
 * that a listing named as new. What was fetched is held until it is asked for; when that has become
 * much, only what is asked for is fetched.
 */
final class Bodies {
  private static final long LARGEST = 1 << 18;
  private static final long BATCH = 4 << 20;
  private static final long ROOM = 24L << 20;
  private static final int MOST = 200;

  private final MessageReader reader;
  private final Map<FolderId, Expected> expected = new HashMap<>();
  private final Map<Place, Fetched> held = new HashMap<>();
  private long weight;

  /** The new messages of one folder, by rising UID. */
  private static final class Expected {
    private final long validity;
    private final BitSet fetched = new BitSet();
    private long[] uids = new long[256];
    private long[] sizes = new long[256];
    private int count;

    Expected(long validity) {
      this.validity = validity;
    }

    void add(long uid, long size) {
      if (count == uids.length) {
        uids = Arrays.copyOf(uids, 2 * count);
        sizes = Arrays.copyOf(sizes, 2 * count);
      }
      uids[count] = uid;
      sizes[count++] = size;
    }

    /** This one and some that follow, as long as there is room. */
    List<Long> batch(int at, long room) {
      List<Long> batch = new ArrayList<>();
      long left = room;
      for (int i = at; i < count && batch.size() < MOST; i++) {
        if (sizes[i] <= LARGEST && !fetched.get(i) && (i == at || sizes[i] <= left)) {
          batch.add(uids[i]);
          fetched.set(i);
          left -= sizes[i];
        }
      }
      return batch;
    }
  }

  Bodies(MessageReader reader) {
    this.reader = reader;
  }

  /** A folder is listed anew; what a former listing named is forgotten. */
  void begin(FolderId folder, long validity) {
    expected.put(folder, new Expected(validity));
    held.keySet().removeIf(place -> place.folder().equals(folder));
    weight = held.values().stream().mapToLong(Bodies::weight).sum();
  }

  private static long weight(Fetched fetched) {
    return fetched.bytes().map(bytes -> (long) bytes.length).orElse(0L);
  }

  /** A listing names a message that was never seen; UIDs rise within a folder. */
  void expect(Place place, long size) {
    Optional.ofNullable(expected.get(place.folder()))
        .filter(all -> all.validity == place.validity())
        .ifPresent(all -> all.add(place.uid(), size));
  }

  /** A small message with its bytes, given once; empty where it is none that was expected. */
  Optional<Fetched> take(Place place) throws StoreException {
    Optional<Fetched> there = Optional.ofNullable(held.remove(place));
    if (there.isPresent()) {
      weight -= weight(there.get());
      return there;
    }
    Optional<Expected> all =
        Optional.ofNullable(expected.get(place.folder()))
            .filter(one -> one.validity == place.validity());
    int at =
        all.isEmpty() ? -1 : Arrays.binarySearch(all.get().uids, 0, all.get().count, place.uid());
    if (at < 0 || all.get().sizes[at] > LARGEST || all.get().fetched.get(at)) {
      return Optional.empty();
    }
    List<Long> batch = all.get().batch(at, Math.min(BATCH, ROOM - weight));
    Map<Long, Fetched> answered = reader.whole(place.folder(), place.validity(), batch);
    answered.forEach(
        (uid, fetched) -> {
          // What is told of others in passing has no bytes.
          if (fetched.bytes().isPresent() && batch.contains(uid)) {
            held.put(new Place(place.folder(), place.validity(), uid), fetched);
            weight += weight(fetched);
          }
        });
    Optional<Fetched> asked = Optional.ofNullable(held.remove(place));
    asked.ifPresent(fetched -> weight -= weight(fetched));
    return asked;
  }
}
