// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/**
 * A file as the source of an import. The next file has another name, another folder name and other
 * files in it, and is the same source all the same: so it has no identity, its only folder always
 * has one id, and nothing is taken as read before because of its name.
 */
final class ImportSource implements SourceStore {
  private static final FolderId ONLY = new FolderId("import");

  private final SourceStore file;
  private final Optional<Folder> only;
  private final boolean ordered;

  private ImportSource(SourceStore file, Optional<Folder> only, boolean ordered) {
    this.file = file;
    this.only = only;
    this.ordered = ordered;
  }

  /**
   * Takes over an open file.
   *
   * @param isAlone whether its only folder goes into whatever folder
   * @param into the name of that target folder
   * @param ordered whether the file's checkpoints tell older files from newer ones
   */
  static ImportSource of(SourceStore file, boolean isAlone, String into, boolean ordered)
      throws StoreException {
    boolean isOnly = isAlone && file.scopes().size() == 1;
    return new ImportSource(
        file, isOnly ? Optional.of(Folder.of(ONLY, into)) : Optional.empty(), ordered);
  }

  @Override
  public Optional<String> identity() {
    return Optional.empty();
  }

  @Override
  public List<Folder> folders() throws StoreException {
    return only.isPresent() ? List.of(only.get()) : file.folders();
  }

  @Override
  public Set<Kind> kindsIn(Folder folder) throws StoreException {
    return only.isPresent() ? file.kindsIn(file.folders().get(0)) : file.kindsIn(folder);
  }

  @Override
  public List<Scope> scopes() throws StoreException {
    return only.isPresent() ? List.of(Scope.of(ONLY)) : file.scopes();
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    Checkpoint from = ordered ? since : Checkpoint.NONE;
    return new Stream(file.changes(inFile(scope), from, Known.NOTHING), since);
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    return new Stream(file.fetch(inFile(scope), references), Checkpoint.NONE);
  }

  private Scope inFile(Scope scope) throws StoreException {
    return only.isPresent() ? file.scopes().get(0) : scope;
  }

  @Override
  public Optional<Traffic.Count> traffic() {
    return file.traffic();
  }

  @Override
  public void close() {
    file.close();
  }

  /** The file's changes, in the only folder. */
  private final class Stream implements ChangeStream {
    private final ChangeStream changes;
    private final Checkpoint since;

    private Stream(ChangeStream changes, Checkpoint since) {
      this.changes = changes;
      this.since = since;
    }

    @Override
    public Optional<Change> next() throws StoreException {
      Optional<Change> next = changes.next();
      return only.isPresent() ? next.map(this::moved) : next;
    }

    private Change moved(Change change) {
      return change.<Change>match(
          upsert ->
              new Change.Upsert(
                  upsert.reference(),
                  upsert.version(),
                  Set.of(ONLY),
                  upsert.item(),
                  upsert.content(),
                  upsert.findings()),
          present -> present,
          removal -> removal,
          broken -> broken);
    }

    @Override
    public Ending ending() {
      Ending ending = changes.ending();
      return ordered ? ending : ending.withCheckpoint(since);
    }

    @Override
    public void close() {
      changes.close();
    }
  }
}
