// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/**
 * One file of items that is written. Writes wait until they are settled, or until they are many;
 * then the file is rewritten once for all of them.
 */
final class FileTarget extends FileSource implements TargetStore {
  private static final int MANY = 5_000;
  private static final long MANY_BYTES = 16 << 20;

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Capabilities.UidUniqueIn.FOLDER,
          false,
          Capabilities.Condition.ITEM,
          false,
          false,
          200,
          1);

  private final Rewriting rewriting;
  private final Path directory;
  private final String family;
  private ItemEdits waiting;
  private boolean cleared;

  /** What we found when we first wrote, and what we last left; until somebody else wrote. */
  private Optional<String> found = Optional.empty();

  private Optional<String> left = Optional.empty();
  private boolean onlyWe = true;

  FileTarget(FileSettings settings) {
    super(settings);
    this.family = settings.nameOf(settings.fileName());
    this.rewriting = new Rewriting(settings.path(), settings, family);
    this.directory = settings.path().resolveSibling(".").normalize();
    this.waiting = new ItemEdits(settings, false);
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
    if (wanted.name().equals(folder().name())) {
      return folder();
    }
    throw new StoreException.InputRefused(
        "%s is one file and holds one folder; \"%s\" would be a second"
            .formatted(settings().path(), wanted.name()),
        "Let \"path\" name a directory");
  }

  @Override
  public Optional<Reference> planned(FolderId into, Item item) {
    return item.key().map(key -> new Reference(References.ofKey(key, settings().format())));
  }

  @Override
  public List<Located> find(Key key) throws StoreException {
    if (!settings().format().holds(key.kind()) || Files.notExists(settings().path())) {
      return List.of();
    }
    List<Located> found = new ArrayList<>();
    try (ItemFile file =
        ItemFile.open(
            settings().path(), settings().fileName(), settings().now(), false, settings())) {
      for (Optional<ItemFile.Named> next = file.next(); next.isPresent(); next = file.next()) {
        ItemFile.Named named = next.get();
        if (named.piece().is(key)) {
          found.add(
              new Located(
                  new Reference(named.name().orElseThrow()),
                  Optional.of(new Version(named.piece().hash())),
                  Set.of(folder().id())));
        }
      }
    } catch (IOException e) {
      throw settings().failures().reading(e);
    }
    return found;
  }

  @Override
  public Map<Reference, byte[]> originals(List<Reference> references) throws StoreException {
    Map<Reference, byte[]> found = new HashMap<>();
    try {
      Set<String> names = references.stream().map(Reference::value).collect(Collectors.toSet());
      Originals.named(settings().path(), names, settings())
          .forEach((name, bytes) -> found.put(new Reference(name), bytes));
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (IOException e) {
      throw settings().failures().reading(e);
    }
    return found;
  }

  @Override
  public synchronized void apply(List<Write> batch, Outcomes outcomes) throws StoreException {
    for (Write write : batch) {
      Optional<String> name = write.accept(new NameOf(settings().format()));
      if (name.isEmpty()) {
        outcomes.tell(write, refusal(write));
        continue;
      }
      if (waiting.concerns(name.get())) {
        settle(outcomes);
      }
      if (write instanceof Write.Create create) {
        waiting.addNew(name.get(), create).ifPresent(refused -> outcomes.tell(write, refused));
      } else {
        waiting.add(name.get(), write);
      }
    }
    if (waiting.size() >= MANY || waiting.newBytes() >= MANY_BYTES) {
      settle(outcomes);
    }
  }

  private Outcome refusal(Write write) {
    String reason =
        write instanceof Write.Create
            ? "has no uid"
            : "a file of " + settings().format().words().many() + " holds one folder only";
    return new Outcome.Refused(Finding.broken("", reason));
  }

  @Override
  public synchronized void settle(Outcomes outcomes) throws StoreException {
    if (waiting.isEmpty()) {
      return;
    }
    ItemEdits settled = waiting;
    try {
      if (!cleared) {
        Temporary.clear(directory, family, settings().traffic());
        cleared = true;
      }
      Rewriting.Rewritten rewritten = rewriting.rewrite(settled);
      if (rewritten.after().isPresent()) {
        Temporary.sync(directory);
        remember(rewritten);
      }
    } catch (IOException e) {
      throw settings().failures().writing(e);
    } finally {
      waiting = new ItemEdits(settings(), false);
    }
    settled.tell(outcomes);
  }

  private void remember(Rewriting.Rewritten rewritten) {
    if (left.isEmpty()) {
      found = rewritten.before();
    } else {
      onlyWe &= rewritten.before().equals(left);
    }
    left = rewritten.after();
  }

  @Override
  public Optional<Checkpoint> after(Scope scope, Checkpoint before) throws StoreException {
    boolean provable =
        left.isPresent() && onlyWe && found.filter(mark -> covers(mark, before)).isPresent();
    try {
      if (!provable || !FileState.of(settings().path()).isMarkedBy(left.orElse(""))) {
        return Optional.empty();
      }
    } catch (IOException e) {
      throw settings().failures().reading(e);
    }
    return left.map(Checkpoint::new);
  }

  /** Whether the file that we found is the one that {@code before} speaks of. */
  private static boolean covers(String mark, Checkpoint before) {
    return mark.equals(before.value())
        || (FileState.hashIn(before.value()).isEmpty() && mark.startsWith(before.value() + "."));
  }

  /** The item that a write is about; empty where no file of items can carry it out. */
  private record NameOf(FileFormat format) implements Write.Visitor<Optional<String>> {
    @Override
    public Optional<String> create(Write.Create write) {
      return write.item().key().map(key -> References.ofKey(key, format));
    }

    @Override
    public Optional<String> update(Write.Update write) {
      return Optional.of(write.reference().value());
    }

    @Override
    public Optional<String> move(Write.Move write) {
      return Optional.empty();
    }

    @Override
    public Optional<String> delete(Write.Delete write) {
      return Optional.of(write.reference().value());
    }

    @Override
    public Optional<String> join(Write.Join write) {
      return Optional.empty();
    }

    @Override
    public Optional<String> leave(Write.Leave write) {
      return Optional.empty();
    }

    @Override
    public Optional<String> restore(Write.Restore write) {
      return Optional.of(write.reference().value());
    }
  }
}
