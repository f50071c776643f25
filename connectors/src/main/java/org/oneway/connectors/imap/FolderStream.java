// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.StoreException;

/**
 * Messages of one folder: all of them, or what is different. Those with known flags are not read.
 */
final class FolderStream implements ChangeStream {
  private static final int BATCH = 500;

  private final MessageReader reader;
  private final Bodies bodies;
  private final FolderId folder;
  private final Position position;
  private final Known known;
  private final Coverage coverage;
  private final Map<Long, Fetched> told;
  private final long[] uids;
  private final Deque<Change> ready = new ArrayDeque<>();
  private int at;
  private int unattributed;
  private boolean hasEnded;

  /** A listing of all messages. */
  FolderStream(
      MessageReader reader,
      Bodies bodies,
      FolderId folder,
      Position position,
      Known known,
      Coverage coverage,
      long[] uids) {
    this.reader = reader;
    this.bodies = bodies;
    this.folder = folder;
    this.position = position;
    this.known = known;
    this.coverage = coverage;
    this.told = Map.of();
    this.uids = uids;
  }

  /** What is different, with the flags that the server has told already. */
  FolderStream(
      MessageReader reader,
      Bodies bodies,
      FolderId folder,
      Position position,
      Known known,
      Difference difference) {
    this.reader = reader;
    this.bodies = bodies;
    this.folder = folder;
    this.position = position;
    this.known = known;
    this.coverage = Coverage.INCREMENTAL;
    this.told = difference.changed();
    this.uids = told.keySet().stream().mapToLong(Long::longValue).toArray();
    difference.gone().forEach(uid -> ready.add(new Change.Removal(place(uid).reference())));
  }

  private Place place(long uid) {
    return new Place(folder, position.validity(), uid);
  }

  @Override
  public Optional<Change> next() throws StoreException {
    while (ready.isEmpty() && at < uids.length) {
      fill();
    }
    Optional<Change> change = Optional.ofNullable(ready.poll());
    hasEnded = change.isEmpty();
    if (change.isPresent() && change.get() instanceof Change.Broken broken) {
      unattributed += broken.key().isPresent() ? 0 : 1;
    }
    return change;
  }

  private void fill() throws StoreException {
    List<Long> batch = new ArrayList<>();
    List<Reference> references = new ArrayList<>();
    for (; at < uids.length && batch.size() < BATCH; at++) {
      batch.add(uids[at]);
      references.add(place(uids[at]).reference());
    }
    Map<Reference, Known.Seen> seen = known.of(references);
    Map<Long, Known.Seen> before = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      long uid = batch.get(i);
      Optional.ofNullable(seen.get(references.get(i))).ifPresent(last -> before.put(uid, last));
    }
    Map<Long, Fetched> flags =
        told.isEmpty() ? reader.flags(folder, position.validity(), before.keySet()) : told;
    List<Long> unknown = new ArrayList<>();
    for (long uid : batch) {
      Optional<Version> now =
          Optional.ofNullable(flags.get(uid)).flatMap(Fetched::keywords).map(Flags::version);
      Optional<Version> last = Optional.ofNullable(before.get(uid)).flatMap(Known.Seen::version);
      if (now.isPresent() && now.equals(last)) {
        ready.add(new Change.Present(place(uid).reference()));
      } else {
        unknown.add(uid);
      }
    }
    read(unknown, before);
  }

  private void read(List<Long> unknown, Map<Long, Known.Seen> before) throws StoreException {
    Map<Long, Fetched> heads = reader.heads(folder, position.validity(), unknown);
    for (long uid : unknown) {
      Place place = place(uid);
      Optional<Known.Seen> last = Optional.ofNullable(before.get(uid));
      Optional<Fetched> head = Optional.ofNullable(heads.get(uid));
      if (head.isEmpty() && !reader.isThere(place)) {
        // Another program has removed it since it was listed.
        if (coverage == Coverage.INCREMENTAL) {
          ready.add(new Change.Removal(place.reference()));
        }
        continue;
      }
      Change change = reader.change(place, head.orElse(Fetched.NOTHING), last, false);
      if (last.isEmpty() && change instanceof Change.Upsert) {
        bodies.expect(place, head.flatMap(Fetched::size).orElse(0L));
      }
      ready.add(change);
    }
  }

  @Override
  public Ending ending() {
    if (!hasEnded) {
      throw new IllegalStateException("the folder was not read to its end");
    }
    return new Ending(coverage, position.checkpoint(), unattributed);
  }

  @Override
  public void close() {
    ready.clear();
  }
}
