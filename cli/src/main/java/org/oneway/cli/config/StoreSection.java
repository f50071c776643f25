// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.oneway.cli.config.ConfigKey.Section;
import org.oneway.cli.config.Configuration.Mode;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.secret.SecretPlace;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Setting;

/** Reads a table {@code [store.NAME]} by what the connector of its type declares. */
final class StoreSection {
  /** The key that says where a store is that is on no disk. */
  private static final String ADDRESS = "url";

  /** The key that says where a store is whose files may lie at an address instead. */
  private static final String PLACE = "path";

  private final List<Connector> connectors;
  private final Surroundings surroundings;
  private final SecretTable secretTable;

  StoreSection(List<Connector> connectors, Surroundings surroundings, Path directory) {
    this.connectors = connectors;
    this.surroundings = surroundings;
    this.secretTable = new SecretTable(surroundings, directory);
  }

  StoreConfig read(String name, Table section, Problems problems) {
    Names.check(name, section, problems);
    Optional<String> type = section.requiredText(ConfigKey.TYPE.word());
    Optional<Connector> connector = type.flatMap(this::connector);
    if (type.isPresent() && connector.isEmpty()) {
      section.note(
          ConfigKey.TYPE.word(),
          "there is no store type \""
              + type.get()
              + "\". "
              + Likeness.advice(type.get(), connectors.stream().map(Connector::type).toList()));
    }
    Optional<Mode> mode = section.choice(ConfigKey.MODE.word(), Problems.words(Mode.class));
    Settings read = new Settings(new LinkedHashMap<>(), new LinkedHashMap<>());
    List<Setting> settings = connector.map(Connector::keys).orElse(List.of());
    if (connector.isPresent()) {
      read(section, "", settings, ConfigKey.wordsOf(Section.STORE), read);
    }
    Optional<String> path = placeOf(settings, read.values);
    String where = path.orElse(ADDRESS);
    int line = (section.has(where) ? section.positionOf(where) : section.start()).line();
    List<String> files =
        settings.stream()
            .filter(setting -> setting.form() == Setting.Form.PATH)
            .map(Setting::key)
            .filter(key -> !key.equals(where) && read.values.containsKey(key))
            .toList();
    return new StoreConfig(
        name, type.orElse(""), mode, read.values, read.secrets, path, files, line);
  }

  private record Settings(Map<String, String> values, Map<String, SecretPlace> secrets) {}

  /** The key that says where the store's files lie: what else has a path is beside them. */
  private static Optional<String> placeOf(List<Setting> settings, Map<String, String> values) {
    return settings.stream()
        .filter(setting -> setting.form() == Setting.Form.PATH)
        .filter(s -> s.required() || (s.key().equals(PLACE) && values.containsKey(PLACE)))
        .map(Setting::key)
        .findFirst();
  }

  /**
   * Reads the keys of one table.
   *
   * @param prefix what stands before each of its keys where a connector declares them: {@code
   *     auth.}
   * @param settings those whose key begins with it
   * @param others keys that may stand in it beside them
   */
  private void read(
      Table table, String prefix, List<Setting> settings, List<String> others, Settings read) {
    List<String> words = new ArrayList<>(others);
    Map<String, List<Setting>> inner = new LinkedHashMap<>();
    for (Setting setting : settings) {
      String key = setting.key().substring(prefix.length());
      int dot = key.indexOf('.');
      if (dot < 0) {
        words.add(key);
        read(table, key, setting, read);
      } else {
        inner.computeIfAbsent(key.substring(0, dot), k -> new ArrayList<>()).add(setting);
      }
    }
    inner.forEach((key, within) -> readInner(table, key, prefix + key + '.', within, read));
    words.addAll(inner.keySet());
    table.refuseAllBut(words, settings.stream().map(Setting::key).toList());
  }

  private void readInner(
      Table table, String key, String prefix, List<Setting> settings, Settings read) {
    Optional<Table> found = table.sectionIfAny(key, (table.title() + ' ' + key).strip());
    if (found.isPresent()) {
      read(found.get(), prefix, settings, List.of(), read);
      return;
    }
    List<String> keys =
        settings.stream().map(setting -> setting.key().substring(prefix.length())).toList();
    if (table.has(key)) {
      table.note(
          key, "\"" + key + "\" must be a table. Its keys: " + String.join(", ", keys) + ".");
    } else {
      settings.stream().filter(Setting::required).map(Setting::key).forEach(table::noteMissing);
    }
  }

  private void read(Table table, String key, Setting setting, Settings read) {
    if (setting.required() && !table.has(key)) {
      table.noteMissing(key);
    } else if (setting.form() == Setting.Form.SECRET) {
      secretTable.read(table, key).ifPresent(place -> read.secrets.put(setting.key(), place));
    } else {
      value(table, key, setting).ifPresent(value -> read.values.put(setting.key(), value));
    }
  }

  private Optional<String> value(Table section, String key, Setting setting) {
    return switch (setting.form()) {
      case PATH -> section.text(key).map(this::expanded);
      case FLAG -> section.flag(key).map(String::valueOf);
      case CHOICE ->
          section.choice(
              key,
              setting.words().stream()
                  .collect(
                      Collectors.toMap(
                          Function.identity(),
                          Function.identity(),
                          (one, same) -> one,
                          LinkedHashMap::new)));
      case NUMBER -> section.number(key, setting.least(), setting.most()).map(String::valueOf);
      case DURATION -> section.time(key);
      case LIST -> section.lines(key).map(texts -> String.join("\n", texts));
      case TEXT, SECRET -> section.text(key);
    };
  }

  private Optional<Connector> connector(String type) {
    return connectors.stream().filter(known -> known.type().equals(type)).findFirst();
  }

  private String expanded(String text) {
    return text.equals("~") || text.startsWith("~/") ? surroundings.path(text).toString() : text;
  }
}
