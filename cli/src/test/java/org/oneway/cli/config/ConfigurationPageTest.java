// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.oneway.cli.config.ConfigKey.Section;
import org.oneway.cli.config.Configuration.Mode;
import org.oneway.cli.secret.SecretPlace;
import org.oneway.connectors.Connectors;
import org.oneway.engine.plan.Limits;
import org.oneway.engine.plan.Policies;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Setting;

/** The one page that documents every key, compared with the code in both directions. */
final class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/reference/configuration.md");

  /** The rows of the page's tables by the heading above them. */
  private final Map<String, List<Line>> tables = new LinkedHashMap<>();

  /** A row of a table: four cells. */
  private record Line(String key, String value, String usual, String meaning) {
    static Line of(String text) {
      String[] cells = text.substring(2, text.lastIndexOf('|')).split(" ?\\| ?", -1);
      assertThat(cells).as("key, value, without it, meaning: %s", text).hasSizeGreaterThan(3);
      return new Line(
          cells[0].replace("`", ""), cells[1].strip(), cells[2].strip(), cells[3].strip());
    }
  }

  @BeforeEach
  void readThePage() throws IOException {
    String heading = "";
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("#")) {
        heading = line.replaceAll("^#+ ", "");
      } else if (line.startsWith("|") && !line.startsWith("|---")) {
        tables.computeIfAbsent(heading, h -> new ArrayList<>()).add(Line.of(line));
      }
    }
    tables.values().forEach(lines -> lines.remove(0));
  }

  @Test
  void itHasATableForEachSectionTypeAndForSecretsAndNoOther() {
    List<String> expected = new ArrayList<>(List.of("Before the first table", "`[store.NAME]`"));
    Connectors.all().forEach(connector -> expected.add(headingOf(connector)));
    expected.addAll(List.of("Secrets", "`[sync.NAME]`"));
    assertThat(tables.keySet()).containsExactlyElementsOf(expected);
  }

  @Test
  void eachSectionNamesItsKeysInTheirOrder() {
    assertThat(keys("Before the first table"))
        .containsExactlyElementsOf(ConfigKey.wordsOf(Section.TOP));
    assertThat(keys("`[store.NAME]`")).containsExactlyElementsOf(ConfigKey.wordsOf(Section.STORE));
    assertThat(keys("`[sync.NAME]`")).containsExactlyElementsOf(ConfigKey.wordsOf(Section.SYNC));
    assertThat(keys("Secrets")).containsExactlyInAnyOrderElementsOf(SecretTable.KEYS);
  }

  @Test
  void eachTypeOfStoreHasExactlyTheKeysThatItsConnectorDeclaresAsItDeclaresThem() {
    for (Connector connector : Connectors.all()) {
      assertThat(tables.get(headingOf(connector)))
          .as(connector.type())
          .containsExactlyElementsOf(
              connector.keys().stream().map(ConfigurationPageTest::line).toList());
    }
    assertThat(value("`[store.NAME]`", "type"))
        .isEqualTo(quoted(Connectors.all().stream().map(Connector::type)));
  }

  private static Line line(Setting setting) {
    String value =
        switch (setting.form()) {
          case TEXT -> "text";
          case PATH -> "path";
          case CHOICE -> quoted(setting.words().stream());
          case FLAG -> "`true`, `false`";
          case NUMBER -> "number, " + setting.least() + " to " + setting.most();
          case DURATION -> "time, `\"30s\"`, `\"2m\"`";
          case LIST -> "list of texts";
          case SECRET -> "secret";
        };
    boolean isValue = setting.form() == Setting.Form.CHOICE || setting.form() == Setting.Form.FLAG;
    String usual = isValue ? "`" + setting.usual() + "`" : setting.usual();
    return new Line(
        setting.key(), value, setting.required() ? "an error" : usual, setting.meaning());
  }

  @Test
  void everyWordThatAKeyTakesIsThereAndNoOther() {
    assertThat(value("`[store.NAME]`", "mode")).isEqualTo(words(Mode.values()));
    String sync = "`[sync.NAME]`";
    assertThat(value(sync, "on-conflict")).isEqualTo(words(Policies.OnConflict.values()));
    assertThat(value(sync, "on-delete")).isEqualTo(words(Policies.OnDelete.values()));
    assertThat(value(sync, "on-drift")).isEqualTo(words(Policies.OnDrift.values()));
    assertThat(value(sync, "on-target-delete")).isEqualTo(words(Policies.OnTargetDelete.values()));
    assertThat(value(sync, "on-leave-filter")).isEqualTo(words(Policies.OnLeaveFilter.values()));
  }

  @Test
  void whatHoldsWithoutAKeyIsWhatThePageSays() {
    Policies policies = Policies.DEFAULT;
    String sync = "`[sync.NAME]`";
    assertThat(usual(sync, "on-conflict")).isEqualTo(words(policies.onConflict()));
    assertThat(usual(sync, "on-delete")).isEqualTo(words(policies.onDelete()));
    assertThat(usual(sync, "on-drift")).isEqualTo(words(policies.onDrift()));
    assertThat(usual(sync, "on-target-delete")).isEqualTo(words(policies.onTargetDelete()));
    assertThat(usual(sync, "on-leave-filter")).isEqualTo(words(policies.onLeaveFilter()));
    Limits limits = Limits.DEFAULT;
    assertThat(usual(sync, "max-delete"))
        .isEqualTo("`\"" + Math.round(limits.share() * 100) + "%\"`");
    assertThat(usual(sync, "max-delete-count")).isEqualTo("`" + limits.count() + "`");
    assertThat(usual(sync, "max-delete-total")).isEqualTo("`" + limits.total() + "`");
    assertThat(usual("Secrets", "command-timeout"))
        .isEqualTo("`\"" + SecretPlace.Command.USUAL_LIMIT.toSeconds() + "s\"`");
  }

  @Test
  void everyKeySaysWhatItMeans() {
    assertThat(tables.values().stream().flatMap(List::stream))
        .allSatisfy(line -> assertThat(line.meaning()).as(line.key()).isNotEmpty());
  }

  private static String headingOf(Connector connector) {
    return "`type = \"" + connector.type() + "\"`";
  }

  private List<String> keys(String heading) {
    return tables.getOrDefault(heading, List.of()).stream().map(Line::key).toList();
  }

  private String value(String heading, String key) {
    return line(heading, key).value();
  }

  private String usual(String heading, String key) {
    return line(heading, key).usual();
  }

  private Line line(String heading, String key) {
    return tables.getOrDefault(heading, List.of()).stream()
        .filter(line -> line.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " is not in " + heading));
  }

  private static String words(Enum<?>... values) {
    return quoted(
        Stream.of(values).map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-')));
  }

  private static String quoted(Stream<String> words) {
    return words.map(word -> "`\"" + word + "\"`").collect(Collectors.joining(", "));
  }
}
