// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

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

/** All cards of a file; the checkpoint is the file's state before it was read. */
final class FileListing extends CardStream {
  private final CardFile file;

  FileListing(Settings settings, FolderId folder, Known known, CardFile file) {
    super(settings, folder, known);
    this.file = file;
  }

  @Override
  Optional<Ending> readOn() throws IOException, StoreException {
    List<CardFile.Named> cards = chunk(file);
    if (!cards.isEmpty()) {
      tellCards(cards, file.title(), Reference::new);
      return Optional.empty();
    }
    if (file.wasWrittenInto()) {
      throw failures().changing(file.title());
    }
    return Optional.of(new Ending(Coverage.COMPLETE, new Checkpoint(file.mark()), unattributed()));
  }

  @Override
  public void close() {
    Closing.quietly(file);
  }
}
