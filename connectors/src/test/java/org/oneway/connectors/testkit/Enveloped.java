// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Traffic;
import org.oneway.engine.store.Write;

/** A store of messages, as a contract acts on it: see {@link Envelopes}. */
public class Enveloped implements SourceStore {
  private final SourceStore store;
  private final Envelopes envelopes;
  private final Set<String> hidden;

  public Enveloped(SourceStore store, Envelopes envelopes) {
    this(store, envelopes, Set.of());
  }

  /**
   * One that does not show some folders, which a server has for everybody.
   *
   * @param hidden their handles
   */
  public Enveloped(SourceStore store, Envelopes envelopes, Set<String> hidden) {
    this.store = store;
    this.envelopes = envelopes;
    this.hidden = Set.copyOf(hidden);
  }

  @Override
  public Optional<String> identity() throws StoreException {
    return store.identity();
  }

  @Override
  public List<Folder> folders() throws StoreException {
    return store.folders().stream().filter(f -> !hidden.contains(f.id().value())).toList();
  }

  @Override
  public Set<Kind> kindsIn(Folder folder) throws StoreException {
    return store.kindsIn(folder);
  }

  @Override
  public List<Scope> scopes() throws StoreException {
    return store.scopes().stream()
        .filter(scope -> scope.folders().stream().noneMatch(f -> hidden.contains(f.value())))
        .toList();
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    Known real =
        references -> {
          Map<Reference, Known.Seen> seen = new HashMap<>();
          known.of(references).forEach((at, told) -> seen.put(at, real(told)));
          return seen;
        };
    return new Stream(store.changes(scope, since, real));
  }

  private Known.Seen real(Known.Seen told) {
    Key key = new Key(Kind.MESSAGE, envelopes.real(told.key().uid().value()));
    return new Known.Seen(key, told.version());
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    return new Stream(store.fetch(scope, references));
  }

  @Override
  public Optional<Traffic.Count> traffic() {
    return store.traffic();
  }

  @Override
  public void close() {
    store.close();
  }

  private final class Stream implements ChangeStream {
    private final ChangeStream stream;

    Stream(ChangeStream stream) {
      this.stream = stream;
    }

    @Override
    public Optional<Change> next() throws StoreException {
      return stream
          .next()
          .map(change -> change.<Change>match(this::told, p -> p, r -> r, this::broken));
    }

    private Change told(Change.Upsert upsert) {
      return new Change.Upsert(
          upsert.reference(),
          upsert.version(),
          upsert.folders(),
          envelopes.fromStore(upsert.item()),
          upsert.content(),
          upsert.findings());
    }

    private Change broken(Change.Broken broken) {
      Optional<Key> key =
          broken.key().flatMap(k -> envelopes.uid(k.uid())).map(u -> new Key(Kind.MESSAGE, u));
      return new Change.Broken(broken.reference(), key, broken.title(), broken.finding());
    }

    @Override
    public Ending ending() {
      return stream.ending();
    }

    @Override
    public void close() {
      stream.close();
    }
  }

  /** The same of a target. */
  public static final class Target extends Enveloped implements TargetStore {
    private final TargetStore store;
    private final Envelopes envelopes;
    private final Map<Long, Write> asked = new ConcurrentHashMap<>();

    public Target(TargetStore store, Envelopes envelopes) {
      this(store, envelopes, Set.of());
    }

    /** The same, of which some folders are not shown. */
    public Target(TargetStore store, Envelopes envelopes, Set<String> hidden) {
      super(store, envelopes, hidden);
      this.store = store;
      this.envelopes = envelopes;
    }

    @Override
    public Capabilities capabilities() {
      return store.capabilities();
    }

    @Override
    public Folder ensureFolder(Folder wanted) throws StoreException {
      return store.ensureFolder(wanted);
    }

    @Override
    public Optional<Reference> planned(FolderId folder, Item item) {
      return store.planned(folder, envelopes.toStore(item));
    }

    @Override
    public List<Located> find(Key key) throws StoreException {
      return store.find(new Key(key.kind(), envelopes.real(key.uid().value())));
    }

    @Override
    public Map<Reference, byte[]> originals(List<Reference> references) throws StoreException {
      return store.originals(references);
    }

    @Override
    public void apply(List<Write> batch, Outcomes outcomes) throws StoreException {
      batch.forEach(write -> asked.put(write.id(), write));
      store.apply(
          batch.stream().map(write -> write.accept(new ToStore())).toList(), telling(outcomes));
    }

    private Outcomes telling(Outcomes outcomes) {
      return (write, outcome) ->
          outcomes.tell(
              Optional.ofNullable(asked.remove(write.id())).orElse(write),
              outcome.<Outcome>match(
                  done ->
                      new Outcome.Done(
                          done.reference(), done.version(), done.held().map(envelopes::fromStore)),
                  stale -> stale,
                  refused -> refused));
    }

    @Override
    public void settle(Outcomes outcomes) throws StoreException {
      store.settle(telling(outcomes));
    }

    @Override
    public Optional<Checkpoint> after(Scope scope, Checkpoint before) throws StoreException {
      return store.after(scope, before);
    }

    private final class ToStore implements Write.Visitor<Write> {
      @Override
      public Write create(Write.Create write) {
        return new Write.Create(
            write.id(), write.folder(), envelopes.toStore(write.item()), write.content());
      }

      @Override
      public Write update(Write.Update write) {
        return new Write.Update(
            write.id(),
            write.reference(),
            write.expected(),
            write.folder(),
            envelopes.toStore(write.item()),
            write.content());
      }

      @Override
      public Write restore(Write.Restore write) {
        return new Write.Restore(
            write.id(),
            write.reference(),
            write.over(),
            write.expected(),
            write.folder(),
            envelopes.toStore(write.item()),
            write.original());
      }

      @Override
      public Write move(Write.Move write) {
        return write;
      }

      @Override
      public Write delete(Write.Delete write) {
        return write;
      }

      @Override
      public Write join(Write.Join write) {
        return write;
      }

      @Override
      public Write leave(Write.Leave write) {
        return write;
      }
    }
  }
}
