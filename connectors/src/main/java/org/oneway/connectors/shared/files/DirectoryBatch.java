// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Write;

/** Carries out one batch; outcomes are told when the directories' names last. */
final class DirectoryBatch {
  private static final Outcome STALE = new Outcome.Stale();

  private final DirectoryTarget store;
  private final Housekeeping housekeeping;
  private final Outcomes outcomes;
  private final List<Told> done = new ArrayList<>();
  private final Map<String, ItemEdits> files = new LinkedHashMap<>();
  private final Set<Path> touched = new LinkedHashSet<>();

  /** What became of a write. */
  private record Told(Write write, Outcome outcome) {}

  DirectoryBatch(DirectoryTarget store, Housekeeping housekeeping, Outcomes outcomes) {
    this.store = store;
    this.housekeeping = housekeeping;
    this.outcomes = outcomes;
  }

  /** Carries out a write, unless it is to an item in a file with others. */
  void carryOut(Write write) throws IOException, StoreException {
    Optional<Outcome> outcome;
    if (write instanceof Write.Create create) {
      outcome = Optional.of(create(create));
    } else if (write instanceof Write.Update update) {
      outcome =
          inFile(update.reference(), write)
              ? Optional.empty()
              : Optional.of(single(update.reference(), update.expected()).update(update.item()));
    } else if (write instanceof Write.Delete delete) {
      outcome =
          inFile(delete.reference(), write)
              ? Optional.empty()
              : Optional.of(single(delete.reference(), delete.expected()).delete());
    } else if (write instanceof Write.Restore restore) {
      outcome =
          inFile(restore.reference(), write)
              ? Optional.empty()
              : Optional.of(
                  single(restore.reference(), restore.expected())
                      .restore(
                          restore.over(),
                          restore
                              .original()
                              .orElseGet(() -> store.settings().format().again(restore).bytes())));
    } else if (write instanceof Write.Move move) {
      outcome = Optional.of(move(move));
    } else {
      outcome =
          Optional.of(new Outcome.Refused(Finding.broken("", "a file is in one folder only")));
    }
    outcome.ifPresent(o -> keep(write, o));
  }

  /** Whether the item shares its file; then the write waits for the others to that file. */
  private boolean inFile(Reference reference, Write write) {
    Optional<String> name = References.name(reference);
    if (name.isEmpty()) {
      return false;
    }
    String path = References.path(reference);
    files
        .computeIfAbsent(path, p -> new ItemEdits(store.settings(), true).in(p))
        .add(name.get(), write);
    return true;
  }

  private SingleItem single(Reference reference, Optional<Version> expected)
      throws IOException, StoreException {
    return new SingleItem(store, touched, reference, expected);
  }

  private Outcome create(Write.Create write) throws IOException, StoreException {
    Optional<Reference> planned = store.planned(write.folder(), write.item());
    if (planned.isEmpty()) {
      return new Outcome.Refused(Finding.broken("", "has no uid"));
    }
    Uid uid = write.item().uid().orElseThrow();
    Made made = store.settings().format().make(write.item());
    Optional<Finding> objection = made.objection(uid.value(), store.settings().format());
    if (objection.isPresent()) {
      return new Outcome.Refused(objection.get());
    }
    Path directory = store.directoryForWriting(write.folder());
    Path file = directory.resolve(store.settings().nameOf(uid.value()));
    Optional<Outcome> there = ifThere(file, planned.get(), made);
    if (there.isPresent()) {
      return there.get();
    }
    try (Temporary written = Temporary.in(directory, store.settings())) {
      written.out().write(made.bytes());
      FileState state = written.finish();
      if (!Files.notExists(file)) {
        return ifThere(file, planned.get(), made).orElse(STALE);
      }
      written.moveTo(file);
      touched.add(directory);
      store.noteUid(uid, planned.get());
      Version version = new Version(state.mark(written.hash()));
      return new Outcome.Done(planned, Optional.of(version), made.held());
    }
  }

  /** What a file that is there already means for an item that is to be made. */
  private Optional<Outcome> ifThere(Path file, Reference planned, Made made) throws IOException {
    try (ItemFile there = ItemFile.open(file, "", store.settings().now(), true, store.settings())) {
      Optional<ItemFile.Named> first = there.next();
      boolean isAlone = first.isPresent() && there.next().isEmpty();
      boolean isSame =
          isAlone && first.filter(f -> f.piece().hash().equals(made.piece().hash())).isPresent();
      if (!isSame || there.wasWrittenInto()) {
        return Optional.of(STALE);
      }
      Version version = new Version(there.state().mark(there.hash()));
      return Optional.of(new Outcome.Done(Optional.of(planned), Optional.of(version), made.held()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private Outcome move(Write.Move write) throws IOException, StoreException {
    Optional<String> name = References.name(write.reference());
    if (name.isEmpty()) {
      return single(write.reference(), write.expected()).move(write.to());
    }
    housekeeping.files().lock();
    try {
      return new Extraction(store, touched).move(write, name.get());
    } finally {
      housekeeping.files().unlock();
    }
  }

  /** Rewrites the files that hold several items, each once. */
  void carryOutRest() throws IOException, StoreException {
    housekeeping.files().lock();
    try {
      for (Map.Entry<String, ItemEdits> file : files.entrySet()) {
        rewrite(file.getKey(), file.getValue());
      }
    } finally {
      housekeeping.files().unlock();
    }
  }

  private void rewrite(String path, ItemEdits edits) throws IOException, StoreException {
    Optional<Path> file = store.file(path);
    if (file.isEmpty()) {
      edits.tell(this::keep);
      return;
    }
    Path directory = store.directoryForWriting(store.folderOf(path));
    new Rewriting(file.get(), store.settings()).rewrite(edits);
    touched.add(directory);
    edits.tell(this::keep);
  }

  private void keep(Write write, Outcome outcome) {
    done.add(new Told(write, outcome));
  }

  /** Makes last what was done, and tells it. */
  void tellDone() throws StoreException {
    try {
      housekeeping.sync(touched);
    } catch (IOException e) {
      throw store.settings().failures().writing(e);
    }
    done.forEach(told -> outcomes.tell(told.write(), told.outcome()));
  }
}
