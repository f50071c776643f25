// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.oneway.engine.backup.Remembered.Entry;
import org.oneway.engine.backup.Remembered.ScopeLine;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Mailbox;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;

/**
 * Writes what a source says into an archive: everything, or what has changed since the archive
 * before, whose items are remembered in a file. What is unchanged is not asked for. Used by one
 * thread.
 *
 * <p>Called in this order: {@link #folders}; for each scope {@link #since}, {@link #take}, {@link
 * #end}; {@link #finish}; and when the archive has its name, {@link #keep}.
 */
public final class ArchiveRecorder implements Closeable {
  private final Optional<ExportMemory> last;
  private final MemoryWriter memory;
  private final ArchiveWriter writer;
  private final Instant time;
  private final Listener listener;
  private final long sequence;
  private final RecordedFolders folders;
  private final Map<String, Scope> scopes = new HashMap<>();
  private final Map<String, Ending> endings = new HashMap<>();
  private final Set<String> brokenScopes = new HashSet<>();
  private final Set<Key> brokenKeys = new HashSet<>();
  private final Changed changed = new Changed();

  /** Is told what is recorded. */
  public interface Listener {
    /** An item is in the archive. */
    void written(Item item, Set<FolderId> in, boolean minted);

    /** An item is said to be gone. */
    default void removed() {}

    /** Something was repaired or could not be carried. */
    void found(String title, Finding finding);

    /** An item could not be read, and is not in the archive. */
    void broken(String title, Finding finding);
  }

  /** Reads items again. */
  @FunctionalInterface
  public interface Fetch {
    /** What these items of a scope are now. */
    ChangeStream of(Scope scope, List<Reference> references) throws StoreException;
  }

  /**
   * Begins.
   *
   * @param last what the archives before hold; empty for an archive of everything
   * @param path where what is remembered lies
   * @param sequence the place of this archive in its chain
   * @param time when an item without a time is said to have changed
   */
  public ArchiveRecorder(
      Optional<ExportMemory> last,
      Path path,
      ArchiveWriter writer,
      long sequence,
      Instant time,
      DurableFiles files,
      Listener listener)
      throws IOException {
    this.last = last;
    this.memory = new MemoryWriter(path, files);
    this.writer = writer;
    this.sequence = sequence;
    this.time = time;
    this.listener = listener;
    this.folders = new RecordedFolders(last, memory, writer);
  }

  /**
   * The folders that the source has now, and what they can hold. One that is there no longer is
   * said to be gone.
   */
  public void folders(List<Folder> now, Map<FolderId, Set<Kind>> holds) {
    folders.are(now, holds);
  }

  /** Since when a scope is to be read; its folders are in the archive from now on. */
  public Checkpoint since(Scope scope) throws IOException {
    scopes.put(scope.name(), scope);
    for (FolderId folder : scope.folders()) {
      folders.begin(folder);
    }
    return scope.folders().stream().anyMatch(folders::isRenamed)
        ? Checkpoint.NONE
        : last.flatMap(m -> m.scope(scope.name()))
            .filter(this::isStillThere)
            .map(ScopeLine::checkpoint)
            .orElse(Checkpoint.NONE);
  }

  /** What a scope held that had folders which are gone is read anew if they come back. */
  private boolean isStillThere(ScopeLine scope) {
    return folders.ids().containsAll(scope.folders());
  }

  /** What need not be read. */
  public Known known() {
    return references -> {
      Map<Reference, Known.Seen> seen = new HashMap<>();
      for (Reference reference : references) {
        entry(reference)
            .filter(entry -> entry.version().isPresent())
            .filter(entry -> entry.folders().stream().noneMatch(folders::isRenamed))
            .ifPresent(e -> seen.put(reference, new Known.Seen(e.key(), e.version())));
      }
      return seen;
    };
  }

