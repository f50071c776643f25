// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.StoreException;

/**
 * Which files may hold a uid: read once for all files when first asked, and only a hint. What is
 * answered is read again.
 */
final class UidIndex {
  private final DirectorySource store;
  private Optional<Map<Long, List<String>>> paths = Optional.empty();

  UidIndex(DirectorySource store) {
    this.store = store;
  }

  /** Notes that an item with this uid was written here. */
  synchronized void note(Uid uid, Reference reference) {
    paths.ifPresent(known -> add(known, uid.value(), References.path(reference)));
  }

  private static void add(Map<Long, List<String>> known, String uid, String path) {
    List<String> there = known.computeIfAbsent(hash(uid), h -> new ArrayList<>(1));
    if (!there.contains(path)) {
      there.add(path);
    }
  }

  private static long hash(String uid) {
    return Long.parseUnsignedLong(Hashes.of(uid).substring(0, 16), 16);
  }

  synchronized List<Located> find(Key key) throws StoreException {
    try {
      if (paths.isEmpty()) {
        paths = Optional.of(readAll());
      }
      List<Located> found = new ArrayList<>();
      List<String> candidates = paths.get().getOrDefault(hash(key.uid().value()), List.of());
      Set<String> distinct = new LinkedHashSet<>(candidates);
      for (String path : distinct) {
        findIn(path, key, found);
      }
      return found;
    } catch (IOException e) {
      throw store.settings().failures().reading(e);
    }
  }

  private Map<Long, List<String>> readAll() throws IOException, StoreException {
    Map<Long, List<String>> known = new HashMap<>();
    if (Files.notExists(store.root())) {
      return known;
    }
    for (Folder folder : store.folders()) {
      Path directory = store.directory(folder.id());
      for (String name : DirectorySource.names(directory, store.settings().traffic())) {
        if (store.settings().isItemFile(name) && Files.isRegularFile(directory.resolve(name))) {
          readUids(directory.resolve(name), store.prefix(folder.id()) + name, known);
        }
      }
    }
    return known;
  }

  private void readUids(Path file, String path, Map<Long, List<String>> known) {
    try (ItemFile items =
        ItemFile.open(file, path, store.settings().now(), false, store.settings())) {
      for (Optional<ItemFile.Named> next = items.next(); next.isPresent(); next = items.next()) {
        next.get().piece().uid().ifPresent(uid -> add(known, uid, path));
      }
    } catch (IOException e) {
      // A listing tells that it cannot be read; nobody can find anything in it.
      return;
    }
  }

  private void findIn(String path, Key key, List<Located> found) throws IOException {
    Optional<Path> file = store.file(path);
    if (file.isEmpty()) {
      return;
    }
    FolderId folder = store.folderOf(path);
    int count = 0;
    List<ItemFile.Named> matches = new ArrayList<>();
    String mark;
    try (ItemFile items =
        ItemFile.open(file.get(), path, store.settings().now(), false, store.settings())) {
      for (Optional<ItemFile.Named> next = items.next(); next.isPresent(); next = items.next()) {
        count++;
        if (next.get().piece().is(key)) {
          matches.add(next.get());
        }
      }
      mark = items.mark();
    } catch (NoSuchFileException e) {
      return;
    }
    for (ItemFile.Named match : matches) {
      boolean isOnly = count == 1;
      String version = isOnly ? mark : match.piece().hash();
      Reference reference =
          isOnly ? References.ofFile(path) : References.ofItem(path, match.name().orElseThrow());
      found.add(new Located(reference, Optional.of(new Version(version)), Set.of(folder)));
    }
  }
}
