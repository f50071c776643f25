// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Mailbox;
import org.oneway.engine.item.Reference;

/**
 * A store that is read. It has no method that writes. One thread uses it at a time, and one stream
 * at a time is open on it.
 */
public interface SourceStore extends AutoCloseable {
  /**
   * Which account this really is, the same in every run and different for another account; empty
   * where the store cannot know.
   */
  Optional<String> identity() throws StoreException;

  /**
   * Every folder there is now, in the store's order. A folder that cannot be listed is an error.
   */
  List<Folder> folders() throws StoreException;

  /** What this folder can hold; empty where the store does not say. */
  default Set<Kind> kindsIn(Folder folder) throws StoreException {
    return Set.of();
  }

  /** What a mailbox said of itself when its scope was read last; nothing for other folders. */
  default Mailbox mailbox(FolderId folder) {
    return Mailbox.UNKNOWN;
  }

  /** The scopes that together name the items of all folders, each folder in exactly one. */
  List<Scope> scopes() throws StoreException;

  /**
   * What changed in {@code scope} since {@code since}, or everything after {@link Checkpoint#NONE}.
   * An entry that cannot be read is told as broken and never left out. An item whose version is the
   * one in {@code known} may be told as present without being read. Items are read while the stream
   * is pulled.
   *
   * @throws StoreException.CheckpointLost if the store no longer knows {@code since}; ask again
   *     with {@link Checkpoint#NONE}
   * @throws StoreException.FolderGone if the scope's folder is not there
   */
  ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException;

  /**
   * Reads these items now: an upsert for each that is there, a removal for each that is not (or is
   * in a folder that the scope does not speak of), broken where it cannot be read; in any order.
   * Its ending says {@code INCREMENTAL} and has no checkpoint.
   */
  ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException;

  /**
   * The bytes of one item as they are now, like those of a {@link #fetch}, which need not be read
   * to their end before; empty where it is not there, or has none.
   */
  default Optional<Content> content(Scope scope, Reference reference) throws StoreException {
    try (ChangeStream stream = fetch(scope, List.of(reference))) {
      return stream
          .next()
          .filter(Change.Upsert.class::isInstance)
          .map(Change.Upsert.class::cast)
          .flatMap(Change.Upsert::content);
    }
  }

  /**
   * What this store has asked of the other side since it was opened; empty if it does not count.
   */
  default Optional<Traffic.Count> traffic() {
    return Optional.empty();
  }

  /** Lets go of connections and files; may be called again. */
  @Override
  void close();
}
