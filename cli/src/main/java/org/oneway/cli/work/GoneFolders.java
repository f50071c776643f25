// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/**
 * A source with the folders that it says are gone: they are there, and nothing is in them. So what
 * was imported of them is deleted as any item is, within what the guard allows.
 */
final class GoneFolders implements SourceStore {
  private final SourceStore source;
  private final List<Folder> gone;

  private GoneFolders(SourceStore source, List<Folder> gone) {
    this.source = source;
    this.gone = gone;
  }

  /**
   * A source with its folders that are gone, as far as anything was imported of them.
   *
   * @param names the whole names of those that it says are gone
   */
  static SourceStore of(SourceStore source, SyncState state, Set<String> names)
      throws StoreException {
    Set<FolderId> there = source.folders().stream().map(Folder::id).collect(Collectors.toSet());
    List<Folder> gone =
        state.folders().stream()
            .map(FolderPairing::source)
            .filter(folder -> names.contains(folder.name()) && !there.contains(folder.id()))
            .toList();
    return gone.isEmpty() ? source : new GoneFolders(source, gone);
  }

  private boolean isGone(Scope scope) {
    return gone.stream().anyMatch(folder -> folder.id().value().equals(scope.name()));
  }

  @Override
  public Optional<String> identity() throws StoreException {
    return source.identity();
  }

  @Override
  public List<Folder> folders() throws StoreException {
    List<Folder> all = new ArrayList<>(source.folders());
    all.addAll(gone);
    return all;
  }

  @Override
  public Set<Kind> kindsIn(Folder folder) throws StoreException {
    return gone.stream().anyMatch(one -> one.id().equals(folder.id()))
        ? EnumSet.allOf(Kind.class)
        : source.kindsIn(folder);
  }

  @Override
  public List<Scope> scopes() throws StoreException {
    List<Scope> all = new ArrayList<>(source.scopes());
    gone.forEach(folder -> all.add(Scope.of(folder.id())));
    return all;
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    return isGone(scope) ? new Nothing(since, List.of()) : source.changes(scope, since, known);
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    return isGone(scope)
        ? new Nothing(Checkpoint.NONE, references)
        : source.fetch(scope, references);
  }

  @Override
  public Optional<Traffic.Count> traffic() {
    return source.traffic();
  }

  @Override
  public void close() {
    source.close();
  }

  /** All that is in such a folder; what is asked for is not there. */
  private static final class Nothing implements ChangeStream {
    private final Checkpoint checkpoint;
    private final List<Reference> asked;
    private int told;

    private Nothing(Checkpoint checkpoint, List<Reference> asked) {
      this.checkpoint = checkpoint;
      this.asked = List.copyOf(asked);
    }

    @Override
    public Optional<Change> next() {
      return told < asked.size()
          ? Optional.of(new Change.Removal(asked.get(told++)))
          : Optional.empty();
    }

    @Override
    public Ending ending() {
      Coverage coverage = asked.isEmpty() ? Coverage.COMPLETE : Coverage.INCREMENTAL;
      return new Ending(coverage, checkpoint, 0);
    }

    @Override
    public void close() {}
  }
}
