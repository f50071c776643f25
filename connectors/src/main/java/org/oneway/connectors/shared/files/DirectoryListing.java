// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.change.Known.Seen;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.StoreException;

/**
 * All items directly in a directory, file by file in the order of their names. A file whose known
 * version tells that it is as it was is not read. Holds the names of the files.
 */
final class DirectoryListing extends ItemStream {
  private static final int TRIES = 3;

  private final Path directory;
  private final String prefix;
  private final Instant now;
  private final Iterator<String> names;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private Optional<ItemFile> several = Optional.empty();
  private final List<Finding> findings = new ArrayList<>();
  private int lacking;
  private long before;

  /** A file that is to be looked at, and what is known of it. */
  private record Waiting(String path, Optional<Seen> seen) {}

  /**
   * @param prefix what paths in this directory begin with: empty, or a path and a slash
   * @param names of the files in it
   */
  DirectoryListing(
      FileSettings settings,
      FolderId folder,
      Known known,
      Path directory,
      String prefix,
      List<String> names) {
    super(settings, folder, known);
    this.directory = directory;
    this.prefix = prefix;
    this.names = names.iterator();
    this.now = settings.now();
  }

  @Override
  Optional<Ending> readOn() throws IOException, StoreException {
    if (several.isPresent()) {
      readSeveral(several.get());
      return Optional.empty();
    }
    if (waiting.isEmpty()) {
      lookUp();
    }
    if (waiting.isEmpty()) {
      // Files of a directory that has been taken away are not deleted files.
      if (!Files.isDirectory(directory)) {
        throw failures().reading(new NoSuchFileException(directory.toString()));
      }
      return Optional.of(
          new Ending(
              Coverage.COMPLETE, Checkpoint.NONE, unattributed() + lacking, List.copyOf(findings)));
    }
    look(waiting.remove());
    return Optional.empty();
  }

  private void lookUp() {
    List<String> paths = new ArrayList<>();
    while (names.hasNext() && paths.size() < CHUNK) {
      paths.add(prefix + names.next());
    }
    Map<Reference, Seen> seen = known(paths.stream().map(References::ofFile).toList());
    for (String path : paths) {
      waiting.add(new Waiting(path, Optional.ofNullable(seen.get(References.ofFile(path)))));
    }
  }

  private Path file(String path) {
    return directory.resolve(path.substring(prefix.length()));
  }

  private void look(Waiting file) {
    Optional<String> known = file.seen().flatMap(Seen::version).map(Version::value);
    try {
      if (known.isPresent()
          && FileState.hashIn(known.get()).isEmpty()
          && FileState.of(file(file.path())).isMarkedBy(known.get())) {
        tell(new Change.Present(References.ofFile(file.path())));
        return;
      }
      for (int i = 0; i < TRIES; i++) {
        if (read(file, known)) {
          return;
        }
      }
      tellUnreadable(file, "another program is writing it");
    } catch (NoSuchFileException e) {
      // It went away after the directory was listed.
      return;
    } catch (IOException e) {
      tellUnreadable(file, "cannot be read: " + Failures.words(e));
    }
  }

  /** Whether the file held still. */
  private boolean read(Waiting waiting, Optional<String> known) throws IOException {
    ItemFile file =
        ItemFile.open(file(waiting.path()), waiting.path(), now, known.isPresent(), settings());
    boolean keepsOpen = false;
    before = anew();
    try {
      Optional<ItemFile.Named> first = file.next();
      Optional<ItemFile.Named> second = first.isEmpty() ? first : file.next();
      if (first.isPresent() && second.isPresent()) {
        keepsOpen = true;
        several = Optional.of(file);
        tellSeveral(file, List.of(first.get(), second.get()));
        return true;
      }
      if (file.wasWrittenInto()) {
        return false;
      }
      if (first.isPresent()) {
        tellOnly(waiting, file, first.get(), known);
      } else if (!file.pieces().mayBeEmpty()) {
        tellUnreadable(waiting, "has nothing in it");
      }
      tellRest(file, first.isEmpty());
      return true;
    } finally {
      if (!keepsOpen) {
        file.close();
      }
    }
  }

  private void tellOnly(Waiting waiting, ItemFile file, ItemFile.Named only, Optional<String> known)
      throws IOException {
    Reference reference = References.ofFile(waiting.path());
    boolean isAsKnown =
        known
            .filter(file.state()::isMarkedBy)
            .flatMap(FileState::hashIn)
            .filter(hash -> hash.equals(file.hash()))
            .isPresent();
    if (only.piece().defect().isPresent()) {
      tellBroken(Optional.of(reference), only.piece(), waiting.seen());
    } else if (isAsKnown && file.isYoung()) {
      tell(new Change.Present(reference));
    } else {
      Optional<Instant> time = Optional.of(file.state().time());
      tellItem(reference, new Version(file.mark()), file, only.piece(), time);
    }
  }

  private void readSeveral(ItemFile file) throws IOException, StoreException {
    List<ItemFile.Named> items = chunk(file);
    if (!items.isEmpty()) {
      tellSeveral(file, items);
      return;
    }
    several = Optional.empty();
    tellRest(file, false);
    lacking += unattributedIn(file) - unattributed();
    file.close();
    if (file.wasWrittenInto()) {
      throw failures().changing(file.title());
    }
  }

  private void tellSeveral(ItemFile file, List<ItemFile.Named> items) throws IOException {
    tellItems(file, items, name -> References.ofItem(file.title(), name));
  }

  /** What is no item is told beside those that are new or changed, or where there is no other. */
  private void tellRest(ItemFile file, boolean isEmpty) {
    if (isEmpty || anew() > before) {
      findings.addAll(file.pieces().findings());
    }
  }

  private void tellUnreadable(Waiting file, String reason) {
    tellBroken(
        Optional.of(References.ofFile(file.path())),
        file.seen().map(Seen::key),
        "",
        Finding.broken(file.path(), reason));
  }

  @Override
  public void close() {
    several.ifPresent(Closing::quietly);
  }
}
