// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.StoreException;

/** All messages of one file, in the order in which they lie in it. */
final class MboxStream implements ChangeStream {
  private final MboxSource store;
  private final Index index;
  private final Splitter splitter;
  private final Known known;
  private Checkpoint checkpoint = Checkpoint.NONE;
  private int unattributed;
  private boolean hasEnded;

  MboxStream(MboxSource store, Index index, Splitter splitter, Known known) {
    this.store = store;
    this.index = index;
    this.splitter = splitter;
    this.known = known;
  }

  @Override
  public Optional<Change> next() throws StoreException {
    try {
      while (!hasEnded) {
        Optional<Span> span = splitter.next();
        if (span.isEmpty()) {
          return end();
        }
        Optional<Item> item = store.reader().read(splitter.file(), span.get(), this::first);
        if (item.isPresent()) {
          return Optional.of(change(item.get(), span.get()));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw store.failures().reading(e);
    }
  }

  private void first(FileForm form) {
    if (index.size() == 0) {
      index.isOf(form);
    }
  }

  /** Notes where each message lies, and tells nothing. */
  void readToEnd() throws StoreException {
    Optional<Change> change = next();
    while (change.isPresent()) {
      change = next();
    }
  }

  private Change change(Item item, Span span) {
    Version version = MessageReader.version(item);
    Reference reference = index.add(item.uid().orElseThrow(), span, version);
    Optional<Known.Seen> seen = known.of(reference);
    return seen.flatMap(Known.Seen::version).filter(version::equals).isPresent()
        ? new Change.Present(reference)
        : upsert(store, index, reference, item, seen);
  }

  static Change upsert(
      MboxSource store, Index index, Reference reference, Item item, Optional<Known.Seen> seen) {
    Content content = () -> store.open(index, reference);
    return new Change.Upsert(
        reference,
        Optional.of(MessageReader.version(item)),
        Set.of(index.folder()),
        seen.map(known -> item.withUid(known.key().uid())).orElse(item),
        Optional.of(content),
        List.of());
  }

  private Optional<Change> end() throws IOException, StoreException {
    hasEnded = true;
    if (!index.isCurrent() && !index.isReplaced()) {
      throw store.failures().changing(index.file());
    }
    checkpoint = index.checkpoint(store.now());
    store.remember(index);
    if (splitter.isStrange()) {
      unattributed++;
      String name = String.valueOf(index.file().getFileName());
      String reason = "what stands before its first message is no mail";
      return Optional.of(
          new Change.Broken(
              Optional.empty(), Optional.empty(), name, Finding.broken(name, reason)));
    }
    return Optional.empty();
  }

  @Override
  public Ending ending() {
    if (!hasEnded) {
      throw new IllegalStateException("the file was not read to its end");
    }
    return new Ending(Coverage.COMPLETE, checkpoint, unattributed);
  }

  @Override
  public void close() {
    try {
      splitter.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
