// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.connector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** The file as a target: each batch reads it, changes it and puts it in place at once. */
final class JsonLinesTarget extends JsonLinesSource implements TargetStore {
  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Capabilities.UidUniqueIn.FOLDER, // a uid may occur once in the folder
          false, // an item is in one folder
          Capabilities.Condition.ITEM, // a write can be conditional on the item's version
          false, // nothing is moved: there is one folder
          false, // what is read back is what was sent
          500, // writes in one batch
          1); // batches at once

  private final DurableFiles files = new DurableFiles();

  JsonLinesTarget(StoreSettings settings) {
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
    if (wanted.name().equals(folder().name())) {
      return folder();
    }
    throw new StoreException.InputRefused(
        "%s holds one folder; \"%s\" would be a second".formatted(path(), wanted.name()),
        "Sync one folder into it: folders = { \"SOURCE\" = \"" + folder().name() + "\" }");
  }

  @Override
  public Optional<Reference> planned(FolderId into, Item item) {
    return item.uid().map(uid -> LineFile.reference(uid.value(), 1));
  }

  @Override
  public List<Located> find(Key key) throws StoreException {
    List<Located> found = new ArrayList<>();
    if (key.kind() == Kind.CONTACT) {
      read()
          .cards()
          .forEach(
              (reference, line) -> {
                if (line.uid().filter(key.uid().value()::equals).isPresent()) {
                  found.add(
                      new Located(reference, Optional.of(line.version()), Set.of(folder().id())));
                }
              });
    }
    return found;
  }

  @Override
  public Map<Reference, byte[]> originals(List<Reference> references) throws StoreException {
    Map<Reference, Line> cards = read().cards();
    Map<Reference, byte[]> originals = new HashMap<>();
    for (Reference reference : references) {
      Optional.ofNullable(cards.get(reference))
          .map(line -> line.bytes().getBytes(StandardCharsets.ISO_8859_1))
          .ifPresent(bytes -> originals.put(reference, bytes));
    }
    return originals;
  }

  @Override
  public void apply(List<Write> batch, Outcomes outcomes) throws StoreException {
    LineFile file = read();
    Map<Write, Outcome> decided = new LinkedHashMap<>();
    for (Write write : batch) {
      decided.put(write, write.accept(new Edit(file)));
    }
    try {
      file.save(files);
    } catch (IOException e) {
      throw new StoreException.StoreFull(
          path() + " cannot be written: " + e.getMessage(), "Allow writing or free space");
    }
    // Only now does the store have them for good.
    decided.forEach(outcomes::tell);
  }

  @Override
  public void settle(Outcomes outcomes) {
    // Nothing is kept back.
  }

  @Override
  public Optional<Checkpoint> after(Scope scope, Checkpoint before) {
    return Optional.empty();
  }

  /** Carries out one write in memory and says what will have become of it. */
  private static final class Edit implements Write.Visitor<Outcome> {
    private static final Outcome STALE = new Outcome.Stale();

    private final LineFile file;

    private Edit(LineFile file) {
      this.file = file;
    }

    @Override
    public Outcome create(Write.Create write) {
      Optional<Uid> uid = write.item().uid();
      if (uid.isEmpty() || write.item().kind() != Kind.CONTACT) {
        return refused("is no contact with a uid");
      }
      Line fresh = Line.of(write.item().json());
      Optional<Line> there = file.card(LineFile.reference(uid.get().value(), 1));
      if (there.isPresent()) {
        // Sent before, by a run that was cut off; or somebody else's, which is not overwritten.
        return there.get().bytes().equals(fresh.bytes()) ? done(fresh) : STALE;
      }
      file.add(fresh);
      return done(fresh);
    }

    @Override
    public Outcome update(Write.Update write) {
      Optional<Line> there = file.card(write.reference());
      if (there.isEmpty()) {
        return STALE;
      }
      Uid uid = new Uid(there.get().uid().orElseThrow());
      Line fresh = Line.of(write.item().withUid(uid).json());
      if (there.get().bytes().equals(fresh.bytes())) {
        return done(fresh);
      }
      if (isOther(there.get(), write.expected())) {
        return STALE;
      }
      file.replace(there.get(), fresh);
      return done(fresh);
    }

    @Override
    public Outcome delete(Write.Delete write) {
      Optional<Line> there = file.card(write.reference());
      if (there.isEmpty()) {
        return new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
      }
      if (isOther(there.get(), write.expected())) {
        return STALE;
      }
      file.remove(there.get());
      return new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public Outcome restore(Write.Restore write) {
      Optional<Line> original =
          write
              .original()
              .map(bytes -> Line.read(new String(bytes, StandardCharsets.ISO_8859_1)))
              .filter(line -> line.card().isPresent());
      if (original.isEmpty()) {
        return write.plain().accept(this);
      }
      Optional<Line> there = file.card(write.reference());
      if (there.filter(line -> line.bytes().equals(original.get().bytes())).isPresent()) {
        return done(original.get());
      }
      if (there.isPresent() != write.over()
          || there.filter(line -> isOther(line, write.expected())).isPresent()) {
        return STALE;
      }
      there.ifPresentOrElse(
          line -> file.replace(line, original.get()), () -> file.add(original.get()));
      return done(original.get());
    }

    @Override
    public Outcome move(Write.Move write) {
      return refused("cannot be moved: the file holds one folder");
    }

    @Override
    public Outcome join(Write.Join write) {
      return refused("cannot be in several folders");
    }

    @Override
    public Outcome leave(Write.Leave write) {
      return refused("cannot be in several folders");
    }

    private static boolean isOther(Line there, Optional<Version> expected) {
      return expected.filter(version -> !version.equals(there.version())).isPresent();
    }

    private static Outcome done(Line line) {
      return new Outcome.Done(
          Optional.empty(), Optional.of(line.version()), Optional.of(line.item()));
    }

    private static Outcome refused(String why) {
      return new Outcome.Refused(Finding.broken("", why));
    }
  }
}
