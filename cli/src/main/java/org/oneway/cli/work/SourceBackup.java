// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.backup.ArchiveRecorder;
import org.oneway.engine.backup.ExportMemory;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveMetadata.Extent;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/**
 * A source of which everything that is read goes into an archive too, until {@link #finish}. What
 * the archives so far do not have is read although the sync knows it.
 */
final class SourceBackup implements SourceStore {
  private final SourceStore source;
  private final Optional<Recording> recording;
  private boolean isOver;

  private SourceBackup(SourceStore source, Optional<Recording> recording) {
    this.source = source;
    this.recording = recording;
  }

  /** A source of which nothing is kept. */
  static SourceBackup none(SourceStore source) {
    return new SourceBackup(source, Optional.empty());
  }

  /**
   * A source of which an archive is made.
   *
   * @param memory where is remembered what the archives hold
   * @param last what they hold so far
   */
  static SourceBackup to(
      Path archive,
      SourceStore source,
      Exporting.Label label,
      String run,
      Path memory,
      Optional<ExportMemory> last,
      DurableFiles files)
      throws IOException {
    return new SourceBackup(
        source, Optional.of(new Recording(archive, label, run, memory, last, files)));
  }

  /** An archive that is being made. */
  private static final class Recording implements ArchiveRecorder.Listener, AutoCloseable {
    private final Path archive;
    private final Exporting.Label label;
    private final Optional<ExportMemory> last;
    private final ArchiveWriter writer;
    private final ArchiveRecorder recorder;
    private final Set<Scope> begun = new HashSet<>();
    private boolean foldersGiven;
    private boolean broken;

    Recording(
        Path archive,
        Exporting.Label label,
        String run,
        Path memory,
        Optional<ExportMemory> last,
        DurableFiles files)
        throws IOException {
      this.archive = archive;
      this.label = label;
      this.last = last;
      PrivateFiles.makeDirectories(archive.resolveSibling(""));
      ArchiveMetadata metadata = label.metadata(last.map(ExportMemory::made)).withRun(run);
      this.writer = ArchiveWriter.create(archive, metadata, files);
      Path unfinished = DurableFiles.temporary(archive);
      if (Files.exists(unfinished)) {
        PrivateFiles.restrict(unfinished);
      }
      this.recorder =
          new ArchiveRecorder(
              last, memory, writer, label.chain().sequence(), label.time(), files, this);
    }

    void folders(List<Folder> now, SourceStore source) throws StoreException, IOException {
      if (!foldersGiven) {
        foldersGiven = true;
        Map<FolderId, Set<Kind>> kinds = new HashMap<>();
        for (Folder folder : now) {
          kinds.put(folder.id(), source.kindsIn(folder));
        }
        recorder.folders(now, kinds);
      }
    }

    /** Writes the archive, if there is anything to write that is whole. */
    void finish(SourceStore source) throws IOException, StoreException {
      boolean whole = begun.stream().allMatch(recorder::ended);
      if (begun.isEmpty() || (last.isEmpty() && !whole)) {
        return;
      }
      if (recorder.finish(source::fetch)) {
        recorder.prepare(label.made(archive.toString()));
        writer.finish(last.isEmpty() && !broken ? Extent.FULL : Extent.PARTIAL);
      } else {
        recorder.prepare(last.orElseThrow().made());
      }
      recorder.keep();
    }

    @Override
    public void written(Item item, Set<FolderId> in, boolean minted) {}

    @Override
    public void found(String title, Finding finding) {}

    @Override
    public void broken(String title, Finding finding) {
      broken = true;
    }

    @Override
    public void close() throws IOException {
      recorder.close();
      writer.close();
    }
  }

  /** Completes the archive; what is read after this is not in it. */
  void finish() throws IOException, StoreException {
    if (recording.isPresent() && !isOver) {
      isOver = true;
      recording.get().finish(source);
    }
  }

  private Optional<Recording> recording() {
    return isOver ? Optional.empty() : recording;
  }

  @Override
  public Optional<String> identity() throws StoreException {
    return source.identity();
  }

  @Override
  public List<Folder> folders() throws StoreException {
    List<Folder> now = source.folders();
    if (recording().isPresent()) {
      try {
        recording().get().folders(now, source);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return now;
  }

  @Override
  public Set<Kind> kindsIn(Folder folder) throws StoreException {
    return source.kindsIn(folder);
  }

  @Override
  public List<Scope> scopes() throws StoreException {
    return source.scopes();
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    Optional<Recording> to = recording();
    if (to.isEmpty()) {
      return source.changes(scope, since, known);
    }
    try {
      to.get().folders(source.folders(), source);
      ArchiveRecorder recorder = to.get().recorder;
      // What the archives do not reach to is listed anew.
      Checkpoint from = recorder.since(scope).equals(since) ? since : Checkpoint.NONE;
      to.get().begun.add(scope);
      Known both = references -> both(known.of(references), recorder.known().of(references));
      return new Stream(source, source.changes(scope, from, both), scope, recorder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<Reference, Known.Seen> both(
      Map<Reference, Known.Seen> known, Map<Reference, Known.Seen> archived) {
    Map<Reference, Known.Seen> both = new HashMap<>(known);
    both.entrySet()
        .removeIf(
            entry ->
                !Optional.ofNullable(archived.get(entry.getKey()))
                    .map(Known.Seen::version)
                    .equals(Optional.of(entry.getValue().version())));
    return both;
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    return source.fetch(scope, references);
  }

  @Override
  public Optional<Content> content(Scope scope, Reference reference) throws StoreException {
    return source.content(scope, reference);
  }

  @Override
  public Optional<Traffic.Count> traffic() {
    return source.traffic();
  }

  /** Lets go of an archive that was not completed. */
  @Override
  public void close() {
    try {
      if (recording.isPresent()) {
        recording.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      source.close();
    }
  }

  /** Records what is read. */
  private record Stream(
      SourceStore source, ChangeStream changes, Scope scope, ArchiveRecorder recorder)
      implements ChangeStream {
    @Override
    public Optional<Change> next() throws StoreException {
      Optional<Change> next = changes.next();
      try {
        if (next.isPresent()) {
          recorder.take(scope, next.get());
        } else {
          recorder.end(scope, changes.ending(), source::mailbox);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return next;
    }

    @Override
    public Ending ending() {
      return changes.ending();
    }

    @Override
    public void close() {
      changes.close();
    }
  }
}