  private Optional<Entry> entry(Reference reference) {
    try {
      return last.isPresent() ? last.get().entry(reference) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Records what the source says of an item. */
  public void take(Scope scope, Change change) throws IOException {
    if (change instanceof Change.Upsert upsert) {
      upsert(scope, upsert);
    } else if (change instanceof Change.Present present) {
      Optional<Entry> entry = entry(present.reference());
      if (entry.isPresent()) {
        keep(entry.get());
      } else {
        brokenScopes.add(scope.name());
      }
    } else if (change instanceof Change.Removal removal) {
      Optional<Entry> entry = entry(removal.reference());
      if (entry.isPresent() && !isMet(removal.reference())) {
        last.orElseThrow().meet(removal.reference());
        gone(entry.get(), entry.get().folders());
      }
    } else if (change instanceof Change.Broken broken) {
      broken(scope, broken);
    }
  }

  private boolean isMet(Reference reference) throws IOException {
    return last.isPresent() && last.get().isMet(reference);
  }

  private void keep(Entry entry) throws IOException {
    if (!isMet(entry.reference())) {
      last.orElseThrow().meet(entry.reference());
      memory.write(entry.line());
    }
  }

  private void broken(Scope scope, Change.Broken broken) throws IOException {
    listener.broken(broken.title(), broken.finding());
    brokenScopes.add(scope.name());
    broken.key().ifPresent(brokenKeys::add);
    Optional<Entry> entry = broken.reference().flatMap(this::entry);
    if (entry.isPresent()) {
      keep(entry.get().unread());
    }
  }

  private void upsert(Scope scope, Change.Upsert upsert) throws IOException {
    Item item = upsert.item();
    if (DataType.of(item.kind()).isEmpty() || isMet(upsert.reference())) {
      return;
    }
    Similarity similarity = Similarity.of(item.kind());
    String title = similarity.title(item.json());
    boolean minted = item.uid().isEmpty();
    if (minted) {
      item = item.withUid(similarity.mint(item.json()));
    }
    Optional<Entry> before = entry(upsert.reference());
    String hash = Long.toHexString(Placements.hash(state(upsert, item)));
    boolean isSame = before.filter(entry -> entry.hash().equals(hash)).isPresent();
    Instant seen = isSame ? before.orElseThrow().time() : time;
    if (item.updated().isEmpty()) {
      item = item.withUpdated(seen, false);
    }
    Key key = item.key().orElseThrow();
    Set<FolderId> in = new HashSet<>(upsert.folders());
    in.retainAll(folders.ids());
    Set<FolderId> into = new HashSet<>(in);
    if (isSame && before.orElseThrow().key().equals(key)) {
      into.removeIf(id -> before.get().folders().contains(id) && !folders.isRenamed(id));
    }
    try {
      for (FolderId folder : into) {
        folders.begin(folder);
        writer.add(folder, item, upsert.content());
        changed.written(folders.placement(folder, key));
      }
    } catch (ArchiveDamaged e) {
      broken(
          scope,
          new Change.Broken(
              Optional.of(upsert.reference()),
              Optional.of(key),
              title,
              Finding.broken(e.place(), e.reason())));
      return;
    }
    if (!into.isEmpty()) {
      listener.written(item, into, minted);
      upsert.findings().forEach(finding -> listener.found(title, finding));
    }
    if (before.isPresent()) {
      Entry entry = before.get();
      last.orElseThrow().meet(upsert.reference());
      Set<FolderId> left = new HashSet<>(entry.folders());
      if (entry.key().equals(key)) {
        left.removeIf(id -> in.contains(id) && !folders.isRenamed(id));
      }
      gone(entry, left);
    }
    memory.write(
        new Entry(
                scope.name(),
                upsert.reference(),
                upsert.version(),
                key,
                hash,
                seen,
                into.isEmpty() ? before.map(Entry::sequence).orElse(sequence) : sequence,
                in)
            .line());
  }

  /** What differs if an item does; of bytes that are not at hand the store's version. */
  private static String state(Change.Upsert upsert, Item item) {
    String version = upsert.version().map(Version::value).orElse("");
    return item.json() + (upsert.content().isPresent() ? version : "");
  }

  /** An item is no longer in these folders, as far as they are there under their names. */
  private void gone(Entry entry, Set<FolderId> left) {
    for (FolderId folder : left) {
      folders
          .ofTheSameName(folder)
          .ifPresent(now -> changed.gone(folders.placement(now, entry.key()), now, entry.key()));
    }
  }

  /**
   * A scope was read to its end.
   *
   * @param mailboxes what its folders say of themselves
   */
  public void end(Scope scope, Ending ending, Function<FolderId, Mailbox> mailboxes)
      throws IOException {
    for (FolderId folder : scope.folders()) {
      Mailbox mailbox = mailboxes.apply(folder);
      if (folders.ids().contains(folder) && !mailbox.equals(Mailbox.UNKNOWN)) {
        writer.mailbox(folder, mailbox);
      }
    }
    if (endings.put(scope.name(), ending) == null) {
      ending.findings().forEach(finding -> listener.found("", finding));
    }
  }

  /** Whether this scope was read to its end. */
  public boolean ended(Scope scope) {
    return endings.containsKey(scope.name());
  }

  /**
   * Writes what follows from all that was taken; the archive is complete but for its end.
   *
   * @return whether anything has changed since the archive before
   */
  public boolean finish(Fetch fetch) throws IOException, StoreException {
    if (last.isPresent()) {
      rest(last.get());
      again(fetch);
    }
    Map<String, ScopeLine> lines = new HashMap<>();
    last.ifPresent(m -> lines.putAll(m.scopes()));
    endings.forEach(
        (name, ending) -> {
          if (!brokenScopes.contains(name)) {
            Set<FolderId> of =
                Optional.ofNullable(scopes.get(name)).map(Scope::folders).orElse(Set.of());
            lines.put(name, new ScopeLine(name, ending.checkpoint(), of));
          }
        });
    for (ScopeLine line : lines.values()) {
      if (isStillThere(line)) {
        memory.write(line.line());
      }
    }
    folders.rememberTheOthers();
    return !changed.isEmpty() || folders.haveChanged() || last.isEmpty();
  }

  /** Decides about what was not named. */
  private void rest(ExportMemory before) throws IOException {
    before.each(
        (line, offset) -> {
          Optional<Entry> entry = Remembered.entry(line);
          if (entry.isPresent() && !before.isMet(entry.get().reference())) {
            rest(entry.get());
          }
        });
  }

  private void rest(Entry entry) throws IOException {
    Optional<Ending> ending = Optional.ofNullable(endings.get(entry.scope()));
    boolean named = brokenKeys.contains(entry.key());
    if (ending.filter(e -> e.coverage() == Coverage.COMPLETE && e.unattributed() == 0).isPresent()
        && !named) {
      gone(entry, entry.folders());
      return;
    }
    Set<FolderId> left = new HashSet<>(entry.folders());
    left.removeAll(folders.ids());
    gone(entry, left);
    Set<FolderId> still = new HashSet<>(entry.folders());
    still.retainAll(folders.ids());
    if (ending.filter(e -> e.coverage() == Coverage.RENUMBERED).isPresent()) {
      // It was named under another reference; what was not is decided when all are named.
      still.removeIf(folder -> changed.isWritten(folders.placement(folder, entry.key())));
    }
    if (!still.isEmpty()) {
      memory.write(entry.in(still).line());
    }
  }

  /** What else has a key that changed is written too: a listed key stands for all that has it. */
  private void again(Fetch fetch) throws IOException, StoreException {
    Map<String, List<Reference>> wanted = new LinkedHashMap<>();
    if (!changed.isEmpty()) {
      memory.each(
          (line, offset) -> {
            Optional<Entry> entry = Remembered.entry(line);
            if (entry.isPresent()) {
              again(entry.get(), wanted);
            }
          });
    }
    for (Map.Entry<String, List<Reference>> scope : wanted.entrySet()) {
      again(Optional.ofNullable(scopes.get(scope.getKey())), scope.getValue(), fetch);
    }
    for (Changed.Gone gone : changed.gone()) {
      folders.begin(gone.folder());
      writer.removed(gone.folder(), gone.key());
      listener.removed();
    }
  }

  private void again(Entry entry, Map<String, List<Reference>> wanted) {
    boolean asks = false;
    for (FolderId folder : entry.folders()) {
      asks |= changed.lives(folders.placement(folder, entry.key()));
    }
    if (asks && entry.sequence() != sequence) {
      wanted.computeIfAbsent(entry.scope(), s -> new ArrayList<>()).add(entry.reference());
    }
  }

  private void again(Optional<Scope> scope, List<Reference> references, Fetch fetch)
      throws IOException, StoreException {
    if (scope.isEmpty()) {
      return;
    }
    try (ChangeStream stream = fetch.of(scope.get(), references)) {
      for (Optional<Change> next = stream.next(); next.isPresent(); next = stream.next()) {
        if (next.get() instanceof Change.Upsert upsert) {
          Item read = upsert.item();
          Item item =
              read.uid().isPresent()
                  ? read
                  : read.withUid(Similarity.of(read.kind()).mint(read.json()));
          for (FolderId folder : upsert.folders()) {
            if (folders.ids().contains(folder)
                && changed.isTouched(folders.placement(folder, item.key().orElseThrow()))) {
              writer.add(folder, item, upsert.content());
            }
          }
        }
      }
    }
  }

  /** Remembers it for the next archive, which builds on {@code made}; comes before its naming. */
  public void prepare(Made made) throws IOException {
    memory.complete(made);
  }

  /** What was prepared counts from now on. */
  public void keep() throws IOException {
    if (last.isPresent()) {
      // Some systems replace no file that is open.
      last.get().close();
    }
    memory.keep();
  }

  @Override
  public void close() throws IOException {
    memory.close();
    if (last.isPresent()) {
      last.get().close();
    }
  }
}
