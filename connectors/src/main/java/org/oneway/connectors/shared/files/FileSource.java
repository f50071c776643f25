// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/** One file with the items of one folder. Its state is the folder's checkpoint. */
class FileSource implements SourceStore {
  private final FileSettings settings;
  private final Folder folder;

  FileSource(FileSettings settings) {
    this.settings = settings;
    this.folder = Folder.of(new FolderId(settings.folderName()), settings.folderName());
  }

  final FileSettings settings() {
    return settings;
  }

  final Folder folder() {
    return folder;
  }

  /** Whether a file that is not there is an empty one. */
  boolean mayBeMade() {
    return false;
  }

  @Override
  public final Optional<String> identity() {
    return Optional.empty();
  }

  @Override
  public final List<Folder> folders() throws StoreException {
    if (Files.notExists(settings.path())) {
      return List.of(folder);
    }
    try {
      return List.of(settings.format().described(folder, settings.path()));
    } catch (IOException e) {
      throw settings.failures().reading(e);
    }
  }

  @Override
  public final List<Scope> scopes() {
    return List.of(Scope.of(folder.id()));
  }

  @Override
  public final ChangeStream changes(Scope scope, Checkpoint since, Known known)
      throws StoreException {
    checkScope(scope);
    if (mayBeMade() && Files.notExists(settings.path())) {
      return new EmptyStream(new Ending(Coverage.COMPLETE, Checkpoint.NONE, 0));
    }
    try {
      Optional<Checkpoint> unchanged = unchanged(since);
      if (unchanged.isPresent()) {
        return new EmptyStream(new Ending(Coverage.INCREMENTAL, unchanged.get(), 0));
      }
      ItemFile file =
          ItemFile.open(settings.path(), settings.fileName(), settings.now(), false, settings);
      return new FileListing(settings, folder.id(), known, file);
    } catch (IOException e) {
      throw settings.failures().reading(e);
    }
  }

  private void checkScope(Scope scope) throws StoreException {
    if (!scope.folders().equals(Set.of(folder.id()))) {
      throw new StoreException.FolderGone(settings.fileName() + " has no folder " + scope.name());
    }
  }

  /** The checkpoint from here on where the file is as it was; it is read only where it is young. */
  private Optional<Checkpoint> unchanged(Checkpoint since) throws IOException {
    FileState state = FileState.of(settings.path());
    if (since.isNone() || !state.isMarkedBy(since.value())) {
      return Optional.empty();
    }
    Optional<String> hash = FileState.hashIn(since.value());
    if (hash.isEmpty()) {
      return Optional.of(since);
    }
    try (ItemFile file =
        ItemFile.open(settings.path(), settings.fileName(), settings.now(), true, settings)) {
      Optional<ItemFile.Named> next = file.next();
      while (next.isPresent()) {
        next = file.next();
      }
      boolean same = file.state().equals(state) && file.hash().equals(hash.get());
      return same ? Optional.of(new Checkpoint(file.mark())) : Optional.empty();
    }
  }

  @Override
  public final ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    checkScope(scope);
    return new FetchStream(
        settings, folder.id(), references, false, path -> Optional.of(settings.path()));
  }

  @Override
  public final Optional<Traffic.Count> traffic() {
    return Optional.of(settings.traffic().count());
  }

  @Override
  public void close() {}
}
