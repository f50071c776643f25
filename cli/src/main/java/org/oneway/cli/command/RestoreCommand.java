// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.Mode;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.work.Backups;
import org.oneway.cli.work.ImportFile;
import org.oneway.cli.work.Job;
import org.oneway.cli.work.Scratch;
import org.oneway.engine.backup.ArchiveChain;
import org.oneway.engine.backup.ArchiveChain.Link;
import org.oneway.engine.backup.ChainMerge;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveMetadata.Extent;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.plan.Policies;
import org.oneway.engine.run.SyncSettings;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.Sides.StoreName;
import org.oneway.engine.state.StateStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway restore}. */
@Command(
    name = "restore",
    sortOptions = false,
    description = {
      "Makes a store hold what another held at some moment, from the archives kept since.",
      "What the store has beside that stays, unless an earlier restore made it."
    },
    footer = {
      "  oneway restore --at 2026-11-21 backup phone    as on the evening of that day",
      "  oneway restore --at 2026-11-21-2300 backup phone    as that run found it"
    })
final class RestoreCommand implements Callable<Integer> {
  /** So much of a chain's id is shown. */
  private static final int SHORT_ID = 8;

  @ParentCommand private Root root;

  @Option(
      names = "--at",
      paramLabel = "RUN|TIME",
      required = true,
      description = "A run, a day (2026-11-21) or a time (2026-11-21T18:00).")
  private String at = "";

  @Parameters(
      index = "0",
      paramLabel = "ARCHIVES",
      description = "The directory of the archives, or one archive.")
  private String archives = "";

  @Parameters(index = "1", paramLabel = "STORE", description = "A store of the configuration.")
  private String store = "";

  @Option(
      names = "--of",
      paramLabel = "NAME",
      description = "Whose archives, where the directory has those of several.")
  private Optional<String> of = Optional.empty();

  @Option(names = "--dry-run", description = "Only show what would be done.")
  private boolean dryRun;

  @Mixin private AllowedDeletions allowed = new AllowedDeletions();

  @Override
  public Integer call() {
    Session session = root.session();
    Configuration configuration = session.configuration();
    Jobs jobs = new Jobs(session, configuration);
    StoreConfig target = jobs.store(store);
    if (target.mode().equals(Optional.of(Mode.READ_ONLY))) {
      throw refused(
          "E-CONFIG",
          "Store \"" + store + "\" is read-only.",
          "Remove its mode in " + session.surroundings().shown(configuration.file()) + ".");
    }
    try (StateStore state =
            dryRun
                ? session.lookAtState(configuration)
                : session.openState(configuration, "restore");
        Scratch scratch = session.scratch(configuration, "restore")) {
      Restored restored = restored(session, state, scratch.folder().resolve("archive"));
      session
          .screen()
          .line(
              "As of "
                  + restored.last.time()
                  + ": "
                  + Words.number(restored.items, "item", "items")
                  + " from "
                  + Words.number(restored.archives, "archive", "archives")
                  + " of \""
                  + restored.name
                  + "\".");
      Job job = job(jobs, target, restored);
      return dryRun
          ? new Planning(
                  session,
                  configuration,
                  "restore",
                  false,
                  false,
                  Optional.empty(),
                  allowed.tokens())
              .of(List.of(job), state)
          : new Running(session, configuration, "restore", true, Optional.empty(), allowed.tokens())
              .of(List.of(job), state);
    } catch (ArchiveDamaged e) {
      throw refused(
          "E-ARCHIVE",
          "The archives cannot be restored: " + e.getMessage() + ".",
          "Nothing was changed. Bring back an undamaged copy, or take an earlier moment.");
    } catch (NoSuchFileException e) {
      throw refused(
          "E-INPUT", "There is no " + e.getMessage() + ".", "Name the directory of the archives.");
    } catch (IOException e) {
      session.details(e);
      throw new Refusal(session.troubles().ofAny(e, ""), e);
    }
  }

  /** A moment, as one archive of everything. */
  private record Restored(Path archive, String name, Link last, int archives, long items) {}

  private Restored restored(Session session, StateStore state, Path into) throws IOException {
    ArchiveChain chain = chain(ArchiveChain.in(session.surroundings().path(archives)));
    Link last = last(chain, state, session.surroundings().zone());
    List<Link> links = chain.upTo(last);
    Extent extent = links.get(0).metadata().extent();
    try (ChainMerge merge = new ChainMerge(links);
        ArchiveWriter writer =
            ArchiveWriter.create(into, last.metadata().asBase(extent), new DurableFiles())) {
      long items = merge.into(writer);
      writer.finish(extent);
      return new Restored(into, chain.name(), last, links.size(), items);
    }
  }

