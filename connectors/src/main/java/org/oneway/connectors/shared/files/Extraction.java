// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Write;

/** Moves an item out of a file that it shares into a file of its own in another folder. */
final class Extraction {
  private static final Outcome STALE = new Outcome.Stale();

  private final DirectoryTarget store;
  private final Set<Path> touched;

  Extraction(DirectoryTarget store, Set<Path> touched) {
    this.store = store;
    this.touched = touched;
  }

  Outcome move(Write.Move write, String name) throws IOException, StoreException {
    String path = References.path(write.reference());
    Optional<Path> file = store.file(path).filter(Files::exists);
    if (file.isEmpty()) {
      return STALE;
    }
    Path directory = store.directoryForWriting(write.to());
    Optional<Found> found = find(file.get(), path, name);
    boolean isExpected =
        found.isPresent()
            && write.expected().filter(v -> !v.value().equals(found.get().piece.hash())).isEmpty();
    String own = store.settings().nameOf(found.flatMap(f -> f.piece.uid()).orElse(name));
    Path target = directory.resolve(own);
    if (!isExpected || !Files.notExists(target)) {
      return STALE;
    }
    Version version = copy(found.orElseThrow(), directory, target);
    touched.add(directory);
    // First there twice, then once: a kill in between loses nothing.
    Temporary.sync(directory);
    ItemEdits removal = new ItemEdits(store.settings(), true).in(path);
    removal.add(
        name, new Write.Delete(write.id(), write.reference(), write.expected(), write.from()));
    Path old = store.directoryForWriting(store.folderOf(path));
    new Rewriting(file.get(), store.settings()).rewrite(removal);
    touched.add(old);
    Reference moved = References.ofFile(store.prefix(write.to()) + own);
    return new Outcome.Done(Optional.of(moved), Optional.of(version), Optional.empty());
  }

  /** The item that moves, as a file of its own. */
  private static final class Found {
    private final Piece piece;
    private final byte[] bytes;

    Found(Piece piece, byte[] bytes) {
      this.piece = piece;
      this.bytes = bytes;
    }
  }

  private Optional<Found> find(Path path, String title, String name) throws IOException {
    try (ItemFile file =
        ItemFile.open(path, title, store.settings().now(), false, store.settings())) {
      if (file.pieces().objection().isPresent()) {
        return Optional.empty();
      }
      Optional<ItemFile.Named> next = file.next();
      while (next.isPresent() && !next.get().name().equals(Optional.of(name))) {
        next = file.next();
      }
      if (next.isEmpty()) {
        return Optional.empty();
      }
      Piece piece = next.get().piece();
      byte[] bytes = file.pieces().alone(piece);
      store.settings().traffic().read();
      store.settings().traffic().bytesRead(bytes.length);
      return Optional.of(new Found(piece, bytes));
    }
  }

  /** Makes a file of the item as it stands, byte for byte. */
  private Version copy(Found found, Path directory, Path target) throws IOException {
    try (Temporary made = Temporary.in(directory, store.settings())) {
      made.out().write(found.bytes);
      FileState state = made.finish();
      made.moveTo(target);
      return new Version(state.mark(made.hash()));
    }
  }
}
