// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.connector;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;

/** The file as a source: one folder, which is one scope. */
class JsonLinesSource implements SourceStore {
  private final StoreSettings settings;
  private final Folder folder;

  JsonLinesSource(StoreSettings settings) {
    this.settings = settings;
    String name = settings.value("folder").orElse("contacts");
    this.folder = Folder.of(new FolderId(name), name);
  }

  final Path path() {
    return settings.path("path");
  }

  final Folder folder() {
    return folder;
  }

  /** Whether a file that is not there counts as an empty one. */
  boolean mayBeMade() {
    return false;
  }

  @Override
  public final Optional<String> identity() {
    return Optional.empty();
  }

  @Override
  public final List<Folder> folders() {
    return List.of(folder);
  }

  @Override
  public final List<Scope> scopes() {
    return List.of(Scope.of(folder.id()));
  }

  @Override
  public final ChangeStream changes(Scope scope, Checkpoint since, Known known)
      throws StoreException {
    LineFile file = read(scope);
    Checkpoint now = file.checkpoint();
    if (now.equals(since)) {
      return new ListStream(List.of(), new Ending(Coverage.INCREMENTAL, now, 0));
    }
    Map<Reference, Line> cards = file.cards();
    Map<Reference, Known.Seen> seen = known.of(cards.keySet());
    List<Change> changes = new ArrayList<>();
    cards.forEach(
        (reference, line) -> {
          boolean isAsSeen =
              Optional.ofNullable(seen.get(reference))
                  .flatMap(Known.Seen::version)
                  .filter(line.version()::equals)
                  .isPresent();
          changes.add(isAsSeen ? new Change.Present(reference) : upsert(reference, line));
        });
    List<Change> broken = broken(file);
    changes.addAll(broken);
    // While there is a line of which nobody knows whose card it was, nobody's card is gone.
    return new ListStream(changes, new Ending(Coverage.COMPLETE, now, broken.size()));
  }

  private static List<Change> broken(LineFile file) {
    List<Change> broken = new ArrayList<>();
    int number = 0;
    for (Line line : file.lines()) {
      number++;
      if (line.card().isEmpty() && !line.isEmpty()) {
        Finding finding = Finding.broken("line " + number, "is no JSContact card with a uid");
        broken.add(new Change.Broken(Optional.empty(), Optional.empty(), "", finding));
      }
    }
    return broken;
  }

  private Change upsert(Reference reference, Line line) {
    return new Change.Upsert(
        reference,
        Optional.of(line.version()),
        Set.of(folder.id()),
        line.item(),
        Optional.empty(),
        List.of());
  }

  @Override
  public final ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    Map<Reference, Line> cards = read(scope).cards();
    List<Change> changes = new ArrayList<>();
    for (Reference reference : references) {
      changes.add(
          cards.containsKey(reference)
              ? upsert(reference, cards.get(reference))
              : new Change.Removal(reference));
    }
    return new ListStream(changes, new Ending(Coverage.INCREMENTAL, Checkpoint.NONE, 0));
  }

  private LineFile read(Scope scope) throws StoreException {
    if (!scope.folders().equals(Set.of(folder.id()))) {
      throw new StoreException.FolderGone("%s has no folder %s".formatted(path(), scope.name()));
    }
    return read();
  }

  /** The one place that says what a failed read means. */
  final LineFile read() throws StoreException {
    try {
      return LineFile.read(path(), mayBeMade());
    } catch (NoSuchFileException e) {
      throw new StoreException.FolderGone(
          "%s is not there (store \"%s\")".formatted(path(), settings.name()));
    } catch (IOException e) {
      throw new StoreException.Unavailable(
          "%s cannot be read (store \"%s\")".formatted(path(), settings.name()),
          "Look at the permissions of the file, and run again",
          Optional.empty());
    }
  }

  @Override
  public void close() {}
}
