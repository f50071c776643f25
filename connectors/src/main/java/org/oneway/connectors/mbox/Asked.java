// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Write;

/**
 * What a write asks of a file.
 *
 * @param folder whose file it is
 * @param reference of the message that it is about; of one to come, where that can be known
 * @param isNew whether a message comes to the others
 * @param content of that one
 */
record Asked(
    FolderId folder, Optional<Reference> reference, boolean isNew, Optional<Content> content) {
  /** Empty where no file can do it. */
  static Optional<Asked> by(Write write) {
    return write.accept(new Reader());
  }

  /** The reference that a new message of this item gets, if nothing like it is there. */
  static Optional<Reference> planned(FolderId folder, Item item) {
    return FolderEdits.isNamedByContent(item)
        ? item.uid().map(uid -> Index.first(folder, uid))
        : Optional.empty();
  }

  private static final class Reader implements Write.Visitor<Optional<Asked>> {
    private static Optional<Asked> old(FolderId folder, Reference reference) {
      return Optional.of(new Asked(folder, Optional.of(reference), false, Optional.empty()));
    }

    @Override
    public Optional<Asked> create(Write.Create write) {
      Optional<Reference> planned = planned(write.folder(), write.item());
      return Optional.of(new Asked(write.folder(), planned, true, write.content()));
    }

    @Override
    public Optional<Asked> update(Write.Update write) {
      return old(write.folder(), write.reference());
    }

    @Override
    public Optional<Asked> delete(Write.Delete write) {
      return old(write.folder(), write.reference());
    }

    @Override
    public Optional<Asked> restore(Write.Restore write) {
      Optional<Content> content =
          write.original().map(bytes -> () -> new ByteArrayInputStream(bytes));
      return write.over()
          ? old(write.folder(), write.reference())
          : Optional.of(new Asked(write.folder(), Optional.of(write.reference()), true, content));
    }

    @Override
    public Optional<Asked> move(Write.Move write) {
      return Optional.of(new Asked(write.to(), Optional.empty(), true, Optional.empty()));
    }

    @Override
    public Optional<Asked> join(Write.Join write) {
      return Optional.empty();
    }

    @Override
    public Optional<Asked> leave(Write.Leave write) {
      return Optional.empty();
    }
  }
}
