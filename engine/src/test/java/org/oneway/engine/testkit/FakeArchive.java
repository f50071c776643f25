// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
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

/**
 * A partial-update archive of one folder: what was new or changed, and what was removed, since the
 * one before. Where it has a place in a chain, an older one than was read last is refused.
 */
public final class FakeArchive implements SourceStore {
  private final String folder;
  private final int sequence;
  private final List<Card> cards;
  private final List<String> removed;

  /**
   * An archive.
   *
   * @param sequence its place in the chain from 1, or 0 where it has none
   * @param cards what was new or changed
   * @param removed uids of what was removed
   */
  public FakeArchive(String folder, int sequence, List<Card> cards, List<String> removed) {
    this.folder = folder;
    this.sequence = sequence;
    this.cards = List.copyOf(cards);
    this.removed = List.copyOf(removed);
  }

  @Override
  public Optional<String> identity() {
    return Optional.empty();
  }

  @Override
  public List<Folder> folders() {
    return List.of(Folder.of(new FolderId(folder), folder));
  }

  @Override
  public List<Scope> scopes() {
    return List.of(Scope.of(new FolderId(folder)));
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    if (sequence == 0) {
      return new Stream(everything(), Checkpoint.NONE);
    }
    int read = since.isNone() ? 0 : Integer.parseInt(since.value());
    if (sequence < read) {
      throw new StoreException.InputRefused(
          "archive " + sequence + " is older than archive " + read, "");
    }
    Checkpoint here = new Checkpoint(Integer.toString(sequence));
    return new Stream(sequence == read ? List.of() : everything(), here);
  }

  private List<Change> everything() {
    List<Change> changes = new ArrayList<>();
    removed.forEach(uid -> changes.add(new Change.Removal(reference(uid))));
    cards.forEach(card -> changes.add(upsert(card)));
    return changes;
  }

  private Change upsert(Card card) {
    return new Change.Upsert(
        reference(card.uid().orElseThrow()),
        Optional.empty(),
        Set.of(new FolderId(folder)),
        card.item(),
        Optional.empty(),
        List.of());
  }

  private Reference reference(String uid) {
    return new Reference(folder + "#" + uid);
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) {
    List<Change> changes = new ArrayList<>();
    for (Reference reference : references) {
      changes.add(
          cards.stream()
              .filter(card -> reference(card.uid().orElseThrow()).equals(reference))
              .findFirst()
              .map(this::upsert)
              .orElse(new Change.Removal(reference)));
    }
    return new Stream(changes, Checkpoint.NONE);
  }

  @Override
  public void close() {}

  private static final class Stream implements ChangeStream {
    private final Deque<Change> left;
    private final Checkpoint checkpoint;
    private boolean ended;

    Stream(List<Change> changes, Checkpoint checkpoint) {
      this.left = new ArrayDeque<>(changes);
      this.checkpoint = checkpoint;
    }

    @Override
    public Optional<Change> next() {
      ended = left.isEmpty();
      return Optional.ofNullable(left.poll());
    }

    @Override
    public Ending ending() {
      if (!ended) {
        throw new IllegalStateException("the archive was not read to its end");
      }
      return new Ending(Coverage.INCREMENTAL, checkpoint, 0);
    }

    @Override
    public void close() {}
  }
}
