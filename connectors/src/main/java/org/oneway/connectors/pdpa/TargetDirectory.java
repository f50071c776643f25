// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.FileNames;
import org.oneway.engine.pdpa.FolderDirectory;
import org.oneway.engine.pdpa.ItemFile;
import org.oneway.engine.pdpa.Listing.Listed;

/**
 * The directory of one data type of a folder that is written: what its {@code folder.json} will
 * name after the next {@link #list}. Until then new files are there unnamed, and files that are to
 * go are there and named, so that whoever reads the archive in between, or after a kill, finds all
 * that it names.
 */
final class TargetDirectory {
  private final DataType type;
  private final FolderDirectory directory;
  private final String path;
  private final Map<Uid, Listed> items = new LinkedHashMap<>();

  /** Damaged entries and second items of one uid, which stay as they are. */
  private final List<Listed> others = new ArrayList<>();

  private final Map<Uid, Listed> leaving = new LinkedHashMap<>();
  private final Set<String> doomed = new LinkedHashSet<>();
  private final Set<String> unsynced = new LinkedHashSet<>();
  private boolean listed = true;
  private boolean swept;

  TargetDirectory(
      DataType type, FolderDirectory directory, String path, Collection<Listed> entries) {
    this.type = type;
    this.directory = directory;
    this.path = path;
    for (Listed entry : entries) {
      if (entry.uid().isEmpty() || items.putIfAbsent(entry.uid().get(), entry) != null) {
        others.add(entry);
      }
    }
  }

  /** Where it is in the archive. */
  String path() {
    return path;
  }

  FolderDirectory directory() {
    return directory;
  }

  /** Whether it names anything that has no place among its items. */
  boolean hasOthers() {
    return !others.isEmpty();
  }

  int size() {
    return items.size() + others.size();
  }

  /** Everything it names. */
  List<Listed> entries() {
    List<Listed> all = new ArrayList<>(items.values());
    all.addAll(others);
    return all;
  }

  Optional<Listed> item(Uid uid) {
    return Optional.ofNullable(items.get(uid));
  }

  /** The files that an item of this uid has or gets with this content. */
  List<String> pathsFor(Uid uid, ItemFile.Made made) {
    Optional<Listed> there = item(uid);
    // A single file keeps the name that it has.
    return made.texts().size() == 1 && there.filter(l -> l.paths().size() == 1).isPresent()
        ? there.get().paths()
        : made.fileNames().stream().map(name -> path + "/" + name).toList();
  }

  /**
   * Names these files as the item's from the next listing on, and then removes those that it had
   * before; they are there, and need not be synced.
   */
  void add(Uid uid, List<String> files) {
    add(new Listed(type, Optional.of(uid), files));
  }

  /** The same of an item that its listing says something of. */
  void add(Listed named) {
    Uid uid = named.uid().orElseThrow();
    List<String> files = named.paths();
    item(uid).ifPresent(before -> doomed.addAll(before.paths()));
    unsynced.addAll(files);
    files.forEach(doomed::remove);
    items.put(uid, named);
    listed = false;
  }

  /** No longer names the item from the next listing on, and then removes its file. */
  void remove(Uid uid) {
    Listed item = items.remove(uid);
    if (item != null) {
      doomed.addAll(item.paths());
      listed = false;
    }
  }

  /** Like {@link #remove}, but named until the folder it moves to names it. */
  void moveAway(Uid uid) {
    Listed item = items.get(uid);
    if (item != null) {
      leaving.put(uid, item);
      remove(uid);
    }
  }

  boolean isListed() {
    return listed && leaving.isEmpty() && doomed.isEmpty();
  }

  /** Names everything that is there and everything that is leaving, after making it last. */
  void list(DurableFiles files, Path root) throws IOException {
    if (!listed) {
      unsynced.removeAll(doomed);
      files.syncFiles(unsynced.stream().map(root::resolve).toList());
      files.sync(directory.directory());
      unsynced.clear();
      Map<Uid, Listed> named = new LinkedHashMap<>(leaving);
      named.putAll(items);
      List<Listed> all = new ArrayList<>(named.values());
      all.addAll(others);
      directory.list(all);
      listed = leaving.isEmpty();
    }
  }

  /** Lets go of what was leaving, and removes the files that are no longer named. */
  void finish(DurableFiles files, Path root) throws IOException {
    leaving.clear();
    list(files, root);
    for (String file : doomed) {
      files.delete(root.resolve(file));
    }
    doomed.clear();
  }

  /**
   * Removes what an interrupted run left: unfinished files, and files of items that the folder does
   * not name. Does so once; what cannot be ours stays. Answers whether there was anything.
   */
  boolean sweep(DurableFiles files) throws IOException {
    if (swept) {
      return false;
    }
    Set<String> named = new LinkedHashSet<>();
    entries().forEach(entry -> named.addAll(entry.paths()));
    List<Path> leftOver = new ArrayList<>();
    files.requests().read();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory.directory())) {
      for (Path file : all) {
        if (DurableFiles.isTemporary(file)
            || (!named.contains(path + "/" + file.getFileName()) && isOurs(file, files))) {
          leftOver.add(file);
        }
      }
    }
    for (Path file : leftOver) {
      files.deleteTree(file);
    }
    swept = true;
    return !leftOver.isEmpty();
  }

  private boolean isOurs(Path file, DurableFiles files) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (type.isBytes()) {
      return ByteItems.isOurs(file, name, type.kind());
    }
    if (!FileNames.couldBeOfItem(name) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      byte[] text = Files.readAllBytes(file);
      files.requests().read();
      files.requests().bytesRead(text.length);
      // A power cut may leave a file without what was written to it.
      if (text.length == 0) {
        return true;
      }
      List<ItemFile> objects = ItemFile.read(name, text, type);
      return objects.size() == 1
          && objects.get(0).item().uid().filter(u -> FileNames.isOf(u, text, name)).isPresent();
    } catch (ArchiveDamaged e) {
      // Ours are complete; this one is somebody's.
      return false;
    }
  }
}
