// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.backup.ArchiveChain.Link;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Mailbox;
import org.oneway.engine.pdpa.ArchiveFolder;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveMetadata.Extent;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.ItemFile;
import org.oneway.engine.pdpa.Listing;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;

/** Makes archives of a toy store, and reads what they come to. */
final class Backups {
  final Path directory;
  private final Path memory;
  private final DurableFiles files = new DurableFiles();
  private long made;

  /** What the last one said that it has. */
  final List<String> written = new ArrayList<>();

  Backups(Path parent) {
    this.directory = parent.resolve("backup");
    this.memory = parent.resolve("memory/last");
  }

  static Instant time(long number) {
    return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400 * number);
  }

  /** Makes the next archive. */
  Path make(ToyStore store) throws IOException, StoreException {
    written.clear();
    Optional<ExportMemory> last = ExportMemory.open(memory, files);
    long number = ++made;
    String id = "archive-" + number;
    Chain chain =
        last.map(m -> m.made().update()).orElseGet(() -> new Chain("toy", 1, Optional.empty()));
    ArchiveMetadata metadata =
        ArchiveMetadata.of(id, "toy", time(number), "test", Extent.FULL, List.of(), chain)
            .withRun("run-" + number);
    // Names in no order.
    Path path = directory.resolve(Integer.toHexString(id.hashCode()));
    try (ArchiveWriter writer =
            ArchiveWriter.create(
                path, last.isPresent() ? metadata.asUpdate("before") : metadata, files);
        ArchiveRecorder recorder =
            new ArchiveRecorder(
                last, memory, writer, chain.sequence(), time(number), files, new Telling())) {
      Map<FolderId, Set<Kind>> kinds = new HashMap<>();
      recorder.folders(store.folders(), kinds);
      for (Folder folder : store.folders()) {
        Scope scope = Scope.of(folder.id());
        try (ChangeStream stream = store.changes(scope, recorder.since(scope), recorder.known())) {
          for (Optional<Change> next = stream.next(); next.isPresent(); next = stream.next()) {
            recorder.take(scope, next.get());
          }
          recorder.end(scope, stream.ending(), folderId -> Mailbox.UNKNOWN);
        }
      }
      recorder.finish(store::fetch);
      recorder.prepare(
          new Made(
              "toy", chain.sequence(), id, chain.base().orElse(id), time(number), path.toString()));
      writer.finish(last.isPresent() ? Extent.PARTIAL : Extent.FULL);
      recorder.keep();
    }
    return path;
  }

  private final class Telling implements ArchiveRecorder.Listener {
    @Override
    public void written(Item item, Set<FolderId> in, boolean minted) {
      written.add(item.uid().orElseThrow().value());
    }

    @Override
    public void removed() {
      written.add("removed");
    }

    @Override
    public void found(String title, Finding finding) {}

    @Override
    public void broken(String title, Finding finding) {
      written.add("broken " + title);
    }
  }

  ArchiveChain chain() throws IOException {
    return Optional.ofNullable(ArchiveChain.in(directory).get("toy")).orElseThrow();
  }

  /** What all archives up to this one come to. */
  List<String> restored(Path scratch, long number) throws IOException {
    ArchiveChain chain = chain();
    return contents(merged(chain.upTo(chain.at(time(number)).orElseThrow()), scratch));
  }

  Path merged(List<Link> links, Path into) throws IOException {
    Link last = links.get(links.size() - 1);
    try (ChainMerge merge = new ChainMerge(links);
        ArchiveWriter writer =
            ArchiveWriter.create(into, last.metadata().asBase(Extent.FULL), files)) {
      merge.into(writer);
      writer.finish();
    }
    return into;
  }

  static List<String> contents(Path archive) throws IOException {
    List<String> all = new ArrayList<>();
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      for (ArchiveFolder folder : reader.folders()) {
        all.add(folder.folder().name());
        for (Listing.Listed listed : reader.listing(folder).items()) {
          for (String path : listed.paths()) {
            Item item = ItemFile.read(path, reader.read(path), listed.type()).get(0).item();
            all.add(
                "%s %s %s %s"
                    .formatted(
                        folder.folder().name(),
                        item.kind(),
                        item.uid().orElseThrow().value(),
                        item.json().path("title").asText()));
          }
        }
      }
    }
    all.sort(null);
    return all;
  }
}
