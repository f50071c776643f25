// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.StoreException;

/** All items of a file; the checkpoint is the file's state before it was read. */
final class FileListing extends ItemStream {
  private final ItemFile file;

  FileListing(FileSettings settings, FolderId folder, Known known, ItemFile file) {
    super(settings, folder, known);
    this.file = file;
  }

  @Override
  Optional<Ending> readOn() throws IOException, StoreException {
    List<ItemFile.Named> items = chunk(file);
    if (!items.isEmpty()) {
      tellItems(file, items, Reference::new);
      return Optional.empty();
    }
    if (file.wasWrittenInto()) {
      throw failures().changing(file.title());
    }
    return Optional.of(
        new Ending(
            Coverage.COMPLETE,
            new Checkpoint(file.mark()),
            unattributedIn(file),
            file.pieces().findings()));
  }

  @Override
  public void close() {
    Closing.quietly(file);
  }
}
