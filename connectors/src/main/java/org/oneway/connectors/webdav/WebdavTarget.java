// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.oneway.connectors.shared.dav.DavSettings;
import org.oneway.connectors.shared.dav.Href;
import org.oneway.connectors.shared.dav.Problem;
import org.oneway.connectors.shared.dav.Threads;
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
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** The files below one directory, read and written. */
final class WebdavTarget extends WebdavSource implements TargetStore {
  private static final int BATCH = 100;

  /** How large a file may be whose bytes are kept before they are overwritten or deleted. */
  private static final int LARGEST_ORIGINAL = 8 << 20;

  /** How large all of them may be that are kept at once. */
  private static final long ORIGINALS = 64L << 20;

  private final FileWriter writer;
  private Optional<Boolean> isThere = Optional.empty();

  /** Asks nobody yet. */
  WebdavTarget(DavSettings settings) throws StoreException {
    super(settings);
    this.writer = new FileWriter(client(), tree(), reader(), recent(), directories());
  }

  @Override
  public Capabilities capabilities() {
    // Whether a server keeps conditions is only known by writing, so none is claimed.
    return new Capabilities(
        Capabilities.UidUniqueIn.FOLDER,
        false,
        Capabilities.Condition.NONE,
        false,
        false,
        BATCH,
        1);
  }

  /** A directory that is not there yet is made by the first write. */
  @Override
  public List<Folder> folders() throws StoreException {
    boolean isThereNow = tree().look(root().href()).filter(Resource::isDirectory).isPresent();
    isThere = Optional.of(isThereNow);
    return isThereNow ? List.of(root().folder()) : List.of();
  }

  @Override
  public List<Scope> scopes() throws StoreException {
    boolean isKnown = isThere.isPresent() ? isThere.get() : !folders().isEmpty();
    return isKnown ? super.scopes() : List.of();
  }

  @Override
  public Folder ensureFolder(Folder wanted) throws StoreException {
    Optional<Problem> problem = directories().ensure(root().href());
    if (problem.isPresent()) {
      String name = root().folder().name();
      Optional<StoreException> spoiled = client().failures().spoilsAll(problem.get(), name);
      throw spoiled.orElseGet(
          () ->
              new StoreException.InputRefused(
                  "The directory %s cannot be made: the server answers %s (store \"%s\")"
                      .formatted(root().href(), problem.get().text(), client().settings().store()),
                  "Correct \"url\" of the store"));
    }
    isThere = Optional.of(true);
    return root().folder();
  }

  @Override
  public Optional<Reference> planned(FolderId folder, Item item) {
    String path = FileItem.path(item);
    return Root.objection(path).isPresent()
        ? Optional.empty()
        : Optional.of(new Reference(root().at(path).path()));
  }

  @Override
  public List<Located> find(Key key) throws StoreException {
    String path = key.uid().value();
    if (key.kind() != Kind.FILE || Root.objection(path).isPresent()) {
      return List.of();
    }
    return tree().look(root().at(path)).stream()
        .filter(resource -> !resource.isDirectory())
        .map(r -> new Located(r.reference(), r.version(), Set.of(root().folder().id())))
        .toList();
  }

  @Override
  public Map<Reference, byte[]> originals(List<Reference> references) throws StoreException {
    Map<Reference, byte[]> originals = new HashMap<>();
    long room = ORIGINALS;
    for (Reference reference : references) {
      int most = (int) Math.min(room, LARGEST_ORIGINAL);
      Optional<byte[]> bytes = reader().bytes(new Href(reference.value()), most);
      if (bytes.isPresent()) {
        originals.put(reference, bytes.get());
        room -= bytes.get().length;
      }
    }
    return originals;
  }

  private record Told(Write write, Optional<Outcome> outcome) {}

  @Override
  public void apply(List<Write> batch, Outcomes outcomes) throws StoreException {
    AtomicBoolean isSpoiled = new AtomicBoolean();
    CompletionService<Told> underWay = threads().inAnyOrder();
    for (Write write : batch) {
      underWay.submit(
          () -> {
            if (isSpoiled.get()) {
              return new Told(write, Optional.empty());
            }
            try {
              return new Told(write, Optional.of(writer.write(write)));
            } catch (StoreException | RuntimeException e) {
              isSpoiled.set(true);
              throw e;
            }
          });
    }
    List<StoreException> failures = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      try {
        Told told = Threads.result(underWay.take());
        told.outcome().ifPresent(outcome -> outcomes.tell(told.write(), outcome));
      } catch (StoreException e) {
        failures.add(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Threads.interrupted();
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  @Override
  public void settle(Outcomes outcomes) {}

  @Override
  public Optional<Checkpoint> after(Scope scope, Checkpoint before) {
    return Optional.empty();
  }
}
