// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.IOException;
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
import org.oneway.cli.work.ExportChain;
import org.oneway.cli.work.Exported;
import org.oneway.cli.work.Exporting;
import org.oneway.engine.pdpa.DurableFiles;
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
      "Writes everything that a store holds into a PDPA archive.",
      "An archive that is there already is replaced when the new one is complete."
    },
    footer = {
      "  oneway export phone backup    into the directory backup",
      "  oneway export phone backup --as \"copy for Ada\""
    })
final class ExportCommand implements Callable<Integer> {
  private static final Set<String> PACKED = Set.of("pdpa", "zip", "tgz", "gz", "tar");

  @ParentCommand private Root root;

  @Parameters(index = "0", paramLabel = "STORE", description = "A store of the configuration.")
  private String store = "";

  @Parameters(index = "1", paramLabel = "DIR", description = "The directory of the archive.")
  private String directory = "";

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "The chain that the archive is in; usually \"export of STORE\".")
  private Optional<String> as = Optional.empty();

  @Override
  public Integer call() {
    Session session = root.session();
    Configuration configuration = session.configuration();
    Jobs jobs = new Jobs(session, configuration);
    StoreConfig from = jobs.store(store);
    Path archive = session.surroundings().path(directory);
    refusePacked(archive);
    String name = as.orElse("export of " + store);
    Instant start = session.surroundings().clock().instant();
    session.surroundings().interrupts().watch();
    try (StateStore state = session.openState(configuration, "export");
        SourceStore source = jobs.source(from)) {
      ExportChain chain = new ExportChain(state.sync(name), archive);
      String run = session.nextRun(configuration, state, start);
      String id = "urn:uuid:" + UUID.randomUUID();
      Exported exported =
          new Exporting(
                  source,
                  new Exporting.Label(id, name, start, "Oneway " + session.version(), chain.next()),
                  new DurableFiles(),
                  session.surroundings().interrupts()::isStopRequested)
              .to(archive);
      ExitCode exit = exported.broken().isEmpty() ? ExitCode.OK : ExitCode.ATTENTION;
      chain.remember(id, record(session, run, name, start, exported, exit));
      show(session, archive, exported);
      return session.end(
          new Answer("export")
              .counts(counts(exported))
              .put("archive", archive.toString())
              .put("name", name)
              .put("sequence", chain.next().sequence())
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

  private static void refusePacked(Path archive) {
    String name = String.valueOf(archive.getFileName()).toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    if (name.contains(".") && PACKED.contains(ending)) {
      throw new Refusal(
          Trouble.of(
              "E-INPUT",
              ExitCode.REFUSED,
              "This release writes archives as directories, and \"" + name + "\" names a file.",
              "Name it without ." + ending + ", and pack the directory yourself."));
    }
  }

  private static Counts counts(Exported exported) {
    return new Counts(
        Map.of(
            Count.ADDED,
            exported.items(),
            Count.SKIPPED,
            (long) exported.broken().size(),
            Count.READ_SOURCE,
            exported.items() + exported.broken().size()));
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
        Map.of("added", exported.items(), "skipped", (long) exported.broken().size()),
        exit.words() + ", " + Words.number(exported.items(), "contact", "contacts"));
  }

  private static void show(Session session, Path archive, Exported exported) {
    Screen screen = session.screen();
    screen.line(
        Words.number(exported.items(), "contact", "contacts")
            + " in "
            + Words.number(exported.folders(), "folder", "folders")
            + " -> "
            + session.surroundings().shown(archive));
    FindingLines.of(exported.findings(), session.isVerbose())
        .forEach(line -> screen.line(Tone.FAINT, "  " + line));
    exported.broken().stream()
        .limit(session.isVerbose() ? Long.MAX_VALUE : 10)
        .forEach(line -> screen.line(Tone.ATTENTION, "  ! " + line));
    if (!exported.broken().isEmpty()) {
      screen.line(
          Words.number(exported.broken().size(), "item", "items")
              + " could not be read and are not in the archive, which says so: it counts as a part"
              + " of the store.");
    }
  }
}
