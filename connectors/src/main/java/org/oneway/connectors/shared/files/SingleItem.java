// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

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

/** Writes to an item that has a file to itself, if the file is the one that is expected. */
final class SingleItem {
  private static final Outcome STALE = new Outcome.Stale();

  private final DirectoryTarget store;
  private final Set<Path> touched;
  private final String path;
  private final Optional<Path> file;
  private final Optional<Version> expected;
  private boolean holdsMore;

  /**
   * @param touched takes the directories whose names were changed
   */
  SingleItem(
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
        new Rewriting(file.orElseThrow(), store.settings()).rewrite(editor);
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

  /** Replaces the only item of a file. */
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
    public Optional<Rewriting.Edit> edit(ItemFile.Named named) {
      if (++seen > 1) {
        return Optional.empty();
      }
      FileFormat format = store.settings().format();
      Made successor = format.successor(item, named.piece());
      objection = successor.objection(successor.piece().uid().orElse(""), format);
      made = Optional.of(successor);
      changes = objection.isEmpty() && !successor.piece().hash().equals(named.piece().hash());
      return changes ? Optional.of(Rewriting.Edit.to(successor)) : Optional.empty();
    }

    @Override
    public List<Made> additions(Optional<Finding> readOnly) {
      return List.of();
    }

    @Override
    public boolean mayReplace(ItemFile items) {
      return isExpected && items.pieces().objection().isEmpty();
    }

    @Override
    public void seenAll(ItemFile items) {
      isExpected = seen == 1 && isExpectedState(items);
      if (changes && items.pieces().objection().isPresent()) {
        objection = items.pieces().objection().map(o -> Finding.broken(path, o.reason()));
      }
    }
  }

  private boolean isExpectedState(ItemFile items) {
    if (expected.isEmpty()) {
      return true;
    }
    String mark = expected.get().value();
    return items.state().isMarkedBy(mark)
        && FileState.hashIn(mark).filter(hash -> !hash.equals(items.hash())).isEmpty();
  }

  Outcome delete() throws IOException, StoreException {
    if (!isThere()) {
      return new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
    }
    Path directory = store.directoryForWriting(store.folderOf(path));
    if (expectedMark().isEmpty()) {
      return STALE;
    }
    if (holdsMore) {
      return removeFromFile(directory);
    }
    if (Files.deleteIfExists(file.orElseThrow())) {
      store.settings().traffic().write();
    }
    touched.add(directory);
    return new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Removes the item, and leaves the file to what else is in it. */
  private Outcome removeFromFile(Path directory) throws IOException, StoreException {
    Removing editor = new Removing();
    new Rewriting(file.orElseThrow(), store.settings()).rewrite(editor);
    touched.add(directory);
    return editor.isExpected
        ? new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty())
        : STALE;
  }

  /** Removes the only item of a file. */
  private final class Removing implements Rewriting.Editor {
    private boolean isExpected;

    @Override
    public void begin() {
      isExpected = false;
    }

    @Override
    public Optional<Rewriting.Edit> edit(ItemFile.Named named) {
      return Optional.of(Rewriting.Edit.REMOVAL);
    }

    @Override
    public List<Made> additions(Optional<Finding> readOnly) {
      return List.of();
    }

    @Override
    public void seenAll(ItemFile items) {
      isExpected = isExpectedState(items) && items.pieces().objection().isEmpty();
    }

    @Override
    public boolean mayReplace(ItemFile items) {
      return isExpected;
    }
  }

  /** Gives the file these bytes again; one that is not there is made again, unless it should be. */
  Outcome restore(boolean over, byte[] original) throws IOException, StoreException {
    Path directory = store.directoryForWriting(store.folderOf(path));
    if (file.isEmpty() || !isReady(over)) {
      return STALE;
    }
    try (Temporary made = Temporary.in(directory, store.settings())) {
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

  /** The file's mark, if it holds one item and is as expected. */
  private Optional<String> expectedMark() throws IOException {
    try (ItemFile items =
        ItemFile.open(file.orElseThrow(), path, store.settings().now(), true, store.settings())) {
      int count = 0;
      while (items.next().isPresent()) {
        count++;
      }
      holdsMore = items.pieces().holdsMore();
      boolean isIt = count <= 1 && isExpectedState(items) && !items.wasWrittenInto();
      return isIt ? Optional.of(items.state().mark(items.hash())) : Optional.empty();
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
