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
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, SecretPlace> secrets = new LinkedHashMap<>();
    Optional<String> pathKey = Optional.empty();
    if (connector.isPresent()) {
      List<String> keys = new ArrayList<>(ConfigKey.wordsOf(Section.STORE));
      for (Setting setting : connector.get().keys()) {
        String key = setting.key();
        keys.add(key);
        if (setting.required() && !section.has(key)) {
          section.noteMissing(key);
        } else if (setting.form() == Setting.Form.SECRET) {
          secretTable.read(section, key).ifPresent(place -> secrets.put(key, place));
        } else {
          value(section, setting).ifPresent(value -> values.put(key, value));
        }
        if (setting.form() == Setting.Form.PATH && pathKey.isEmpty()) {
          pathKey = Optional.of(key);
        }
      }
      section.refuseAllBut(keys);
    }
    return new StoreConfig(name, type.orElse(""), mode, values, secrets, pathKey);
  }

  private Optional<String> value(Table section, Setting setting) {
    String key = setting.key();
    return switch (setting.form()) {
      case PATH -> section.text(key).map(this::expanded);
      case FLAG -> section.flag(key).map(String::valueOf);
      case CHOICE ->
          section.choice(
              key,
              setting.words().stream()
                  .collect(Collectors.toMap(Function.identity(), Function.identity())));
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
