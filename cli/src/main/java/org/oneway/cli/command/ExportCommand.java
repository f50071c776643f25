// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.json.Answer;
import org.oneway.cli.screen.FindingLines;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Screen.Tone;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.cli.work.Backups;
import org.oneway.cli.work.ExportChain;
import org.oneway.cli.work.Exported;
import org.oneway.cli.work.Exporting;
import org.oneway.cli.work.Scratch;
import org.oneway.engine.backup.ExportMemory;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.container.Container;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway export}. */
@Command(
    name = "export",
    sortOptions = false,
    description = {
      "Writes everything that a store holds into a PDPA archive, or what has changed since.",
      "An archive that is there already is replaced when the new one is complete."
    },
    footer = {
      "  oneway export phone backup.pdpa    a zip file; else a *.tar.gz or a directory",
      "  oneway export phone - | ssh nas 'cat > phone.tgz'",
      "  oneway export phone changes.pdpa --partial    what has changed since then"
    })
final class ExportCommand implements Callable<Integer> {
  private static final Set<String> OTHER_PACKERS =
      Set.of("tar", "gz", "bz2", "tbz2", "xz", "txz", "zst", "7z", "rar");
  private static final String STREAM = "-";

  @ParentCommand private Root root;

  @Parameters(index = "0", paramLabel = "STORE", description = "A store of the configuration.")
  private String store = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "*.pdpa, *.zip, *.tar.gz, *.tgz, a directory, or - for standard output.")
  private String file = "";

  @Option(
      names = "--volume-size",
      paramLabel = "SIZE",
      converter = SizeWord.class,
      description = "Into several files of this size at most, as 100M, each an archive.")
  private Optional<Long> volumeSize = Optional.empty();

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "The chain that the archive is in; usually \"export of STORE\".")
  private Optional<String> as = Optional.empty();

  @Option(
      names = "--partial",
      description = "Only what has changed since the last export under this name.")
  private boolean partial;

  @Override
  public Integer call() {
    Session session = root.session();
    Configuration configuration = session.configuration();
    Jobs jobs = new Jobs(session, configuration);
    StoreConfig from = jobs.store(store);
    boolean isSent = file.equals(STREAM);
    Path archive = session.surroundings().path(file);
    refuse(session, archive, isSent);
    String name = as.orElse("export of " + store);
    Instant start = session.surroundings().clock().instant();
    session.surroundings().interrupts().watch();
    Path remembered = Backups.memory(configuration.state(), name);
    DurableFiles files = new DurableFiles();
    try (StateStore state = session.openState(configuration, "export");
        SourceStore source = jobs.source(from)) {
      Optional<ExportMemory> memory = ExportMemory.open(remembered, files);
      ExportChain chain =
          new ExportChain(
              state.sync(name),
              isSent ? Optional.empty() : Optional.of(firstFile(archive)),
              memory,
              UUID.randomUUID().toString());
      if (partial) {
        checkPartial(name, firstFile(archive), chain, memory);
      }
      Chain place = partial ? memory.orElseThrow().made().update() : chain.next();
      String run = session.nextRun(configuration, state, start);
      String id = "urn:uuid:" + UUID.randomUUID();
      Exporting exporting =
          new Exporting(
              source,
              new Exporting.Label(id, name, start, "Oneway " + session.version(), place),
              files,
              session.surroundings().interrupts()::isStopRequested);
      Exported exported;
      Optional<ExportMemory> last = partial ? memory : Optional.empty();
      if (isSent) {
        try (Scratch scratch = session.scratch(configuration, run)) {
          exported =
              exporting.to(
                  session.surroundings().out(),
                  Container.TAR_GZ,
                  scratch.folder(),
                  last,
                  remembered);
        }
      } else if (volumeSize.isPresent()) {
        exported = exporting.inVolumes(archive, volumeSize.get(), last, remembered);
      } else {
        exported =
            last.isPresent()
                ? exporting.changesTo(archive, last.get(), remembered)
                : exporting.to(archive, remembered);
      }
      ExitCode exit = exported.broken().isEmpty() ? ExitCode.OK : ExitCode.ATTENTION;
      chain.remember(place, id, record(session, run, name, start, exported, exit));
      show(session, exported, isSent ? "standard output" : session.surroundings().shown(archive));
      return session.end(
          new Answer("export")
              .counts(counts(exported))
              .put("archive", isSent ? STREAM : archive.toString())
              .put("name", name)
              .put("sequence", place.sequence())
              .texts("broken", exported.broken())
              .findings(exported.findings()),
          exit);
    } catch (StoreException e) {
      session.details(e);
      throw new Refusal(session.troubles().of(e, ""), e);
    } catch (IOException e) {
      session.details(e);
      Trouble known = session.troubles().writingTo(archive).ofAny(e, "");
      throw new Refusal(
          known.exit() == ExitCode.UNEXPECTED
              ? Trouble.of(
                  "E-FILE",
                  ExitCode.REFUSED,
                  "The archive cannot be written: " + Troubles.fileWords(e) + ".",
                  "What was there before is as it was. Name a directory that can be written to.")
              : known,
          e);
    }
  }

  private static void checkPartial(
      String name, Path archive, ExportChain chain, Optional<ExportMemory> memory) {
    if (memory.filter(m -> chain.endsWith(m.made())).isEmpty()) {
      throw new Refusal(
          Trouble.of(
              "E-INPUT",
              ExitCode.REFUSED,
              "It is not known what the archives of \""
                  + name
                  + "\" hold, so what has changed"
                  + " since cannot be told.",
              "Export everything once, without --partial. After that, --partial has what changed."));
    }
    if (Files.exists(archive, LinkOption.NOFOLLOW_LINKS)) {
      throw new Refusal(
          Trouble.of(
              "E-INPUT",
              ExitCode.REFUSED,
              archive + " is there already, and an archive of changes replaces none.",
              "Name a new one."));
    }
  }

  /** Where the archive is, or its first volume. */
  private Path firstFile(Path archive) {
    return volumeSize.isPresent() ? ArchiveWriter.volume(archive, 1) : archive;
  }

  private void refuse(Session session, Path archive, boolean isSent) {
    String name = String.valueOf(archive.getFileName()).toLowerCase(Locale.ROOT);
    Container container = Container.byName(archive);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    if (isSent && session.surroundings().isTerminal()) {
      throw refused(
          "A packed archive is nothing to read on a terminal.",
          "Send it elsewhere:  oneway export " + store + " - > archive.tgz");
    }
    if (isSent && (session.isJson() || volumeSize.isPresent())) {
      throw refused(
          "Standard output takes the archive, and nothing beside it.",
          "Leave out --json and --volume-size.");
    }
    if (!isSent && volumeSize.isPresent() && container == Container.DIRECTORY) {
      throw refused("A directory is not written in volumes.", "Name it " + name + ".pdpa or .tgz.");
    }
    if (container == Container.DIRECTORY && name.contains(".") && OTHER_PACKERS.contains(ending)) {
      throw refused(
          "No archive is written as ." + ending + ".",
          "Name it *.pdpa, *.zip, *.tar.gz or *.tgz, or without an ending for a directory.");
    }
  }

  private static Refusal refused(String what, String advice) {
    return new Refusal(Trouble.of("E-INPUT", ExitCode.REFUSED, what, advice));
  }

  private static Counts counts(Exported exported) {
    return new Counts(
        Map.of(
            Count.ADDED,
            exported.count(),
            Count.DELETED,
            exported.removed(),
            Count.SKIPPED,
            (long) exported.broken().size(),
            Count.READ_SOURCE,
            exported.count() + exported.broken().size()));
  }

  private static RunRecord record(
      Session session, String run, String name, Instant start, Exported exported, ExitCode exit) {
    Instant end = session.surroundings().clock().instant();
    return new RunRecord(
        run,
        name,
        start,
        Duration.between(start, end),
        exit.number(),
        Map.of(
            "added",
            exported.count(),
            "deleted",
            exported.removed(),
            "skipped",
            (long) exported.broken().size()),
        exit.words() + ", " + exported.words());
  }

  private void show(Session session, Exported exported, String place) {
    // What is sent takes standard output alone.
    Screen screen = session.screen();
    boolean isSent = file.equals(STREAM);
    line(
        screen,
        isSent,
        Tone.PLAIN,
        exported.words()
            + (exported.removed() == 0 ? "" : ", " + Words.number(exported.removed()) + " gone,")
            + " in "
            + Words.number(exported.folders(), "folder", "folders")
            + " -> "
            + place);
    FindingLines.of(exported.findings(), session.isVerbose())
        .forEach(line -> line(screen, isSent, Tone.FAINT, "  " + line));
    exported.broken().stream()
        .limit(session.isVerbose() ? Long.MAX_VALUE : 10)
        .forEach(line -> line(screen, isSent, Tone.ATTENTION, "  ! " + line));
    if (!exported.broken().isEmpty()) {
      line(
          screen,
          isSent,
          Tone.PLAIN,
          Words.number(exported.broken().size(), "item", "items")
              + " could not be read and are not in the archive, which says so: it counts as a part"
              + " of the store.");
    }
  }

  private static void line(Screen screen, boolean isSent, Tone tone, String text) {
    if (!isSent) {
      screen.line(tone, text);
    } else if (!screen.isQuiet()) {
      screen.note(text);
    }
  }
}
