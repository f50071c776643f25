// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.oneway.engine.item.Finding;
import org.oneway.engine.store.StoreException;

/**
 * Replaces, removes and adds items in a file; every other byte stays as it is. The file is replaced
 * at once, and only if it still is the one that was read.
 */
final class Rewriting {
  /** Says what becomes of the items of a file. */
  interface Editor {
    /** The file is read from its beginning, perhaps again. */
    void begin();

    /** What becomes of an item; empty leaves it. */
    Optional<Edit> edit(ItemFile.Named item);

    /**
     * Items that come to the others; asked when all of those were seen.
     *
     * @param objection why the file is only read
     */
    List<Made> additions(Optional<Finding> objection);

    /** All items were seen. */
    default void seenAll(ItemFile file) {}

    /** Whether the file may be replaced; asked last, and only where something was changed. */
    boolean mayReplace(ItemFile file);
  }

  /**
   * What becomes of an item.
   *
   * @param successor what takes its place; empty where it goes
   */
  record Edit(Optional<Made> successor) {
    static final Edit REMOVAL = new Edit(Optional.empty());

    static Edit to(Made successor) {
      return new Edit(Optional.of(successor));
    }
  }

  /**
   * The file as it was found and as it was left; equal where nothing had to be written.
   *
   * @param before empty where there was none
   */
  record Rewritten(Optional<String> before, Optional<String> after) {}

  private static final int TRIES = 5;
  private static final byte[] NOTHING = {};

  private final Path path;
  private final FileSettings settings;
  private final String family;

  /** Of a file of a directory. */
  Rewriting(Path path, FileSettings settings) {
    this(path, settings, settings.format().words().one());
  }

  /**
   * Of any file.
   *
   * @param family what an unfinished successor is known by when it is left over
   */
  Rewriting(Path path, FileSettings settings, String family) {
    this.path = path;
    this.settings = settings;
    this.family = family;
  }

  /**
   * Rewrites the file; one that is not there is made where something is added.
   *
   * @throws StoreException if other programs keep writing it
   */
  Rewritten rewrite(Editor editor) throws IOException, StoreException {
    for (int i = 0; i < TRIES; i++) {
      editor.begin();
      Optional<Rewritten> done;
      try {
        done = rewriteOnce(editor);
      } catch (NoSuchFileException e) {
        done = Files.notExists(path) ? make(editor) : Optional.empty();
      }
      if (done.isPresent()) {
        return done.get();
      }
    }
    throw settings.failures().changing(String.valueOf(path.getFileName()));
  }

  private Optional<Rewritten> make(Editor editor) throws IOException {
    List<Made> added = editor.additions(Optional.empty());
    if (added.isEmpty()) {
      return Optional.of(new Rewritten(Optional.empty(), Optional.empty()));
    }
    try (Temporary successor = Temporary.in(directory(), family, settings.traffic())) {
      successor.out().write(settings.format().file(added));
      FileState state = successor.finish();
      if (!Files.notExists(path)) {
        return Optional.empty();
      }
      successor.moveTo(path);
      return Optional.of(
          new Rewritten(Optional.empty(), Optional.of(state.mark(successor.hash()))));
    }
  }

  private Path directory() {
    return path.toAbsolutePath().resolveSibling(".").normalize();
  }

  private Optional<Rewritten> rewriteOnce(Editor editor) throws IOException {
    String title = String.valueOf(path.getFileName());
    try (ItemFile file = ItemFile.open(path, title, settings.now(), true, settings);
        FileChannel bytes = FileChannel.open(path, StandardOpenOption.READ);
        Successor successor = new Successor(bytes, directory(), family, settings.traffic())) {
      settings.traffic().read();
      OptionalLong lastIsBroken = OptionalLong.empty();
      for (Optional<ItemFile.Named> next = file.next(); next.isPresent(); next = file.next()) {
        Piece piece = next.get().piece();
        Optional<Edit> edit = editor.edit(next.get());
        if (edit.isPresent()) {
          successor.replace(piece.spans(), fitted(file.pieces(), piece, edit.get()));
        }
        lastIsBroken =
            piece.defect().isPresent() && edit.isEmpty()
                ? OptionalLong.of(piece.spans().get(0).offset())
                : OptionalLong.empty();
      }
      List<Made> added = editor.additions(file.pieces().objection());
      // An item that is cut off would swallow what follows it.
      long end = lastIsBroken.orElse(bytes.size());
      for (Pieces.Insertion insertion : file.pieces().insertions(added, end)) {
        successor.add(insertion);
      }
      editor.seenAll(file);
      if (!successor.hasChanges() || !editor.mayReplace(file)) {
        return Optional.of(
            new Rewritten(Optional.of(file.state().mark(file.hash())), Optional.empty()));
      }
      Temporary written = successor.finish();
      FileState state = written.finish();
      if (!FileState.of(path).equals(file.state())) {
        return Optional.empty();
      }
      written.replace(path);
      return Optional.of(
          new Rewritten(
              Optional.of(file.state().mark(file.hash())),
              Optional.of(state.mark(written.hash()))));
    }
  }

  private static byte[] fitted(Pieces pieces, Piece piece, Edit edit) throws IOException {
    return edit.successor().isPresent() ? pieces.inPlaceOf(piece, edit.successor().get()) : NOTHING;
  }
}
