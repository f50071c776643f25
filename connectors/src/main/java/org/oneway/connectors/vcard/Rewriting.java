// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/**
 * Replaces, removes and adds cards in a file; every other byte stays as it is. The file is replaced
 * at once, and only if it still is the one that was read.
 */
final class Rewriting {
  /** Says what becomes of the cards of a file. */
  interface Editor {
    /** The file is read from its beginning, perhaps again. */
    void begin();

    /** What becomes of a card: empty leaves it, no bytes remove it. */
    Optional<byte[]> edit(CardFile.Named card);

    /** Cards that come to the others; asked when all of those were seen. */
    List<byte[]> additions(boolean isTranscoded);

    /** All cards were seen. */
    default void seenAll(CardFile file) {}

    /** Whether the file may be replaced; asked last, and only where something was changed. */
    boolean mayReplace(CardFile file);
  }

  /**
   * The file as it was found and as it was left; equal where nothing had to be written.
   *
   * @param before empty where there was none
   */
  record Rewritten(Optional<String> before, Optional<String> after) {}

  private static final int TRIES = 5;
  private static final byte[] LINE_BREAK = {'\r', '\n'};

  private final Path path;
  private final Settings settings;
  private final String family;

  Rewriting(Path path, Settings settings, String family) {
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
    List<byte[]> added = editor.additions(false);
    if (added.isEmpty()) {
      return Optional.of(new Rewritten(Optional.empty(), Optional.empty()));
    }
    try (Temporary successor = Temporary.in(directory(), family, settings.traffic())) {
      for (byte[] card : added) {
        successor.out().write(card);
      }
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
    try (CardFile file = CardFile.open(path, title, settings.now(), true, settings.traffic());
        FileChannel bytes = FileChannel.open(path, StandardOpenOption.READ);
        Successor successor = new Successor(bytes, directory(), family, settings.traffic())) {
      settings.traffic().read();
      OptionalLong lastIsBroken = OptionalLong.empty();
      for (Optional<CardFile.Named> next = file.next(); next.isPresent(); next = file.next()) {
        CardFile.Named card = next.get();
        Optional<byte[]> edited = editor.edit(card);
        if (edited.isPresent()) {
          successor.replace(card.card().span().offset(), card.card().span().end(), edited.get());
        }
        lastIsBroken =
            card.card().defect().isPresent() && edited.isEmpty()
                ? OptionalLong.of(card.card().span().offset())
                : OptionalLong.empty();
      }
      List<byte[]> added = editor.additions(file.isTranscoded());
      // A card that is cut off would swallow what follows it.
      successor.add(added, lastIsBroken.orElse(bytes.size()));
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

  /** Copies the old bytes between the changes; makes no file before the first of them. */
  private static final class Successor implements AutoCloseable {
    private final FileChannel old;
    private final Path directory;
    private final String family;
    private final Traffic traffic;
    private Optional<Temporary> written = Optional.empty();
    private long copied;

    Successor(FileChannel old, Path directory, String family, Traffic traffic) {
      this.traffic = traffic;
      this.old = old;
      this.directory = directory;
      this.family = family;
    }

    boolean hasChanges() {
      return written.isPresent();
    }

    void replace(long from, long to, byte[] bytes) throws IOException {
      copyTo(from);
      out().write(bytes);
      copied = to;
    }

    void add(List<byte[]> cards, long at) throws IOException {
      if (cards.isEmpty()) {
        return;
      }
      copyTo(at);
      if (at > 0 && !endsWithLineBreak(at)) {
        out().write(LINE_BREAK);
      }
      for (byte[] card : cards) {
        out().write(card);
      }
    }

    private boolean endsWithLineBreak(long at) throws IOException {
      ByteBuffer last = ByteBuffer.allocate(1);
      old.read(last, at - 1);
      return last.get(0) == '\n' || last.get(0) == '\r';
    }

    Temporary finish() throws IOException {
      copyTo(old.size());
      return written.orElseThrow();
    }

    private OutputStream out() throws IOException {
      if (written.isEmpty()) {
        written = Optional.of(Temporary.in(directory, family, traffic));
      }
      return written.get().out();
    }

    private void copyTo(long end) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
      while (copied < end) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), end - copied));
        int read = old.read(buffer, copied);
        if (read < 0) {
          return;
        }
        out().write(buffer.array(), 0, read);
        traffic.bytesRead(read);
        copied += read;
      }
    }

    @Override
    public void close() throws IOException {
      if (written.isPresent()) {
        written.get().close();
      }
    }
  }
}
