// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.Traffic;

/** Mailboxes in files, read; each file is a folder and a scope. */
final class MboxSource implements SourceStore {
  private final Mailboxes mailboxes;
  private final String store;
  private final InstantSource clock;
  private final Traffic traffic = new Traffic();
  private final MessageReader reader;
  private Optional<Index> last = Optional.empty();

  MboxSource(StoreSettings settings, Quoting quoting) throws StoreException {
    this.mailboxes = new Mailboxes(settings.path("path").toAbsolutePath());
    this.store = settings.name();
    this.clock = settings.clock();
    this.reader = new MessageReader(quoting, traffic);
  }

  MessageReader reader() {
    return reader;
  }

  Instant now() {
    return clock.instant();
  }

  /** Keeps where the messages of a file lie, for those that are asked for next. */
  void remember(Index index) {
    last = Optional.of(index);
  }

  StoreException unreadable(IOException e) {
    return new StoreException.Unavailable(
        "%s cannot be read now (store \"%s\")".formatted(e.getMessage(), store),
        "Look at the permissions of the file, and run again",
        Optional.empty());
  }

  StoreException changing(Path file) {
    return new StoreException.Unavailable(
        "%s was being written while it was read (store \"%s\")".formatted(file, store),
        "Run again when the other program has finished",
        Optional.empty());
  }

  @Override
  public Optional<String> identity() {
    return Optional.empty();
  }

  @Override
  public List<Folder> folders() throws StoreException {
    if (Files.notExists(mailboxes.root())) {
      throw new StoreException.InputRefused(
          "%s does not exist (store \"%s\")".formatted(mailboxes.root(), store),
          "Correct \"path\" of the store");
    }
    try {
      traffic.read();
      return mailboxes.folders();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public List<Scope> scopes() throws StoreException {
    return folders().stream().map(folder -> Scope.of(folder.id())).toList();
  }

  private Path file(Scope scope) throws StoreException {
    try {
      return mailboxes
          .file(new FolderId(scope.name()))
          .orElseThrow(
              () ->
                  new StoreException.FolderGone(
                      "there is no file %s (store \"%s\")".formatted(scope.name(), store)));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    Path file = file(scope);
    try {
      if (!since.isNone() && since.value().equals(Index.mark(file))) {
        return new ReadyStream(List.of(), since);
      }
      Index index = new Index(new FolderId(scope.name()), file);
      traffic.read();
      return new MboxStream(this, index, new Splitter(file), known);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    Path file = file(scope);
    try {
      Index index = index(new FolderId(scope.name()), file);
      List<Change> changes = new ArrayList<>();
      for (Reference reference : references) {
        Optional<Span> span = index.span(reference);
        Optional<Item> item = span.isPresent() ? reader.read(file, span.get()) : Optional.empty();
        changes.add(
            item.isPresent()
                ? MboxStream.upsert(this, index, reference, item.get(), Optional.empty())
                : new Change.Removal(reference));
      }
      return new ReadyStream(changes, Checkpoint.NONE);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Where the messages of a file lie now; read anew only where it was changed. */
  private Index index(FolderId folder, Path file) throws IOException, StoreException {
    Optional<Index> known = last.filter(index -> index.folder().equals(folder));
    if (known.isPresent() && known.get().isCurrent()) {
      return known.get();
    }
    Index index = new Index(folder, file);
    try (MboxStream all = new MboxStream(this, index, new Splitter(file), Known.NOTHING)) {
      all.readToEnd();
    }
    return index;
  }

  /** Opens the bytes of a message, in the file as it was when it was read. */
  InputStream open(Index index, Reference reference) throws IOException {
    Optional<Span> span = index.span(reference);
    if (span.isEmpty() || !index.isCurrent()) {
      throw new IOException(index.file() + " was changed since it was read");
    }
    return reader.open(index.file(), span.get());
  }

  @Override
  public Optional<Traffic.Count> traffic() {
    return Optional.of(traffic.count());
  }

  @Override
  public void close() {
    last = Optional.empty();
  }
}
