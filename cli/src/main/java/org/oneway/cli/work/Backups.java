// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.engine.backup.ArchiveChain;
import org.oneway.engine.backup.ArchiveChain.Link;
import org.oneway.engine.backup.ChainMerge;
import org.oneway.engine.backup.ExportMemory;
import org.oneway.engine.backup.Made;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveMetadata.Extent;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.container.Container;
import org.oneway.engine.store.SourceStore;

/** The archives that syncs keep: one for each run that found changes. */
public final class Backups {
  private final Path state;
  private final String run;
  private final Instant time;
  private final String generator;
  private final DurableFiles files = new DurableFiles();

  /** The ids of the chains of this run, by the syncs' names. */
  private final Map<String, String> chains = new ConcurrentHashMap<>();

  /**
   * Those of a run.
   *
   * @param state the directory of the state
   * @param generator program and version
   */
  public Backups(Path state, String run, Instant time, String generator) {
    this.state = state;
    this.run = run;
    this.time = time;
    this.generator = generator;
  }

  /** Where is remembered what the archives of a name hold. */
  public static Path memory(Path state, String name) {
    return state.resolve("exports").resolve(encoded(name) + ".jsonl");
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /** The name of the chain of a sync. */
  public static String chainOf(String sync) {
    return "archive of " + sync;
  }

  /** The source of a job, of which an archive is made if the job asks for that. */
  SourceBackup of(Job job, SourceStore source) throws IOException {
    if (job.archive().isEmpty()) {
      return SourceBackup.none(source);
    }
    Path directory = job.archive().get().directory();
    String name = chainOf(job.name());
    Path memory = memory(state, name);
    try {
      Optional<ExportMemory> known = ExportMemory.open(memory, files);
      Optional<ExportMemory> last = known.filter(m -> isIn(directory, m.made()));
      // Another machine may keep archives of a sync of this name in the same directory.
      String chain = known.map(m -> m.made().chain()).orElseGet(() -> UUID.randomUUID().toString());
      chains.put(job.name(), chain);
      Chain place = last.map(m -> m.made().update()).orElseGet(() -> base(directory, chain, known));
      if (last.isEmpty() && known.isPresent()) {
        known.get().close();
      }
      return SourceBackup.to(
          directory.resolve(run + "-" + encoded(job.name()) + Container.ZIP.ending()),
          source,
          new Exporting.Label("urn:uuid:" + UUID.randomUUID(), name, time, generator, place),
          run,
          memory,
          last,
          files);
    } catch (ArchiveDamaged e) {
      throw damaged(directory, e);
    }
  }

  private static boolean isIn(Path directory, Made made) {
    Path place = Path.of(made.place());
    return directory.equals(place.getParent()) && Files.exists(place);
  }

  /** The place of an archive of everything, after all that are there. */
  private static Chain base(Path directory, String chain, Optional<ExportMemory> known) {
    Optional<Link> there = Optional.empty();
    try {
      if (Files.isDirectory(directory) && !ArchiveReader.isArchive(directory)) {
        there =
            Optional.ofNullable(ArchiveChain.in(directory).get(chain))
                .map(c -> c.links().get(c.links().size() - 1));
      }
    } catch (IOException e) {
      throw damaged(directory, e);
    }
    long before =
        Math.max(
            there.map(link -> link.chain().sequence()).orElse(0L),
            known.map(m -> m.made().sequence()).orElse(0L));
    return new Chain(chain, before + 1, there.map(link -> link.metadata().id()));
  }

  /** Merges what is older than the last runs that are to be kept into one archive. */
  void tidy(Job job) throws IOException {
    if (job.archive().isEmpty() || job.archive().get().keep() < 1) {
      return;
    }
    Path directory = job.archive().get().directory();
    if (!Files.isDirectory(directory)) {
      return;
    }
    try {
      ArchiveChain chain =
          ArchiveChain.in(directory).get(chains.getOrDefault(job.name(), chainOf(job.name())));
      if (chain != null) {
        merge(chain.links(), chain, job.archive().get().keep());
      }
    } catch (ArchiveDamaged e) {
      throw damaged(directory, e);
    }
  }

  /** Not in each run, since an archive of everything may be large. */
  private void merge(List<Link> links, ArchiveChain chain, int keep) throws IOException {
    int superfluous = links.size() - keep;
    if (superfluous <= keep / 4) {
      return;
    }
    Link last = links.get(superfluous);
    if (!last.chain().isBase()) {
      List<Link> merged = chain.upTo(last);
      Extent extent = merged.get(0).metadata().extent();
      Path fresh = last.path().resolveSibling(".oneway-" + last.path().getFileName());
      files.deleteTree(fresh);
      try (ChainMerge merge = new ChainMerge(merged);
          ArchiveWriter writer =
              ArchiveWriter.create(fresh, last.metadata().asBase(extent), files)) {
        merge.into(writer);
        writer.finish(extent);
      }
      files.rename(fresh, last.path());
      files.sync(last.path().resolveSibling(""));
    }
    for (Link link : links.subList(0, superfluous)) {
      files.deleteTree(link.path());
    }
  }

  private static Refusal damaged(Path directory, IOException e) {
    return new Refusal(
        Trouble.of(
            "E-ARCHIVE",
            ExitCode.REFUSED,
            "The archives in " + directory + " cannot be continued: " + e.getMessage() + ".",
            "Nothing of them was changed. Bring back what is damaged, or name another directory as"
                + " \"archive\": it begins with an archive of everything."),
        e);
  }
}
