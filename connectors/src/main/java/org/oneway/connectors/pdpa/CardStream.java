// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.CardFile;
import org.oneway.engine.pdpa.FileNames;
import org.oneway.engine.pdpa.Listing.Listed;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/**
 * Tells the cards of one folder. Each file is read once; it is taken apart only where its bytes are
 * not those already known. In memory are a few files and the references told.
 */
final class CardStream implements ChangeStream {
  private static final int CHUNK = 256;
  private static final int CHUNK_BYTES = 4 << 20;

  /** Gives the bytes of a file. */
  @FunctionalInterface
  interface Files {
    byte[] read(String path) throws IOException;
  }

  /** What a listed item without a file is. */
  @FunctionalInterface
  interface Missing {
    /** What to tell of it; empty for nothing. */
    Optional<Change> of(Listed item, Optional<Reference> reference) throws StoreException;
  }

  /**
   * What differs from stream to stream.
   *
   * @param first is told before the items
   * @param missing says what an item without a file is
   * @param uidIsThatOfListing whether a card under another uid than its listing says is broken; if
   *     not, the card's counts
   * @param note goes with the first item that is told whole
   */
  record Setting(
      List<? extends Change> first,
      Known known,
      Missing missing,
      boolean uidIsThatOfListing,
      Optional<Finding> note,
      Coverage coverage,
      Checkpoint checkpoint) {
    Setting {
      first = List.copyOf(first);
    }
  }

  private final Files files;
  private final FolderId folder;
  private final Iterator<Listed> items;
  private final Traffic traffic;
  private final Setting setting;
  private final Deque<Change> ready;
  private final Set<String> told = new HashSet<>();
  private Optional<Finding> note;
  private Optional<Set<Reference>> wanted = Optional.empty();
  private int unattributed;
  private boolean ended;

  CardStream(Files files, FolderId folder, List<Listed> items, Traffic traffic, Setting setting) {
    this.traffic = traffic;
    this.files = files;
    this.folder = folder;
    this.items = items.iterator();
    this.setting = setting;
    this.ready = new ArrayDeque<>(setting.first());
    this.note = setting.note();
  }

  /** The same stream, telling only these items. */
  CardStream only(Set<Reference> those) {
    wanted = Optional.of(Set.copyOf(those));
    return this;
  }

  @Override
  public Optional<Change> next() throws StoreException {
    while (ready.isEmpty() && items.hasNext()) {
      readChunk();
    }
    ended = ready.isEmpty();
    return Optional.ofNullable(ready.poll());
  }

  @Override
  public Ending ending() {
    if (!ended) {
      throw new IllegalStateException("the stream was not read to its end");
    }
    return new Ending(setting.coverage(), setting.checkpoint(), unattributed);
  }

  @Override
  public void close() {
    ready.clear();
  }

  /** A file that was read. */
  private static final class Read {
    final Listed item;
    final byte[] bytes;
    final Version version;

    Read(Listed item, byte[] bytes) {
      this.item = item;
      this.bytes = bytes;
      this.version = version(bytes);
    }
  }

  private void readChunk() throws StoreException {
    List<Read> chunk = new ArrayList<>();
    Set<Reference> references = new HashSet<>();
    for (int bytes = 0; items.hasNext() && chunk.size() < CHUNK && bytes < CHUNK_BYTES; ) {
      Listed item = items.next();
      Optional<Read> read = read(item);
      if (read.isPresent()) {
        chunk.add(read.get());
        bytes += read.get().bytes.length;
        listedReference(item).ifPresent(references::add);
      }
    }
    Map<Reference, Known.Seen> seen = setting.known().of(references);
    for (Read read : chunk) {
      tell(read, seen);
    }
  }

