// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.oneway.engine.backup.ArchiveRecorder;
import org.oneway.engine.backup.ExportMemory;
import org.oneway.engine.backup.Made;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveMetadata.Extent;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.container.Container;
import org.oneway.engine.plan.Stopped;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

/** Writes what a store holds into an archive: everything, or what has changed. */
public final class Exporting {
  private final SourceStore source;
  private final Label label;
  private final DurableFiles files;
  private final BooleanSupplier stop;

  /**
   * What an archive says of itself.
   *
   * @param id unique for each archive ever made
   * @param name what a user calls it
   * @param generator program and version
   * @param chain its place among those made before
   */
  public record Label(String id, String name, Instant time, String generator, Chain chain) {
    /** What it says of itself, holding everything, or the changes since {@code last}. */
    ArchiveMetadata metadata(Optional<Made> last) {
      ArchiveMetadata metadata =
          ArchiveMetadata.of(
              id,
              name,
              time,
              generator,
              Extent.FULL,
              // Those that are written are added.
              List.of(),
              chain);
      return last.map(
              made ->
                  metadata.asUpdate(
                      "archive %d of %s"
                          .formatted(made.sequence(), made.time().truncatedTo(SECONDS))))
          .orElse(metadata);
    }

    /** What is remembered of it when it lies at {@code place}. */
    Made made(String place) {
      return new Made(chain.id(), chain.sequence(), id, chain.base().orElse(id), time, place);
    }
  }

  /** An export that nobody stops. */
  public Exporting(SourceStore source, Label label, DurableFiles files) {
    this(source, label, files, () -> false);
  }

  /**
   * An export.
   *
   * @param stop whether to stop; asked before each item
   */
  public Exporting(SourceStore source, Label label, DurableFiles files, BooleanSupplier stop) {
    this.source = source;
    this.label = label;
    this.files = files;
    this.stop = stop;
  }

  /**
   * Writes a whole archive in place of the one at {@code archive}, if there is one. Until it is
   * complete, what was there stays.
   *
   * @param memory where is remembered what it holds
   * @throws StoreException if the source cannot be read to its end
   * @throws Stopped as asked
   */
  public Exported to(Path archive, Path memory) throws StoreException, IOException {
    ArchiveSwap swap = new ArchiveSwap(archive, files);
    swap.recover();
    return write(
        metadata -> ArchiveWriter.replacing(swap.fresh(), metadata, files),
        archive.toString(),
        Optional.empty(),
        memory,
        writer -> swap.finish());
  }

  /**
   * Writes what has changed into a new archive.
   *
   * @param last what the archives before hold
   * @param memory where is remembered what they hold with this one
   * @throws StoreException if the source cannot be read to its end
   * @throws Stopped as asked
   */
  public Exported changesTo(Path archive, ExportMemory last, Path memory)
      throws StoreException, IOException {
    return write(
        metadata -> ArchiveWriter.create(archive, metadata, files),
        archive.toString(),
        Optional.of(last),
        memory,
        writer -> {});
  }

  /**
   * Writes an archive in volumes, each of which takes the place of the one of its name.
   *
   * @param bytes what no volume is larger than, unless a single item is
   * @param last what the archives before hold, where only what has changed is written
   */
  public Exported inVolumes(Path archive, long bytes, Optional<ExportMemory> last, Path memory)
      throws StoreException, IOException {
    for (int number = 1; exists(archive, number); number++) {
      new ArchiveSwap(ArchiveWriter.volume(archive, number), files).recover();
    }
    return write(
        metadata -> ArchiveWriter.inVolumes(archive, bytes, metadata, files),
        archive.toString(),
        last,
        memory,
        writer -> {
          // Those of an archive that had more of them.
          for (int number = writer.volumes() + 1; exists(archive, number); number++) {
            files.deleteTree(ArchiveWriter.volume(archive, number));
          }
        });
  }

  private static boolean exists(Path archive, int number) {
    return Files.exists(ArchiveWriter.volume(archive, number), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Sends an archive.
   *
   * @param scratch a directory for what must wait
   * @param last what the archives before hold, where only what has changed is sent
   */
  public Exported to(
      OutputStream out, Container container, Path scratch, Optional<ExportMemory> last, Path memory)
      throws StoreException, IOException {
    return write(
        metadata -> ArchiveWriter.to(out, container, metadata, scratch),
        "-",
        last,
        memory,
        writer -> {});
  }

  /** Begins an archive. */
  private interface Opener {
    ArchiveWriter open(ArchiveMetadata metadata) throws IOException;
  }

  /** Gives an archive its name, where its writer did not. */
  private interface Naming {
    void name(ArchiveWriter writer) throws IOException;
  }

  private Exported write(
      Opener opener, String place, Optional<ExportMemory> last, Path memory, Naming naming)
      throws StoreException, IOException {
    Written written = new Written();
    Optional<Made> before = last.map(ExportMemory::made);
    ArchiveMetadata metadata =
        source
            .identity()
            .map(account -> label.metadata(before).withSource("", account))
            .orElseGet(() -> label.metadata(before));
    try (ArchiveWriter writer = opener.open(metadata);
        ArchiveRecorder recorder =
            new ArchiveRecorder(
                last, memory, writer, label.chain().sequence(), label.time(), files, written)) {
      Map<FolderId, Set<Kind>> kinds = new HashMap<>();
      List<Folder> folders = source.folders();
      for (Folder folder : folders) {
        kinds.put(folder.id(), source.kindsIn(folder));
      }
      recorder.folders(folders, kinds);
      for (Scope scope : source.scopes()) {
        copy(scope, recorder);
      }
      recorder.finish(source::fetch);
      recorder.prepare(label.made(place));
      // Where something is missing, absence must not be taken for a deletion.
      boolean whole = last.isEmpty() && written.broken.isEmpty();
      writer.finish(whole ? Extent.FULL : Extent.PARTIAL);
      naming.name(writer);
      recorder.keep();
    }
    return new Exported(
        written.items,
        written.removed,
        written.folders.size(),
        written.minted,
        written.broken,
        written.findings);
  }

  private void copy(Scope scope, ArchiveRecorder recorder) throws StoreException, IOException {
    try (ChangeStream changes = source.changes(scope, recorder.since(scope), recorder.known())) {
      for (Optional<Change> next = changes.next(); next.isPresent(); next = changes.next()) {
        if (stop.getAsBoolean()) {
          throw new Stopped();
        }
        recorder.take(scope, next.get());
      }
      // Fails where the stream broke off.
      recorder.end(scope, changes.ending(), source::mailbox);
    }
  }

  /** What one writing has come to. */
  private static final class Written implements ArchiveRecorder.Listener {
    private final List<String> broken = new ArrayList<>();
    private final Findings findings = new Findings();
    private final Set<FolderId> folders = new HashSet<>();
    private final Map<Kind, Long> items = new EnumMap<>(Kind.class);
    private long removed;
    private long minted;

    @Override
    public void written(Item item, Set<FolderId> in, boolean isMinted) {
      items.merge(item.kind(), 1L, Long::sum);
      folders.addAll(in);
      minted += isMinted ? 1 : 0;
    }

    @Override
    public void removed() {
      removed++;
    }

    @Override
    public void found(String title, Finding finding) {
      findings.add(title, finding);
    }

    @Override
    public void broken(String title, Finding finding) {
      findings.add(title, finding);
      broken.add(title.isEmpty() ? finding.words() : title + ": " + finding.words());
    }
  }
}
