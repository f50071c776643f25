// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oneway.cli.config.ConfigKey.Section;
import org.oneway.cli.config.Configuration.Mode;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Limits;
import org.oneway.engine.plan.Policies;
import org.oneway.engine.select.Selection;
import org.oneway.engine.store.Connector;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/** Reads a configuration and refuses it with everything that is wrong in it at once. */
public final class ConfigReader {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?) ?%");
  private static final long VERSION = 1;
  private final List<Connector> connectors;
  private final Surroundings surroundings;
  private final Invocation invocation;

  public ConfigReader(
      List<Connector> connectors, Surroundings surroundings, Invocation invocation) {
    this.connectors = List.copyOf(connectors);
    this.surroundings = surroundings;
    this.invocation = invocation;
  }

  /**
   * Reads {@code file}.
   *
   * @throws Refusal if it is not there or anything in it is wrong
   */
  public Configuration read(Path file) {
    String text = text(file);
    TomlParseResult parsed = parsed(file, text);
    Problems problems = new Problems(SecretWords.firstLine(text));
    parsed.errors().forEach(problems::add);
    Configuration configuration = bind(file, parsed, problems);
    if (!problems.none()) {
      throw refusal(file, problems.sorted());
    }
    return configuration;
  }

  /** The parser goes as deep as the text does, and no configuration is nested deeply. */
  private TomlParseResult parsed(Path file, String text) {
    try {
      return Toml.parse(text);
    } catch (StackOverflowError e) {
      throw new Refusal(
          Trouble.of(
              "E-CONFIG",
              ExitCode.REFUSED,
              surroundings.shown(file) + " is nested too deeply to be a configuration.",
              "Correct it, then:  " + invocation.command("plan")),
          e);
    }
  }

  private String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new Refusal(
          Trouble.of(
              "E-CONFIG",
              ExitCode.REFUSED,
              "There is no configuration at " + surroundings.shown(file) + ".",
              "Write one there as docs/reference/configuration.md says, or name yours:  "
                  + "oneway plan --config FILE"),
          e);
    } catch (IOException e) {
      throw new Refusal(
          Trouble.of(
              "E-CONFIG",
              ExitCode.REFUSED,
              "The configuration cannot be read: " + Troubles.fileWords(e) + ".",
              "Make it a readable UTF-8 file, then:  " + invocation.command("plan")),
          e);
    }
  }

  private Refusal refusal(Path file, List<ConfigProblem> problems) {
    List<String> lines = new ArrayList<>();
    String name = String.valueOf(file.getFileName());
    for (ConfigProblem problem : problems) {
      lines.add(
          name
              + " line "
              + problem.line()
              + ", column "
              + problem.column()
              + ": "
              + problem.text());
    }
    lines.add("Every key: docs/reference/configuration.md. Then:  " + invocation.command("plan"));
    return new Refusal(
        new Trouble(
            "E-CONFIG",
            ExitCode.REFUSED,
            surroundings.shown(file)
                + " has "
                + Words.number(problems.size(), "error", "errors")
                + ". Nothing was changed.",
            lines));
  }

  private Configuration bind(Path file, TomlParseResult parsed, Problems problems) {
    Table top = new Table(parsed, "", TomlPosition.positionAt(1, 1), problems);
    top.refuseAllBut(ConfigKey.wordsOf(Section.TOP));
    checkVersion(top, problems);
    Path directory = Configuration.directoryOf(file);
    Path state =
        top.text(ConfigKey.STATE.word())
            .map(written -> surroundings.path(written, directory))
            .orElseGet(this::defaultState);

    StoreSection storeSection = new StoreSection(connectors, surroundings, directory);
    Map<String, StoreConfig> stores = new LinkedHashMap<>();
    top.sections(ConfigKey.STORE.word())
        .forEach((name, section) -> stores.put(name, storeSection.read(name, section, problems)));
    List<SyncConfig> syncs = new ArrayList<>();
    top.sections(ConfigKey.SYNC.word())
        .forEach(
            (name, section) ->
                sync(name, section, stores, directory, problems).ifPresent(syncs::add));
    return new Configuration(file, state, List.copyOf(stores.values()), syncs);
  }

  private static void checkVersion(Table top, Problems problems) {
    String key = ConfigKey.VERSION.word();
    if (!top.has(key)) {
      problems.addMissing(top.start(), "\"version\" is missing. Begin the file with: version = 1");
    }
    OptionalLong version = top.number(key, VERSION);
    if (version.isPresent() && version.getAsLong() != VERSION) {
      problems.add(
          top.positionOf(key),
          "version " + version.getAsLong() + " is not known to this release; it reads version 1.");
    }
  }

  private Path defaultState() {
    return Optional.ofNullable(surroundings.environment().get("XDG_STATE_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> surroundings.home().resolve(".local/state"))
        .resolve("oneway");
  }

  private Optional<SyncConfig> sync(
      String name,
      Table section,
      Map<String, StoreConfig> stores,
      Path directory,
      Problems problems) {
    Names.check(name, section, problems);
    section.refuseAllBut(ConfigKey.wordsOf(Section.SYNC));
    Optional<StoreConfig> from = side(ConfigKey.FROM, section, stores, problems);
    Optional<StoreConfig> to = side(ConfigKey.TO, section, stores, problems);
    to.filter(store -> store.mode().equals(Optional.of(Mode.READ_ONLY)))
        .ifPresent(
            store ->
                problems.add(
                    section.positionOf(ConfigKey.TO.word()),
                    "store \""
                        + store.name()
                        + "\" is read-only, so nothing can be synced to it. Remove its mode, or"
                        + " set it to \"read-write\"."));
    if (from.isPresent() && to.isPresent() && isSamePlace(from.get(), to.get(), directory)) {
      problems.add(
          section.positionOf(ConfigKey.TO.word()), "source and target are the same store.");
    }
    Set<Kind> kinds = new SyncedKinds(connectors).of(section, from, to, problems);
    Selection selection = SelectionTables.read(section);
    Map<String, String> folders = section.texts(ConfigKey.FOLDERS.word());
    Policies policies = policies(section);
    Limits limits = limits(section, problems);
    Optional<Path> archive =
        section
            .text(ConfigKey.ARCHIVE.word())
            .map(written -> surroundings.path(written, directory).normalize());
    int keep = count(section, ConfigKey.ARCHIVE_KEEP, 0);
    if (archive.isEmpty() && section.has(ConfigKey.ARCHIVE_KEEP.word())) {
      problems.add(
          section.positionOf(ConfigKey.ARCHIVE_KEEP.word()),
          "\"archive-keep\" says how much is kept, and \"archive\" does not say where.");
    }
    return from.flatMap(
        source ->
            to.map(
                target ->
                    new SyncConfig(
                        name,
                        source,
                        target,
                        kinds,
                        folders,
                        section.lines(ConfigKey.FOLDERS.word(), folders.keySet()),
                        selection,
                        policies,
                        limits,
                        archive,
                        keep)));
  }

  private static Optional<StoreConfig> side(
      ConfigKey key, Table section, Map<String, StoreConfig> stores, Problems problems) {
    Optional<String> name = section.requiredText(key.word());
    if (name.isPresent() && !stores.containsKey(name.get())) {
      problems.add(
          section.positionOf(key.word()),
          "there is no store \""
              + name.get()
              + "\". "
              + Likeness.advice(name.get(), stores.keySet()));
    }
    return name.map(stores::get);
  }

  private static boolean isSamePlace(StoreConfig from, StoreConfig to, Path directory) {
    if (from.name().equals(to.name())) {
      return true;
    }
    Optional<Path> source = from.path(directory);
    return source.isPresent() && source.equals(to.path(directory));
  }

  private static Policies policies(Table section) {
    Policies usual = Policies.DEFAULT;
    return new Policies(
        choice(section, ConfigKey.ON_CONFLICT, usual.onConflict()),
        choice(section, ConfigKey.ON_DELETE, usual.onDelete()),
        choice(section, ConfigKey.ON_DRIFT, usual.onDrift()),
        choice(section, ConfigKey.ON_TARGET_DELETE, usual.onTargetDelete()),
        choice(section, ConfigKey.ON_LEAVE_FILTER, usual.onLeaveFilter()));
  }

  private static <E extends Enum<E>> E choice(Table section, ConfigKey key, E usual) {
    return section.choice(key.word(), Problems.words(usual.getDeclaringClass())).orElse(usual);
  }

  private static Limits limits(Table section, Problems problems) {
    Limits usual = Limits.DEFAULT;
    Optional<String> written = section.text(ConfigKey.MAX_DELETE.word());
    Optional<Double> share = written.flatMap(ConfigReader::share);
    if (written.isPresent() && share.isEmpty()) {
      problems.add(
          section.positionOf(ConfigKey.MAX_DELETE.word()),
          "\"" + written.get() + "\" is no share. Write it as \"20%\", from 0% to 100%.");
    }
    return new Limits(
        share.orElse(usual.share()),
        count(section, ConfigKey.MAX_DELETE_COUNT, usual.count()),
        count(section, ConfigKey.MAX_DELETE_TOTAL, usual.total()));
  }

  private static int count(Table section, ConfigKey key, int usual) {
    return (int) Math.min(section.number(key.word(), 0).orElse(usual), Integer.MAX_VALUE);
  }

  /** The share that {@code 20%} stands for, 0 to 1; empty if it is none. */
  public static Optional<Double> share(String written) {
    Matcher percent = PERCENT.matcher(written.trim());
    if (!percent.matches()) {
      return Optional.empty();
    }
    double share = Double.parseDouble(percent.group(1)) / 100;
    return share <= 1 ? Optional.of(share) : Optional.empty();
  }
}
