// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** A directory of items that is written: each new item is a file of its own. */
final class DirectoryTarget extends DirectorySource implements TargetStore {
  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Capabilities.UidUniqueIn.FOLDER, false, Capabilities.Condition.ITEM, true, false, 200, 4);

  private final UidIndex index = new UidIndex(this);
  private final Housekeeping housekeeping = new Housekeeping(root(), settings());

  DirectoryTarget(FileSettings settings) {
    super(settings);
  }

  @Override
  boolean mayBeMade() {
    return true;
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Folder ensureFolder(Folder wanted) throws StoreException {
    String name = wanted.name();
    if (name.equals(top().name())) {
      return top();
    }
    // The way back from a name that had to be told from the top's.
    String relative =
        name.startsWith(top().name() + "/" + top().name())
            ? name.substring(top().name().length() + 1)
            : name;
    StringBuilder path = new StringBuilder();
    try {
      housekeeping.makeDirectory(root());
      for (String part : relative.split("/", -1)) {
        path.append(path.length() > 0 ? "/" : "").append(FileNames.ofFolder(part));
        housekeeping.makeDirectory(root().resolve(path.toString()));
      }
    } catch (FileAlreadyExistsException e) {
      throw new StoreException.InputRefused(
          e.getFile() + " is in the way of folder \"" + name + "\"", "Rename the one or the other");
    } catch (IOException e) {
      throw settings().failures().writing(e);
    }
    return below(path.toString());
  }

  @Override
  public Optional<Reference> planned(FolderId folder, Item item) {
    return item.uid()
        .map(uid -> References.ofFile(prefix(folder) + settings().nameOf(uid.value())));
  }

  @Override
  public List<Located> find(Key key) throws StoreException {
    return settings().format().holds(key.kind()) ? index.find(key) : List.of();
  }

  /** Notes that the item with this uid may be found under this reference. */
  void noteUid(Uid uid, Reference reference) {
    index.note(uid, reference);
  }

  /** Where a folder is, made where it is the top and not there yet. */
  Path directoryForWriting(FolderId folder) throws IOException, StoreException {
    if (folder.equals(top().id()) && Files.notExists(root())) {
      housekeeping.makeDirectory(root());
    }
    Path directory = directory(folder);
    housekeeping.clearOnce(directory);
    return directory;
  }

  @Override
  public Map<Reference, byte[]> originals(List<Reference> references) throws StoreException {
    Map<Reference, byte[]> found = new HashMap<>();
    Map<String, Set<String>> shared = new HashMap<>();
    try {
      for (Reference reference : references) {
        String path = References.path(reference);
        Optional<String> name = References.name(reference);
        Optional<Path> file = file(path).filter(Files::exists);
        if (file.isPresent() && name.isEmpty()) {
          byte[] bytes = Files.readAllBytes(file.get());
          settings().traffic().read();
          settings().traffic().bytesRead(bytes.length);
          found.put(reference, bytes);
        } else if (file.isPresent()) {
          shared.computeIfAbsent(path, p -> new HashSet<>()).add(name.orElseThrow());
        }
      }
      for (Map.Entry<String, Set<String>> file : shared.entrySet()) {
        Path path = file(file.getKey()).orElseThrow();
        Originals.named(path, file.getValue(), settings())
            .forEach((name, bytes) -> found.put(References.ofItem(file.getKey(), name), bytes));
      }
    } catch (IOException e) {
      throw settings().failures().reading(e);
    }
    return found;
  }

  @Override
  public void apply(List<Write> batch, Outcomes outcomes) throws StoreException {
    DirectoryBatch writes = new DirectoryBatch(this, housekeeping, outcomes);
    try {
      for (Write write : batch) {
        writes.carryOut(write);
      }
      writes.carryOutRest();
    } catch (IOException e) {
      throw settings().failures().writing(e);
    } finally {
      writes.tellDone();
    }
  }

  @Override
  public void settle(Outcomes outcomes) {}

  @Override
  public Optional<Checkpoint> after(Scope scope, Checkpoint before) {
    return Optional.empty();
  }
}
