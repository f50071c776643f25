// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.maildir.Listing.Entry;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.StoreException;

/** All messages of one folder; those whose flags are the known ones are not opened. */
final class FolderStream implements ChangeStream {
  private static final int BATCH = 500;

  private final MaildirSource store;
  private final FolderId folder;
  private final Listing listing;
  private final Keywords names;
  private final Known known;
  private final Iterator<Entry> entries;
  private final Deque<Entry> batch = new ArrayDeque<>();
  private Map<Reference, Known.Seen> seen = new HashMap<>();
  private int unattributed;
  private boolean hasEnded;

  FolderStream(MaildirSource store, FolderId folder, Listing listing, Keywords names, Known known) {
    this.store = store;
    this.folder = folder;
    this.listing = listing;
    this.names = names;
    this.known = known;
    this.entries = listing.entries().iterator();
  }

  @Override
  public Optional<Change> next() throws StoreException {
    while (true) {
      if (batch.isEmpty()) {
        fill();
      }
      if (batch.isEmpty()) {
        hasEnded = true;
        return Optional.empty();
      }
      Optional<Change> change = change(batch.remove());
      if (change.isPresent()) {
        if (change.get() instanceof Change.Broken broken && broken.key().isEmpty()) {
          unattributed++;
        }
        return change;
      }
    }
  }

  private void fill() {
    List<Reference> references = new ArrayList<>();
    while (entries.hasNext() && batch.size() < BATCH) {
      Entry entry = entries.next();
      batch.add(entry);
      references.add(Layout.reference(folder, entry.name().unique()));
    }
    seen = new HashMap<>(known.of(references));
  }

  private Optional<Change> change(Entry entry) throws StoreException {
    Reference reference = Layout.reference(folder, entry.name().unique());
    Optional<Known.Seen> last = Optional.ofNullable(seen.get(reference));
    var version = MessageReader.version(names.named(entry.name().letters()));
    if (last.flatMap(Known.Seen::version).filter(version::equals).isPresent()) {
      return Optional.of(new Change.Present(reference));
    }
    try {
      return Optional.of(store.reader().read(folder, entry, names, last));
    } catch (NoSuchFileException e) {
      return renamed(entry, last);
    } catch (IOException e) {
      return Optional.of(broken(reference, last, entry, e));
    }
  }

  /** Another program has renamed or removed it since the folder was listed. */
  private Optional<Change> renamed(Entry entry, Optional<Known.Seen> last) throws StoreException {
    Optional<Entry> now = store.look(folder, entry.name().unique());
    if (now.isEmpty()) {
      return Optional.empty();
    }
    Reference reference = Layout.reference(folder, entry.name().unique());
    try {
      return Optional.of(store.reader().read(folder, now.get(), names, last));
    } catch (IOException e) {
      return Optional.of(broken(reference, last, now.get(), e));
    }
  }

  private static Change broken(
      Reference reference, Optional<Known.Seen> last, Entry entry, IOException e) {
    return MessageReader.broken(reference, last, entry, "cannot be read: " + Failures.words(e));
  }

  @Override
  public Ending ending() {
    if (!hasEnded) {
      throw new IllegalStateException("the folder was not read to its end");
    }
    return listing.isWhole()
        ? new Ending(Coverage.COMPLETE, listing.checkpoint(), unattributed)
        : new Ending(Coverage.INCREMENTAL, Checkpoint.NONE, unattributed);
  }

  @Override
  public void close() {
    batch.clear();
  }
}