  private Optional<Read> read(Listed item) throws StoreException {
    try {
      byte[] bytes = files.read(item.path());
      return Optional.of(new Read(item, bytes));
    } catch (NoSuchFileException e) {
      setting.missing().of(item, listedReference(item)).ifPresent(this::add);
    } catch (ArchiveDamaged e) {
      add(broken(item, Finding.broken(e.place(), e.reason())));
    } catch (IOException e) {
      add(broken(item, Finding.broken(item.path(), "cannot be read: " + Failures.words(e))));
    }
    return Optional.empty();
  }

  /** A version is what the bytes are, so it survives copying, and sees every edit by hand. */
  static Version version(byte[] bytes) {
    return new Version(FileNames.hash(bytes));
  }

  private void tell(Read read, Map<Reference, Known.Seen> seen) {
    Optional<Reference> listed = listedReference(read.item);
    if (listed.filter(r -> isKnown(read, Optional.ofNullable(seen.get(r)))).isPresent()
        && told.add(listed.get().value())) {
      add(new Change.Present(listed.get()));
      return;
    }
    CardFile card;
    try {
      card = CardFile.read(read.item.path(), read.bytes);
      traffic.item();
    } catch (ArchiveDamaged e) {
      add(broken(read.item, Finding.broken(e.place(), e.reason())));
      return;
    }
    Optional<Uid> listedUid = read.item.uid();
    Optional<Uid> uid = card.item().uid().or(() -> listedUid);
    if (setting.uidIsThatOfListing() && !uid.equals(listedUid)) {
      String reason = "its uid is not the one that folder.json gives it";
      add(broken(read.item, Finding.broken(read.item.path(), reason)));
      return;
    }
    Reference reference = unusedReference(read, uid);
    if (!listed.equals(Optional.of(reference)) && isKnown(read, setting.known().of(reference))) {
      add(new Change.Present(reference));
    } else {
      add(upsert(read, card, uid, reference));
    }
  }

  private static boolean isKnown(Read read, Optional<Known.Seen> seen) {
    return seen.flatMap(Known.Seen::version).equals(Optional.of(read.version));
  }

  private Change upsert(Read read, CardFile card, Optional<Uid> uid, Reference reference) {
    List<Finding> findings = new ArrayList<>(card.findings());
    note.ifPresent(findings::add);
    note = Optional.empty();
    Item item = uid.map(card.item()::withUid).orElse(card.item());
    return new Change.Upsert(
        reference, Optional.of(read.version), Set.of(folder), item, Optional.empty(), findings);
  }

  /** Several items with one uid are told apart by what they hold, never by their position. */
  private Reference unusedReference(Read read, Optional<Uid> uid) {
    String hash = "#" + read.version.value();
    String local = uid.map(Uid::value).orElse(hash);
    Reference reference = References.of(folder, local);
    for (int number = 1; !told.add(reference.value()); number++) {
      String equals = number == 1 ? "" : "#" + number;
      reference = References.of(folder, uid.map(Uid::value).orElse("") + hash + equals);
    }
    return reference;
  }

  private Optional<Reference> listedReference(Listed item) {
    return item.uid().map(uid -> References.of(folder, uid.value()));
  }

  private Change broken(Listed item, Finding finding) {
    Optional<Key> key = item.uid().map(uid -> new Key(Kind.CONTACT, uid));
    Optional<Reference> reference = listedReference(item);
    reference.ifPresent(r -> told.add(r.value()));
    String title = item.path().substring(item.path().lastIndexOf('/') + 1);
    return new Change.Broken(reference, key, title, finding);
  }

  private void add(Change change) {
    Optional<Reference> reference = reference(change);
    if (wanted.isEmpty() || reference.filter(wanted.get()::contains).isPresent()) {
      ready.add(change);
      unattributed +=
          change.match(u -> 0, p -> 0, r -> 0, broken -> broken.key().isPresent() ? 0 : 1);
    }
  }

  /** The item that a change is about, where it has a reference. */
  static Optional<Reference> reference(Change change) {
    return change.match(
        upsert -> Optional.of(upsert.reference()),
        present -> Optional.of(present.reference()),
        removal -> Optional.of(removal.reference()),
        Change.Broken::reference);
  }
}
