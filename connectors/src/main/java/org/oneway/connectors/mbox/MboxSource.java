// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.Traffic;

/** Mailboxes in files, read; each file is a folder and a scope. */
class MboxSource implements SourceStore {
  /** Of so many messages it is kept where they lie. */
  private static final int MOST_KEPT = 200_000;

  private final Mailboxes mailboxes;
  private final Failures failures;
  private final InstantSource clock;
  private final Traffic traffic = new Traffic();
  private final MessageReader reader;
  private final Map<FolderId, Index> indices = new HashMap<>();

  MboxSource(StoreSettings settings, Quoting quoting) throws StoreException {
    this.mailboxes = new Mailboxes(settings.path("path").toAbsolutePath());
    this.failures = new Failures(settings.name());
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
    int kept = indices.values().stream().mapToInt(Index::size).sum();
    if (kept + index.size() > MOST_KEPT) {
      indices.clear();
    }
    indices.put(index.folder(), index);
  }

  Failures failures() {
    return failures;
  }

  Mailboxes mailboxes() {
    return mailboxes;
  }

  Traffic counted() {
    return traffic;
  }

  @Override
  public Optional<String> identity() {
    return Optional.empty();
  }

  @Override
  public List<Folder> folders() throws StoreException {
    if (Files.notExists(mailboxes.root())) {
      throw failures.missing(mailboxes.root());
    }
    try {
      traffic.read();
      return mailboxes.folders();
    } catch (IOException e) {
      throw failures.reading(e);
    }
  }

  /** Nothing but messages. */
  @Override
  public final Set<Kind> kindsIn(Folder folder) {
    return Set.of(Kind.MESSAGE);
  }

  @Override
  public List<Scope> scopes() throws StoreException {
    return folders().stream().map(folder -> Scope.of(folder.id())).toList();
  }

  Path file(Scope scope) throws StoreException {
    try {
      return mailboxes
          .file(new FolderId(scope.name()))
          .orElseThrow(() -> failures.noFolder(scope.name()));
    } catch (IOException e) {
      throw failures.reading(e);
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
      throw failures.reading(e);
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
        Optional<Item> item = span.isPresent() ? read(file, span.get()) : Optional.empty();
        changes.add(
            item.isPresent()
                ? MboxStream.upsert(this, index, reference, item.get(), Optional.empty())
                : new Change.Removal(reference));
      }
      return new ReadyStream(changes, Checkpoint.NONE);
    } catch (IOException e) {
      throw failures.reading(e);
    }
  }

  Optional<Item> read(Path file, Span span) throws IOException {
    try (FileChannel opened = FileChannel.open(file, StandardOpenOption.READ)) {
      return reader.read(opened, span, form -> {});
    }
  }

  /** Where the messages of a file lie now; read anew only where it was changed. */
  Index index(FolderId folder, Path file) throws IOException, StoreException {
    Optional<Index> known = Optional.ofNullable(indices.get(folder));
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
    indices.clear();
  }
}
