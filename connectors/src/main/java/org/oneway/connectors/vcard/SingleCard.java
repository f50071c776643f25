// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;

/** Writes to a card that has a file to itself, if the file is the one that is expected. */
final class SingleCard {
  private static final Outcome STALE = new Outcome.Stale();

  private final DirectoryTarget store;
  private final Set<Path> touched;
  private final String path;
  private final Optional<Path> file;
  private final Optional<Version> expected;

  /**
   * @param touched takes the directories whose names were changed
   */
  SingleCard(
      DirectoryTarget store, Set<Path> touched, Reference reference, Optional<Version> expected) {
    this.store = store;
    this.touched = touched;
    this.path = References.path(reference);
    this.file = store.file(path);
    this.expected = expected;
  }

  /** Unless it is known to be gone: an error for a moment is no deletion. */
  private boolean isThere() {
    return file.filter(there -> !Files.notExists(there)).isPresent();
  }

  Outcome update(Item item) throws IOException, StoreException {
    if (!isThere()) {
      return STALE;
    }
    Path directory = store.directoryForWriting(store.folderOf(path));
    Replacing editor = new Replacing(item);
    Rewriting.Rewritten rewritten =
        new Rewriting(file.orElseThrow(), store.settings(), Housekeeping.FAMILY).rewrite(editor);
    if (editor.objection.isPresent()) {
      return new Outcome.Refused(editor.objection.get());
    }
    if (!editor.isExpected || editor.made.isEmpty()) {
      return STALE;
    }
    touched.add(directory);
    Optional<Version> version = rewritten.after().or(rewritten::before).map(Version::new);
    return new Outcome.Done(Optional.empty(), version, editor.made.flatMap(Made::held));
  }

  /** Replaces the only card of a file. */
  private final class Replacing implements Rewriting.Editor {
    private final Item item;
    private Optional<Made> made = Optional.empty();
    private Optional<Finding> objection = Optional.empty();
    private int seen;
    private boolean changes;
    private boolean isExpected;

    Replacing(Item item) {
      this.item = item;
    }

    @Override
    public void begin() {
      made = Optional.empty();
      objection = Optional.empty();
      seen = 0;
      changes = false;
      isExpected = false;
    }

    @Override
    public Optional<byte[]> edit(CardFile.Named named) {
      if (++seen > 1) {
        return Optional.empty();
      }
      Made successor = CardEdits.successor(item, named.card());
      objection = successor.objection(successor.card().uid().orElse(""));
      made = Optional.of(successor);
      changes = objection.isEmpty() && !successor.card().hash().equals(named.card().hash());
      return changes ? Optional.of(successor.bytes()) : Optional.empty();
    }

    @Override
    public List<byte[]> additions(boolean isTranscoded) {
      return List.of();
    }

    @Override
    public boolean mayReplace(CardFile cards) {
      return isExpected && !cards.isTranscoded();
    }

    @Override
    public void seenAll(CardFile cards) {
      isExpected = seen == 1 && isExpectedState(cards);
      if (changes && cards.isTranscoded()) {
        objection = Optional.of(Finding.broken(path, "the file is in UTF-16, which is only read"));
      }
    }
  }

  private boolean isExpectedState(CardFile cards) {
    if (expected.isEmpty()) {
      return true;
    }
    String mark = expected.get().value();
    return cards.state().isMarkedBy(mark)
        && FileState.hashIn(mark).filter(hash -> !hash.equals(cards.hash())).isEmpty();
  }

  Outcome delete() throws IOException, StoreException {
    if (!isThere()) {
      return new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
    }
    Path directory = store.directoryForWriting(store.folderOf(path));
    if (expectedMark().isEmpty()) {
      return STALE;
    }
    if (Files.deleteIfExists(file.orElseThrow())) {
      store.settings().traffic().write();
    }
    touched.add(directory);
    return new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Gives the file these bytes again; one that is not there is made again, unless it should be. */
  Outcome restore(boolean over, byte[] original) throws IOException, StoreException {
    Path directory = store.directoryForWriting(store.folderOf(path));
    if (file.isEmpty() || !isReady(over)) {
      return STALE;
    }
    try (Temporary made =
        Temporary.in(directory, Housekeeping.FAMILY, store.settings().traffic())) {
      made.out().write(original);
      FileState state = made.finish();
      if (!isReady(over)) {
        return STALE;
      }
      made.replace(file.get());
      touched.add(directory);
      Version version = new Version(state.mark(made.hash()));
      return new Outcome.Done(Optional.empty(), Optional.of(version), Optional.empty());
    }
  }

  private boolean isReady(boolean over) throws IOException {
    return over ? isThere() && expectedMark().isPresent() : !isThere();
  }

  /** The file's mark, if it holds one card and is as expected. */
  private Optional<String> expectedMark() throws IOException {
    try (CardFile cards =
        CardFile.open(
            file.orElseThrow(), path, store.settings().now(), true, store.settings().traffic())) {
      int count = 0;
      while (cards.next().isPresent()) {
        count++;
      }
      boolean isIt = count <= 1 && isExpectedState(cards) && !cards.wasWrittenInto();
      return isIt ? Optional.of(cards.state().mark(cards.hash())) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  Outcome move(FolderId to) throws IOException, StoreException {
    Path directory = store.directoryForWriting(to);
    String name = path.substring(path.lastIndexOf('/') + 1);
    Path target = directory.resolve(name);
    Optional<Reference> moved = Optional.of(References.ofFile(store.prefix(to) + name));
    if (!isThere()) {
      boolean isMoved =
          expected.isPresent() && !Files.notExists(target) && hasExpectedState(target);
      return isMoved ? new Outcome.Done(moved, expected, Optional.empty()) : STALE;
    }
    Path source = file.orElseThrow();
    Optional<String> mark = expectedMark();
    if (mark.isEmpty() || !Files.notExists(target)) {
      return STALE;
    }
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    store.settings().traffic().write();
    touched.add(directory);
    touched.add(source.resolveSibling(".").normalize());
    return new Outcome.Done(moved, mark.map(Version::new), Optional.empty());
  }

  /** A renamed file keeps size, time and inode. */
  private boolean hasExpectedState(Path target) throws IOException {
    return FileState.of(target).isMarkedBy(expected.orElseThrow().value());
  }
}
