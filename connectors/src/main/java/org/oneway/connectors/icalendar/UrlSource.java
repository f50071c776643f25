// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.dav.DavClient;
import org.oneway.connectors.shared.dav.DavSettings;
import org.oneway.connectors.shared.files.FileStores;
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
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.Traffic;

/**
 * A calendar behind an address, which somebody publishes as a file. It is fetched as a whole, and
 * only if the server does not say that it is as it was.
 */
final class UrlSource implements SourceStore {
  private final StoreSettings settings;
  private final DavClient client;
  private final Address address;
  private final Folder folder;
  private Optional<Path> directory = Optional.empty();
  private Optional<SourceStore> fetched = Optional.empty();

  /** Asks nobody yet. */
  UrlSource(StoreSettings settings, DavSettings read) throws StoreException {
    this.settings = settings;
    this.client = new DavClient(read.hidingPaths());
    this.address = Address.of(read.hidingPaths());
    String name = settings.value("folder").filter(f -> !f.isBlank()).orElse(address.host());
    this.folder = Folder.of(new FolderId(name), name);
  }

  @Override
  public Optional<String> identity() {
    return Optional.empty();
  }

  @Override
  public List<Folder> folders() throws StoreException {
    return fetched.isPresent() ? fetched.get().folders() : List.of(folder);
  }

  @Override
  public List<Scope> scopes() {
    return List.of(Scope.of(folder.id()));
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    checkScope(scope);
    Optional<Mark> before = Mark.of(since, address);
    Optional<Mark> now = fetch(before);
    if (now.isEmpty()) {
      return new Ended(new Ending(Coverage.INCREMENTAL, since, 0));
    }
    boolean isSame = before.filter(mark -> mark.hash().equals(now.get().hash())).isPresent();
    Checkpoint checkpoint = now.get().checkpoint();
    return isSame
        ? new Ended(new Ending(Coverage.INCREMENTAL, checkpoint, 0))
        : new Marked(fetched.orElseThrow().changes(scope, Checkpoint.NONE, known), checkpoint);
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    checkScope(scope);
    if (fetched.isEmpty()) {
      fetch(Optional.empty());
    }
    return fetched.orElseThrow().fetch(scope, references);
  }

  private void checkScope(Scope scope) throws StoreException {
    if (!scope.folders().equals(Set.of(folder.id()))) {
      throw new StoreException.FolderGone(address.words() + " has no folder " + scope.name());
    }
  }

  /** Fetches the calendar; empty where it is as it was. */
  Optional<Mark> fetch(Optional<Mark> before) throws StoreException {
    try {
      if (directory.isEmpty()) {
        directory = Optional.of(Files.createTempDirectory("oneway-"));
      }
      Path file = directory.get().resolve(address.host());
      Path part = directory.get().resolve(address.host() + ".part");
      Optional<Mark> mark = new Download(client, address, part).get(before);
      if (mark.isPresent()) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        fetched = Optional.of(opened(directory.get(), file));
      }
      return mark;
    } catch (IOException e) {
      throw new StoreException.Unavailable(
          "%s cannot be kept while it is read: %s".formatted(address.words(), e.getMessage()),
          "Free space for temporary files, and run again",
          Optional.empty());
    }
  }

  private SourceStore opened(Path directory, Path file) throws StoreException {
    Map<String, String> values =
        Map.of("path", String.valueOf(file.getFileName()), "folder", folder.name());
    return FileStores.openSource(
        new StoreSettings(settings.name(), directory, values, settings.clock()),
        new CalendarFormat());
  }

  @Override
  public Optional<Traffic.Count> traffic() {
    Traffic.Count asked = client.traffic().count();
    long items = fetched.flatMap(SourceStore::traffic).map(Traffic.Count::items).orElse(0L);
    return Optional.of(
        new Traffic.Count(
            asked.reads(), asked.writes(), items, asked.bytesRead(), asked.bytesWritten()));
  }

  @Override
  public void close() {
    client.close();
    fetched.ifPresent(SourceStore::close);
    if (directory.isEmpty()) {
      return;
    }
    try {
      Files.deleteIfExists(directory.get().resolve(address.host()));
      Files.deleteIfExists(directory.get().resolve(address.host() + ".part"));
      Files.deleteIfExists(directory.get());
    } catch (IOException e) {
      // What the system cannot remove now it removes as it does other temporary files.
      return;
    }
  }

  /** Nothing, and then this. */
  private static final class Ended implements ChangeStream {
    private final Ending ending;
    private boolean read;

    Ended(Ending ending) {
      this.ending = ending;
    }

    @Override
    public Optional<Change> next() {
      read = true;
      return Optional.empty();
    }

    @Override
    public Ending ending() {
      if (!read) {
        throw new IllegalStateException("the stream was not read to its end");
      }
      return ending;
    }

    @Override
    public void close() {}
  }

  /** The changes of the fetched file, with the mark of what was fetched. */
  private record Marked(ChangeStream changes, Checkpoint checkpoint) implements ChangeStream {
    @Override
    public Optional<Change> next() throws StoreException {
      return changes.next();
    }

    @Override
    public Ending ending() {
      return changes.ending().withCheckpoint(checkpoint);
    }

    @Override
    public void close() {
      changes.close();
    }
  }
}
