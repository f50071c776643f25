// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import java.util.function.BiConsumer;
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
import org.oneway.engine.pdpa.ArchiveFile;
import org.oneway.engine.pdpa.FileNames;
import org.oneway.engine.pdpa.ItemFile;
import org.oneway.engine.pdpa.Listing.Listed;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/**
 * Tells the items of one folder. Each file is read once; it is taken apart only where its bytes are
 * not those already known. In memory are a few files and the references told.
 */
final class ItemStream implements ChangeStream {
  private static final int CHUNK = 256;
  private static final int CHUNK_BYTES = 4 << 20;

  /** The files of an archive. */
  interface Files {
    /** What a file of JSON holds. */
    byte[] read(String path) throws IOException;

    /** Size and time of a file; empty if there is none. */
    Optional<ArchiveFile> file(String path);

    /** The bytes of a file, however many; the caller closes it. */
    InputStream open(String path) throws IOException;
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
   * @param isStrict whether an item under another uid or of another kind than its listing says is
   *     broken; if not, the item's own count
   * @param note goes with the first item that is told whole
   * @param found is told where an item is that its listing does not name
   */
  record Setting(
      List<? extends Change> first,
      Known known,
      Missing missing,
      boolean isStrict,
      Optional<Finding> note,
      Coverage coverage,
      Checkpoint checkpoint,
      BiConsumer<Reference, Listed> found) {
    Setting {
      first = List.copyOf(first);
    }

    Setting(
        List<? extends Change> first,
        Known known,
        Missing missing,
        boolean isStrict,
        Optional<Finding> note,
        Coverage coverage,
        Checkpoint checkpoint) {
      this(first, known, missing, isStrict, note, coverage, checkpoint, (reference, listed) -> {});
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

  ItemStream(Files files, FolderId folder, List<Listed> items, Traffic traffic, Setting setting) {
    this.traffic = traffic;
    this.files = files;
    this.folder = folder;
    this.items = items.iterator();
    this.setting = setting;
    this.ready = new ArrayDeque<>(setting.first());
    this.note = setting.note();
  }

  /** The same stream, telling only these items. */
  ItemStream only(Set<Reference> those) {
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

  private void readChunk() throws StoreException {
    List<ReadFiles> chunk = new ArrayList<>();
    List<Listed> byteItems = new ArrayList<>();
    Set<Reference> references = new HashSet<>();
    for (int bytes = 0;
        items.hasNext() && chunk.size() + byteItems.size() < CHUNK && bytes < CHUNK_BYTES; ) {
      Listed item = items.next();
      if (item.type().isBytes()) {
        byteItems.add(item);
        bytes += held(item);
        listedReference(item).ifPresent(references::add);
        continue;
      }
      Optional<ReadFiles> read = read(item);
      if (read.isPresent()) {
        chunk.add(read.get());
        bytes += read.get().length();
        listedReference(item).ifPresent(references::add);
      }
    }
    Map<Reference, Known.Seen> seen = setting.known().of(references);
    for (ReadFiles read : chunk) {
      tell(read, seen);
    }
    for (Listed item : byteItems) {
      tellBytes(item, seen);
    }
  }

  /** How much of it may be in memory. */
  private int held(Listed item) {
    return files
        .file(item.path())
        .map(file -> (int) Math.min(file.size(), ByteItems.SMALL))
        .orElse(0);
  }

  private void tellBytes(Listed item, Map<Reference, Known.Seen> seen) throws StoreException {
    Optional<Reference> listed = listedReference(item);
    // Reading what nobody asked for would cost as much as all messages have.
    if (wanted.isPresent()
        && listed.isPresent()
        && wanted.get().stream().noneMatch(w -> w.value().startsWith(listed.get().value()))) {
      return;
    }
    Optional<Version> known = files.file(item.path()).map(file -> ByteItems.version(item, file));
    if (known.isPresent()
        && listed.filter(r -> isKnown(known.get(), Optional.ofNullable(seen.get(r)))).isPresent()
        && told.add(listed.get().value())) {
      add(new Change.Present(listed.get()));
      return;
    }
    try {
      if (known.isEmpty()) {
        // Says why: it is missing, a link, or no name of a file in here.
        files.open(item.path()).close();
        throw new ArchiveDamaged(item.path(), "is no file");
      }
      ByteItems.Found found = ByteItems.read(item, files);
      traffic.item();
      Reference reference = unusedReference(item.type().kind(), known.get(), found.item().uid());
      if (listed.isEmpty()) {
        setting.found().accept(reference, item);
      }
      if (!listed.equals(Optional.of(reference))
          && isKnown(known.get(), setting.known().of(reference))) {
        add(new Change.Present(reference));
        return;
      }
      List<Finding> findings = note.map(List::of).orElse(List.of());
      note = Optional.empty();
      add(
          new Change.Upsert(
              reference,
              known,
              Set.of(folder),
              found.item(),
              Optional.of(found.content()),
              findings));
    } catch (NoSuchFileException e) {
      setting.missing().of(item, listed).ifPresent(this::add);
    } catch (ArchiveDamaged e) {
      if (e.isAltered()) {
        throw Failures.altered(e);
      }
      add(broken(item, Finding.broken(e.place(), e.reason())));
    } catch (IOException e) {
      add(broken(item, Finding.broken(item.path(), "cannot be read: " + Failures.words(e))));
    }
  }

  private Optional<ReadFiles> read(Listed item) throws StoreException {
    try {
      return Optional.of(ReadFiles.of(item, files, setting.isStrict()));
    } catch (NoSuchFileException e) {
      setting.missing().of(item, listedReference(item)).ifPresent(this::add);
    } catch (ArchiveDamaged e) {
      if (e.isAltered()) {
        throw Failures.altered(e);
      }
      add(broken(item, Finding.broken(e.place(), e.reason())));
    } catch (IOException e) {
      add(broken(item, Finding.broken(item.path(), "cannot be read: " + Failures.words(e))));
    }
    return Optional.empty();
  }

  private void tell(ReadFiles read, Map<Reference, Known.Seen> seen) {
    Optional<Reference> listed = listedReference(read.item());
    if (listed.filter(r -> isKnown(read.version(), Optional.ofNullable(seen.get(r)))).isPresent()
        && told.add(listed.get().value())) {
      add(new Change.Present(listed.get()));
      return;
    }
    List<ItemFile> objects;
    try {
      objects = read.objects();
    } catch (ArchiveDamaged e) {
      add(broken(read.item(), Finding.broken(e.place(), e.reason())));
      return;
    }
    if (read.files().size() > 1 && objects.size() > 1) {
      for (ReadFiles one : read.apart()) {
        tell(one, seen);
      }
      return;
    }
    for (ItemFile object : objects) {
      traffic.item();
      tell(read, object, objects.size() == 1);
    }
  }

  private void tell(ReadFiles read, ItemFile object, boolean isAlone) {
    Optional<Uid> listedUid = read.item().uid();
    Optional<Uid> uid = isAlone ? object.item().uid().or(() -> listedUid) : object.item().uid();
    if (setting.isStrict()
        && !(uid.equals(listedUid) && object.item().kind() == read.item().type().kind())) {
      String reason = "it is not what folder.json says: its uid or its @type is another";
      add(broken(read.item(), Finding.broken(read.item().path(), reason)));
      return;
    }
    Version version = isAlone ? read.version() : versionOf(object);
    Reference reference = unusedReference(object.item().kind(), version, uid);
    if (!listedReference(read.item()).equals(Optional.of(reference))
        && isKnown(version, setting.known().of(reference))) {
      add(new Change.Present(reference));
    } else {
      add(upsert(object, uid, reference, version));
    }
  }

  /** An entry of a group has no bytes of its own. */
  private static Version versionOf(ItemFile object) {
    byte[] json = object.item().json().toString().getBytes(StandardCharsets.UTF_8);
    return new Version(FileNames.hash(json));
  }

  private static boolean isKnown(Version version, Optional<Known.Seen> seen) {
    return seen.flatMap(Known.Seen::version).equals(Optional.of(version));
  }

  private Change upsert(ItemFile object, Optional<Uid> uid, Reference reference, Version version) {
    List<Finding> findings = new ArrayList<>(object.findings());
    note.ifPresent(findings::add);
    note = Optional.empty();
    Item item = uid.map(object.item()::withUid).orElse(object.item());
    return new Change.Upsert(
        reference, Optional.of(version), Set.of(folder), item, Optional.empty(), findings);
  }

  /** Several items with one uid are told apart by what they hold, never by their position. */
  private Reference unusedReference(Kind kind, Version version, Optional<Uid> uid) {
    String hash = "#" + version.value();
    String local = uid.map(Uid::value).orElse(hash);
    Reference reference = References.of(kind, folder, local);
    for (int number = 1; !told.add(reference.value()); number++) {
      String equals = number == 1 ? "" : "#" + number;
      reference = References.of(kind, folder, uid.map(Uid::value).orElse("") + hash + equals);
    }
    return reference;
  }

  private Optional<Reference> listedReference(Listed item) {
    return item.key().map(key -> References.of(folder, key));
  }

  private Change broken(Listed item, Finding finding) {
    Optional<Key> key = item.key();
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
