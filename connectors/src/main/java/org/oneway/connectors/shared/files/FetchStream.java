// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.StoreException;

/** Single items, read now; each file is read once for all that are asked of it. */
final class FetchStream extends ItemStream {
  private static final int TRIES = 3;

  private final Iterator<Map.Entry<String, List<Reference>>> files;
  private final Function<String, Optional<Path>> pathOf;
  private final boolean inDirectory;
  private final Instant now;

  /**
   * @param inDirectory whether references begin with a path
   * @param pathOf where the file is that a reference names; empty where there can be none
   */
  FetchStream(
      FileSettings settings,
      FolderId folder,
      List<Reference> references,
      boolean inDirectory,
      Function<String, Optional<Path>> pathOf) {
    super(settings, folder, Known.NOTHING);
    Map<String, List<Reference>> byFile = new LinkedHashMap<>();
    for (Reference reference : references) {
      String path = inDirectory ? References.path(reference) : "";
      byFile.computeIfAbsent(path, p -> new ArrayList<>()).add(reference);
    }
    this.files = byFile.entrySet().iterator();
    this.pathOf = pathOf;
    this.inDirectory = inDirectory;
    this.now = settings.now();
  }

  @Override
  Optional<Ending> readOn() throws StoreException {
    if (!files.hasNext()) {
      return Optional.of(new Ending(Coverage.INCREMENTAL, Checkpoint.NONE, unattributed()));
    }
    Map.Entry<String, List<Reference>> file = files.next();
    Optional<Path> path = pathOf.apply(file.getKey());
    if (path.isEmpty()) {
      file.getValue().forEach(reference -> tell(new Change.Removal(reference)));
      return Optional.empty();
    }
    String title = inDirectory ? file.getKey() : String.valueOf(path.get().getFileName());
    try {
      read(path.get(), title, new LinkedHashSet<>(file.getValue()));
    } catch (NoSuchFileException | NotDirectoryException e) {
      file.getValue().forEach(reference -> tell(new Change.Removal(reference)));
    } catch (IOException e) {
      if (!inDirectory) {
        throw failures().reading(e);
      }
      Finding finding = Finding.broken(title, "cannot be read: " + Failures.words(e));
      file.getValue().forEach(r -> tellBroken(Optional.of(r), Optional.empty(), "", finding));
    }
    return Optional.empty();
  }

  private void read(Path path, String title, Set<Reference> wanted)
      throws IOException, StoreException {
    for (int i = 0; i < TRIES; i++) {
      List<ItemFile.Named> found = new ArrayList<>();
      try (ItemFile file = ItemFile.open(path, title, now, false, settings())) {
        int count = 0;
        Optional<ItemFile.Named> next = file.next();
        while (next.isPresent()) {
          count++;
          if (count == 1 || next.get().name().filter(n -> isWanted(title, n, wanted)).isPresent()) {
            found.add(next.get());
          }
          next = file.next();
        }
        if (file.wasWrittenInto()) {
          continue;
        }
        if (inDirectory && count == 1) {
          tellOnly(file, found.get(0), wanted);
        } else {
          tellFound(file, found, wanted);
        }
      }
      return;
    }
    throw failures().changing(title);
  }

  private boolean isWanted(String title, String name, Set<Reference> wanted) {
    return wanted.contains(reference(title, name));
  }

  private Reference reference(String title, String name) {
    return inDirectory ? References.ofItem(title, name) : new Reference(name);
  }

  private void tellOnly(ItemFile file, ItemFile.Named named, Set<Reference> wanted)
      throws IOException {
    Reference reference = References.ofFile(file.title());
    if (wanted.remove(reference)) {
      if (named.piece().defect().isPresent()) {
        tellBroken(Optional.of(reference), named.piece(), Optional.empty());
      } else {
        Version version = new Version(file.mark());
        Optional<Instant> time = Optional.of(file.state().time());
        tellItem(reference, version, file, named.piece(), time);
      }
    }
    wanted.forEach(gone -> tell(new Change.Removal(gone)));
  }

  private void tellFound(ItemFile file, List<ItemFile.Named> found, Set<Reference> wanted)
      throws IOException {
    List<ItemFile.Named> told = new ArrayList<>();
    for (ItemFile.Named named : found) {
      if (named.name().filter(n -> wanted.remove(reference(file.title(), n))).isPresent()) {
        told.add(named);
      }
    }
    tellItems(file, told, name -> reference(file.title(), name));
    wanted.forEach(gone -> tell(new Change.Removal(gone)));
  }

  @Override
  public void close() {}
}
