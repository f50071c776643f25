// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveMetadata.Extent;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.plan.Stopped;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

/** Writes everything that a store holds into an archive. */
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
  public record Label(String id, String name, Instant time, String generator, Chain chain) {}

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
   * @throws StoreException if the source cannot be read to its end
   * @throws Stopped as asked
   */
  public Exported to(Path archive) throws StoreException, IOException {
    ArchiveSwap swap = new ArchiveSwap(archive, files);
    swap.recover();
    Optional<Exported> whole = write(swap.fresh(), Extent.FULL);
    // Something is missing in it, so absence from it must not be taken for a deletion.
    Exported exported =
        whole.isPresent() ? whole.get() : write(swap.fresh(), Extent.PARTIAL).orElseThrow();
    swap.finish();
    return exported;
  }

  /** Empty if a full archive is asked for and something cannot be read. */
  private Optional<Exported> write(Path archive, Extent extent) throws StoreException, IOException {
    Written written = new Written();
    try (ArchiveWriter writer = ArchiveWriter.create(archive, metadata(extent), files)) {
      PrivateFiles.restrict(DurableFiles.temporary(archive));
      for (Folder folder : source.folders()) {
        writer.folder(folder, source.kindsIn(folder));
      }
      for (Scope scope : source.scopes()) {
        copy(scope, writer, written);
      }
      if (extent == Extent.FULL && !written.broken.isEmpty()) {
        return Optional.empty();
      }
      writer.finish();
      return Optional.of(
          new Exported(
              written.items,
              written.folders.size(),
              written.minted,
              written.broken,
              written.findings));
    }
  }

  private ArchiveMetadata metadata(Extent extent) throws StoreException {
    ArchiveMetadata metadata =
        ArchiveMetadata.of(
            label.id(),
            label.name(),
            label.time(),
            label.generator(),
            extent,
            // Those that are written are added.
            List.of(),
            label.chain());
    return source.identity().map(account -> metadata.withSource("", account)).orElse(metadata);
  }

  private void copy(Scope scope, ArchiveWriter writer, Written written)
      throws StoreException, IOException {
    try (ChangeStream changes = source.changes(scope, Checkpoint.NONE, Known.NOTHING)) {
      for (Optional<Change> next = changes.next(); next.isPresent(); next = changes.next()) {
        if (stop.getAsBoolean()) {
          throw new Stopped();
        }
        Change change = next.get();
        if (change instanceof Change.Upsert upsert) {
          add(upsert, writer, written);
        } else if (change instanceof Change.Broken broken) {
          written.breaks(broken.title(), broken.finding());
        }
      }
      // Fails where the stream broke off.
      changes.ending().findings().forEach(finding -> written.findings.add("", finding));
    }
  }

  private static void add(Change.Upsert upsert, ArchiveWriter writer, Written written)
      throws IOException {
    if (DataType.of(upsert.item().kind()).isEmpty()) {
      return;
    }
    Similarity similarity = Similarity.of(upsert.item().kind());
    String title = similarity.title(upsert.item().json());
    Item item = upsert.item();
    if (item.uid().isEmpty()) {
      item = item.withUid(similarity.mint(item.json()));
      written.minted++;
    }
    try {
      for (FolderId folder : upsert.folders()) {
        writer.add(folder, item, upsert.content());
        written.folders.add(folder);
      }
      written.items++;
      upsert.findings().forEach(finding -> written.findings.add(title, finding));
    } catch (ArchiveDamaged e) {
      written.breaks(title, Finding.broken(e.place(), e.reason()));
    }
  }

  /** What one writing has come to. */
  private static final class Written {
    private final List<String> broken = new ArrayList<>();
    private final Findings findings = new Findings();
    private final Set<FolderId> folders = new HashSet<>();
    private long items;
    private long minted;

    private void breaks(String title, Finding finding) {
      findings.add(title, finding);
      broken.add(title.isEmpty() ? finding.words() : title + ": " + finding.words());
    }
  }
}
