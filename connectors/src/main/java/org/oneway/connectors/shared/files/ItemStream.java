// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.oneway.connectors.shared.vobject.RawCard.Span;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.change.Known.Seen;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/** A stream that reads a little at a time, and what all of them say of an item. */
abstract class ItemStream implements ChangeStream {
  /** How many items or files are looked up among the known at once. */
  static final int CHUNK = 500;

  /** How many bytes of items wait at most, unless it is one item. */
  private static final long CHUNK_BYTES = 8 << 20;

  private final FileSettings settings;
  private final FolderId folder;
  private final Known known;
  private final Deque<Change> ready = new ArrayDeque<>();
  private Optional<Ending> ending = Optional.empty();
  private int unattributed;
  private long anew;

  ItemStream(FileSettings settings, FolderId folder, Known known) {
    this.settings = settings;
    this.folder = folder;
    this.known = known;
  }

  /** Reads on and tells what it finds; the ending where there is no more. */
  abstract Optional<Ending> readOn() throws IOException, StoreException;

  @Override
  public final Optional<Change> next() throws StoreException {
    try {
      while (ready.isEmpty() && ending.isEmpty()) {
        ending = readOn();
      }
    } catch (IOException e) {
      throw failures().reading(e);
    }
    return Optional.ofNullable(ready.poll());
  }

  @Override
  public final Ending ending() {
    if (ending.isEmpty() || !ready.isEmpty()) {
      throw new IllegalStateException("the stream was not read to its end");
    }
    return ending.get();
  }

  final FileSettings settings() {
    return settings;
  }

  final Failures failures() {
    return settings.failures();
  }

  final Traffic traffic() {
    return settings.traffic();
  }

  final int unattributed() {
    return unattributed;
  }

  /** The same when all of a file was told, which may lack items. */
  final int unattributedIn(ItemFile file) {
    return unattributed + (file.pieces().isCutOff() ? 1 : 0);
  }

  final Map<Reference, Seen> known(List<Reference> references) {
    return references.isEmpty() ? Map.of() : known.of(references);
  }

  /** How many items were told so far that are new, or not as they were. */
  final long anew() {
    return anew;
  }

  final void tell(Change change) {
    anew += change instanceof Change.Upsert ? 1 : 0;
    ready.add(change);
  }

  /** Items up to the size of a chunk; none at the end of the file. */
  static List<ItemFile.Named> chunk(ItemFile file) throws IOException {
    List<ItemFile.Named> chunk = new ArrayList<>();
    long bytes = 0;
    while (chunk.size() < CHUNK && bytes < CHUNK_BYTES) {
      Optional<ItemFile.Named> next = file.next();
      if (next.isEmpty()) {
        break;
      }
      chunk.add(next.get());
      for (Span span : next.get().piece().spans()) {
        bytes += span.end() - span.offset();
      }
    }
    return chunk;
  }

  /** Tells items of a file that has several; the version of each is the hash of its lines. */
  final void tellItems(
      ItemFile file, List<ItemFile.Named> items, Function<String, Reference> referenceOf)
      throws IOException {
    List<Reference> references =
        items.stream().flatMap(item -> item.name().stream()).map(referenceOf).toList();
    Map<Reference, Seen> seen = known(references);
    for (ItemFile.Named named : items) {
      Optional<Reference> reference = named.name().map(referenceOf);
      Piece piece = named.piece();
      Optional<Seen> before = reference.map(seen::get);
      Version version = new Version(piece.hash());
      if (piece.defect().isPresent() || reference.isEmpty()) {
        tellBroken(reference, piece, before);
      } else if (before.flatMap(Seen::version).filter(version::equals).isPresent()) {
        tell(new Change.Present(reference.get()));
      } else {
        tellItem(reference.get(), version, file, piece, Optional.empty());
      }
    }
  }

  /**
   * Tells an item that has no defect.
   *
   * @param time of its file, where it has a file to itself
   */
  final void tellItem(
      Reference reference, Version version, ItemFile file, Piece piece, Optional<Instant> time)
      throws IOException {
    Pieces.Meaning meaning = file.pieces().convert(piece);
    traffic().item();
    Item item = meaning.item();
    if (item.updated().isEmpty() && time.isPresent()) {
      item = item.withUpdated(time.get(), false);
    }
    tell(
        new Change.Upsert(
            reference,
            Optional.of(version),
            Set.of(folder),
            item,
            Optional.empty(),
            meaning.findings()));
  }

  /** Tells what stands where an item should be. */
  final void tellBroken(Optional<Reference> reference, Piece piece, Optional<Seen> before) {
    Optional<Key> key = piece.key().or(() -> before.map(Seen::key));
    String one = settings.format().words().one();
    Finding defect =
        piece.defect().orElseGet(() -> Finding.broken("", "nothing tells which " + one + " it is"));
    tellBroken(reference, key, piece.title(), defect);
  }

  final void tellBroken(
      Optional<Reference> reference, Optional<Key> key, String title, Finding finding) {
    if (key.isEmpty()) {
      unattributed++;
    }
    tell(new Change.Broken(reference, key, title, finding));
  }
}
