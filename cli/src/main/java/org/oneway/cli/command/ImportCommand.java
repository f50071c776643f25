// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.Mode;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.work.ImportFile;
import org.oneway.cli.work.ImportName;
import org.oneway.cli.work.Importing;
import org.oneway.cli.work.Job;
import org.oneway.cli.work.Scratch;
import org.oneway.engine.run.SyncSettings;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.Sides.StoreName;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway import}. */
@Command(
    name = "import",
    sortOptions = false,
    description = {
      "Adds what a file holds to a store, as far as the store takes it, and updates what is there.",
      "Deletes nothing without --mirror. A file may be imported again and again, under any name."
    },
    footer = {
      "  oneway import contacts.vcf phone --dry-run     what it would do",
      "  ssh nas cat backup.tgz | oneway import - phone",
      "  oneway import backup phone --mirror            also delete what is not in it"
    })
final class ImportCommand implements Callable<Integer> {
  private static final String STREAM = "-";

  /** What of a packed archive may be limited otherwise than usual. */
  enum Limit {
    ENTRIES,
    MEGABYTES,
    RATIO,
    DEPTH;

    /** As it is written. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return word();
    }
  }

  @ParentCommand private Root root;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description =
          "A file of vCards or calendars, a directory of them, a PDPA archive in a directory or"
              + " packed, or - for standard input.")
  private String file = "";

  @Parameters(index = "1", paramLabel = "STORE", description = "A store of the configuration.")
  private String store = "";

  @Option(
      names = "--into",
      paramLabel = "FOLDER",
      description = "The folder; without it the store's only or usual one.")
  private Optional<String> into = Optional.empty();

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "Remember it under this name; usually \"import into STORE\".")
  private Optional<String> as = Optional.empty();

  @Option(names = "--mirror", description = "Delete what is no longer in the file.")
  private boolean mirror;

  @Option(names = "--older", description = "Import also what is older than what was imported.")
  private boolean older;

  @Option(names = "--dry-run", description = "Only show what would be done.")
  private boolean dryRun;

  @Option(
      names = "--limit",
      paramLabel = "LIMIT=N",
      description = "Read a packed archive up to here: entries, megabytes, ratio or depth.")
  private Map<Limit, Integer> limits = Map.of();

  @Mixin private AllowedDeletions allowed = new AllowedDeletions();

  @Override
  public Integer call() {
    Session session = root.session();
    Configuration configuration = session.configuration();
    Jobs jobs = new Jobs(session, configuration);
    StoreConfig target = jobs.store(store);
    if (target.mode().equals(Optional.of(Mode.READ_ONLY))) {
      throw new Refusal(
          Trouble.of(
              "E-CONFIG",
              ExitCode.REFUSED,
              "Store \"" + store + "\" is read-only.",
              "Remove its mode in " + session.surroundings().shown(configuration.file()) + "."));
    }
    if (limits.values().stream().anyMatch(number -> number < 1)) {
      throw new Refusal(
          Trouble.of(
              "E-INPUT", ExitCode.REFUSED, "A limit is at least 1.", "Give a larger --limit."));
    }
    Path path = session.surroundings().path(file);
    boolean isSent = file.equals(STREAM);
    if (isSent && session.surroundings().isTerminal()) {
      throw new Refusal(
          Trouble.of(
              "E-INPUT",
              ExitCode.REFUSED,
              "Nobody types an archive on a terminal.",
              "Send one:  oneway import - " + store + " < archive.tgz"));
    }
    Optional<VolumeSet> volumes = isSent ? Optional.empty() : volumes(path);
    if (!isSent && volumes.isEmpty() && !Files.isRegularFile(path)) {
      return imported(session, jobs, target, path, Optional.empty());
    }
    try (Scratch scratch = session.scratch(configuration, "import")) {
      Path folder = scratch.folder();
      if (volumes.isPresent()) {
        path = folder.resolve("archive");
        volumes
            .get()
            .into(path, "Oneway " + session.version(), session.surroundings().clock().instant());
      } else if (isSent) {
        // What it is is known only when it is looked into, and it is read more than once.
        path = folder.resolve("standard input");
        Files.copy(session.surroundings().in(), path);
      }
      return imported(session, jobs, target, path, Optional.of(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<VolumeSet> volumes(Path path) {
    try {
      return VolumeSet.of(path);
    } catch (IOException e) {
      // Whoever looks into it says what is wrong.
      return Optional.empty();
    }
  }

  private Integer imported(
      Session session, Jobs jobs, StoreConfig target, Path path, Optional<Path> scratch) {
    Configuration configuration = session.configuration();
    ImportFile found = ImportFile.of(path);
    if (dryRun) {
      try (StateStore state = session.lookAtState(configuration)) {
        Importer importer =
            new Importer(jobs, found, target, name(configuration, found, state), scratch);
        return new Planning(
                session, configuration, "import", false, false, Optional.empty(), allowed.tokens())
            .of(List.of(importer.job(state)), state);
      }
    }
    try (StateStore state = session.openState(configuration, "import")) {
      String name = name(configuration, found, state);
      Importer importer = new Importer(jobs, found, target, name, scratch);
      if (as.isEmpty()) {
        ImportName.remember(found, state.sync(name));
      }
      return new Running(session, configuration, "import", true, Optional.empty(), allowed.tokens())
          .of(List.of(importer.job(state)), state);
    }
  }

  private String name(Configuration configuration, ImportFile found, StateStore state) {
    String name = as.orElseGet(() -> ImportName.of(found, state, "import into " + store));
    if (configuration.sync(name).isPresent()) {
      throw new Refusal(
          Trouble.of(
              "E-NAME",
              ExitCode.REFUSED,
              "\"" + name + "\" is the name of a configured sync.",
              "Give the import another:  --as NAME"));
    }
    return name;
  }

  /** One import with all its parts. */
  private final class Importer {
    private final Jobs jobs;
    private final ImportFile found;
    private final StoreConfig target;
    private final String name;
    private final Optional<Path> scratch;

