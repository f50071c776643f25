// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Write;

/** Moves a card out of a file that it shares into a file of its own in another folder. */
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
    Optional<CardFile.Named> card = find(file.get(), path, name);
    boolean isExpected =
        card.isPresent()
            && write.expected().filter(v -> !v.value().equals(card.get().card().hash())).isEmpty();
    String own = FileNames.ofCard(card.flatMap(c -> c.card().uid()).orElse(name));
    Path target = directory.resolve(own);
    if (!isExpected || !Files.notExists(target)) {
      return STALE;
    }
    Version version = copy(file.get(), card.orElseThrow().card().span(), directory, target);
    touched.add(directory);
    // First there twice, then once: a kill in between loses nothing.
    Temporary.sync(directory);
    CardEdits removal = new CardEdits(store.settings(), true).in(path);
    removal.add(
        name, new Write.Delete(write.id(), write.reference(), write.expected(), write.from()));
    Path old = store.directoryForWriting(store.folderOf(path));
    new Rewriting(file.get(), store.settings(), Housekeeping.FAMILY).rewrite(removal);
    touched.add(old);
    Reference moved = References.ofFile(store.prefix(write.to()) + own);
    return new Outcome.Done(Optional.of(moved), Optional.of(version), Optional.empty());
  }

  private Optional<CardFile.Named> find(Path file, String path, String name) throws IOException {
    try (CardFile cards =
        CardFile.open(file, path, store.settings().now(), false, store.settings().traffic())) {
      if (cards.isTranscoded()) {
        return Optional.empty();
      }
      Optional<CardFile.Named> next = cards.next();
      while (next.isPresent() && !next.get().name().equals(Optional.of(name))) {
        next = cards.next();
      }
      return next;
    }
  }

  /** Copies the card as it stands, byte for byte. */
  private Version copy(Path from, RawCard.Span span, Path directory, Path target)
      throws IOException {
    try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
        Temporary made = Temporary.in(directory, Housekeeping.FAMILY, store.settings().traffic())) {
      store.settings().traffic().read();
      ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
      long at = span.offset();
      while (at < span.end()) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), span.end() - at));
        int read = source.read(buffer, at);
        if (read < 0) {
          break;
        }
        made.out().write(buffer.array(), 0, read);
        store.settings().traffic().bytesRead(read);
        at += read;
      }
      FileState state = made.finish();
      made.moveTo(target);
      return new Version(state.mark(made.hash()));
    }
  }
}
