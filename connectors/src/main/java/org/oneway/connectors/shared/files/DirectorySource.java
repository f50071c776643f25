// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/**
 * A directory of files of items: what is directly in it is one folder, and each directory below it
 * one more. Links to directories, hidden files and files of other kinds belong to others.
 */
class DirectorySource implements SourceStore {
  private static final String BELOW = "./";

  private final FileSettings settings;
  private final Path root;
  private final Folder top;

  DirectorySource(FileSettings settings) {
    this.settings = settings;
    this.root = settings.path();
    this.top = Folder.of(new FolderId(settings.folder().orElse(".")), settings.folderName());
  }

  final FileSettings settings() {
    return settings;
  }

  final Path root() {
    return root;
  }

  final Folder top() {
    return top;
  }

  /** Whether a directory that is not there is an empty one. */
  boolean mayBeMade() {
    return false;
  }

  @Override
  public final Optional<String> identity() {
    return Optional.empty();
  }

  @Override
  public final List<Folder> folders() throws StoreException {
    List<Folder> folders = new ArrayList<>();
    folders.add(top);
    if (!Files.notExists(root) || !mayBeMade()) {
      try {
        addBelow(root, "", folders);
      } catch (IOException e) {
        throw settings.failures().reading(e);
      }
    }
    return folders;
  }

  private void addBelow(Path directory, String prefix, List<Folder> folders) throws IOException {
    for (String name : names(directory, settings.traffic())) {
      if (!name.startsWith(".")
          && Files.isDirectory(directory.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        folders.add(below(prefix + name));
        addBelow(directory.resolve(name), prefix + name + "/", folders);
      }
    }
  }

  /** The folder of a directory below the top. */
  final Folder below(String relative) {
    // No two folders of a store have one name.
    String name =
        relative.equals(top.name()) || relative.startsWith(top.name() + "/")
            ? top.name() + "/" + relative
            : relative;
    return Folder.of(new FolderId(BELOW + relative), name);
  }

  @Override
  public final List<Scope> scopes() throws StoreException {
    return folders().stream().map(folder -> Scope.of(folder.id())).toList();
  }

  @Override
  public final ChangeStream changes(Scope scope, Checkpoint since, Known known)
      throws StoreException {
    FolderId id = folderOf(scope);
    if (id.equals(top.id()) && mayBeMade() && Files.notExists(root)) {
      return new EmptyStream(new Ending(Coverage.COMPLETE, Checkpoint.NONE, 0));
    }
    Path directory = directory(id);
    List<String> files = new ArrayList<>();
    try {
      for (String name : names(directory, settings.traffic())) {
        if (settings.isItemFile(name) && !Files.isDirectory(directory.resolve(name))) {
          files.add(name);
        }
      }
    } catch (IOException e) {
      throw settings.failures().reading(e);
    }
    return new DirectoryListing(settings, id, known, directory, prefix(id), files);
  }

  @Override
  public final ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    FolderId id = folderOf(scope);
    return new FetchStream(
        settings,
        id,
        references,
        true,
        path -> folderOf(path).equals(id) ? file(path) : Optional.empty());
  }

  private static FolderId folderOf(Scope scope) throws StoreException {
    if (scope.folders().size() != 1) {
      throw new StoreException.FolderGone("there is no folder " + scope.name());
    }
    return scope.folders().iterator().next();
  }

  /** Sorted, so that every listing has one order. */
  static List<String> names(Path directory, Traffic traffic) throws IOException {
    traffic.read();
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(String.valueOf(entry.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(names);
    return names;
  }

  /** Where a folder is. */
  final Path directory(FolderId id) throws StoreException {
    if (id.equals(top.id())) {
      return root;
    }
    String value = id.value();
    if (value.startsWith(BELOW)) {
      Optional<Path> path = inside(value.substring(BELOW.length()));
      if (path.isPresent() && Files.isDirectory(path.get())) {
        return path.get();
      }
    }
    throw new StoreException.FolderGone("%s has no folder %s".formatted(root, value));
  }

  /** What the paths of a folder's files begin with. */
  final String prefix(FolderId id) {
    return id.equals(top.id()) ? "" : id.value().substring(BELOW.length()) + "/";
  }

  /** The folder that a file with this path is in. */
  final FolderId folderOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? top.id() : new FolderId(BELOW + path.substring(0, slash));
  }

  /** Where a file of items with this path is; empty where there can be none. */
  final Optional<Path> file(String path) {
    return inside(path).filter(file -> settings.isItemFile(String.valueOf(file.getFileName())));
  }

  /** Nothing that a state or a program says leads out of the store. */
  private Optional<Path> inside(String relative) {
    try {
      Path path = root.resolve(relative).normalize();
      boolean inside = path.startsWith(root) && !path.equals(root);
      return inside ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  @Override
  public final Optional<Traffic.Count> traffic() {
    return Optional.of(settings.traffic().count());
  }

  @Override
  public void close() {}
}