    private Importer(
        Jobs jobs, ImportFile found, StoreConfig target, String name, Optional<Path> scratch) {
      this.scratch = scratch;
      this.jobs = jobs;
      this.found = found;
      this.target = target;
      this.name = name;
    }

    private Job job(StateStore state) {
      // The file's name and type change from import to import; the source is the same one.
      StoreName source = new StoreName("import", "import", "");
      SyncSettings settings =
          SyncSettings.of(name, new Sides(source, Jobs.name(target)))
              .asImport(mirror, older)
              .with(found.kinds(jobs.connector(target).kinds()));
      return new Job(
          settings, () -> source(state), () -> jobs.target(target), again("--dry-run"), again());
    }

    private SourceStore source(StateStore state) throws StoreException {
      Map<String, String> values = new HashMap<>();
      values.put("path", found.path().toString());
      if (found.type().equals("pdpa")) {
        limits.forEach((limit, number) -> values.put("max-" + limit.word(), number.toString()));
        scratch.ifPresent(folder -> values.put("scratch", folder.toString()));
        if (older) {
          values.put("older", "true");
        }
      }
      SourceStore opened = jobs.connector(found.type()).openSource(jobs.settings(file, values));
      try (TargetStore looked = jobs.target(target)) {
        return Importing.source(found, opened, looked, state.sync(name), into, mirror);
      } catch (StoreException | RuntimeException e) {
        opened.close();
        throw e;
      }
    }

    private List<String> again(String... more) {
      List<String> words = new ArrayList<>(List.of("import", file, store));
      into.ifPresent(folder -> words.addAll(List.of("--into", folder)));
      as.ifPresent(given -> words.addAll(List.of("--as", given)));
      if (mirror) {
        words.add("--mirror");
      }
      if (older) {
        words.add("--older");
      }
      words.addAll(List.of(more));
      return words;
    }
  }
}