  private ArchiveChain chain(Map<String, ArchiveChain> chains) {
    if (chains.isEmpty()) {
      throw refused(
          "E-INPUT",
          archives + " has no archives made by Oneway.",
          "Name the directory that is \"archive\" of a sync, or one with exported archives.");
    }
    List<ArchiveChain> wanted = chains.values().stream().filter(this::isWanted).toList();
    if (wanted.isEmpty()) {
      throw refused(
          "E-INPUT",
          archives + " has no archives of \"" + of.orElse("") + "\".",
          "It has those of " + words(chains.values()) + ".");
    }
    if (wanted.size() > 1) {
      throw refused(
          "E-INPUT",
          archives + " has archives of several: " + words(wanted) + ".",
          "Say whose:  --of NAME, or where the names are the same, what stands behind them.");
    }
    return wanted.get(0);
  }

  /** A chain may be called by its name, its sync's name, or the beginning of its id. */
  private boolean isWanted(ArchiveChain chain) {
    return of.isEmpty()
        || of.get().equals(chain.name())
        || Backups.chainOf(of.get()).equals(chain.name())
        || (of.get().length() >= SHORT_ID && chain.id().startsWith(of.get()));
  }

  private static String words(Collection<ArchiveChain> chains) {
    return chains.stream()
        .map(
            chain ->
                "\"%s\" (%s, until %s)"
                    .formatted(
                        chain.name(),
                        chain.id().substring(0, Math.min(SHORT_ID, chain.id().length())),
                        chain.links().get(chain.links().size() - 1).time()))
        .collect(Collectors.joining(", "));
  }

  private Link last(ArchiveChain chain, StateStore state, ZoneId zone) {
    Optional<Link> ofRun = chain.of(at);
    if (ofRun.isPresent()) {
      return ofRun.get();
    }
    Instant time = time(state, zone);
    return chain
        .at(time)
        .orElseThrow(
            () ->
                refused(
                    "E-INPUT",
                    "No archive is as old as "
                        + at
                        + ": the first is of "
                        + chain.links().get(0).time()
                        + ".",
                    "Name a later moment:  --at TIME"));
  }

  private Instant time(StateStore state, ZoneId zone) {
    Optional<Instant> start =
        state.runs(Integer.MAX_VALUE).stream()
            .filter(run -> run.id().equals(at))
            .map(RunRecord::start)
            .findFirst();
    if (start.isPresent()) {
      return start.get();
    }
    List<Supplier<Instant>> forms =
        List.of(
            () -> OffsetDateTime.parse(at).toInstant(),
            () -> LocalDateTime.parse(at.replace(' ', 'T')).atZone(zone).toInstant(),
            // A day means its end.
            () -> LocalDate.parse(at).plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1));
    for (Supplier<Instant> form : forms) {
      try {
        return form.get();
      } catch (DateTimeException e) {
        // The next form may fit.
      }
    }
    throw refused(
        "E-INPUT",
        "\"" + at + "\" is neither a run nor a time.",
        "Write a day as 2026-11-21, a time as 2026-11-21T18:00; runs:  oneway history");
  }

  /** Whatever the archives say wins; what they do not have and a restore made goes. */
  private Job job(Jobs jobs, StoreConfig target, Restored restored) {
    ImportFile file = ImportFile.of(restored.archive);
    String name = "restore of " + restored.name + " into " + store;
    SyncSettings settings =
        SyncSettings.of(name, new Sides(new StoreName("restore", "restore", ""), Jobs.name(target)))
            .asImport(true, true)
            .with(file.kinds(jobs.connector(target).kinds()))
            .with(
                new Policies(
                    Policies.OnConflict.SOURCE_WINS,
                    Policies.OnDelete.DELETE,
                    Policies.OnDrift.OVERWRITE,
                    Policies.OnTargetDelete.RECREATE,
                    Policies.OnLeaveFilter.KEEP));
    Map<String, String> values = Map.of("path", restored.archive.toString(), "older", "true");
    return new Job(
        settings,
        () -> jobs.connector("pdpa").openSource(jobs.settings(archives, values)),
        () -> jobs.target(target),
        again("--dry-run"),
        again(),
        Optional.empty(),
        true);
  }

  private List<String> again(String... more) {
    List<String> words = new ArrayList<>(List.of("restore", "--at", at, archives, store));
    of.ifPresent(name -> words.addAll(List.of("--of", name)));
    words.addAll(List.of(more));
    return words;
  }

  private static Refusal refused(String code, String what, String advice) {
    return new Refusal(Trouble.of(code, ExitCode.REFUSED, what, advice));
  }
}
