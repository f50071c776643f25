// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.trouble.Refusal;
import org.oneway.engine.item.Kind;
import org.oneway.engine.select.FolderFilter;
import org.oneway.engine.select.MessageFilter;
import org.oneway.engine.select.Selection;
import org.oneway.engine.select.Transform;
import org.oneway.engine.select.Transform.Part;
import org.oneway.engine.select.Window;
import org.oneway.engine.store.Setting;

final class SelectionTablesTest {
  private static final String GOOD =
      """
      version = 1
      [store.work]
      type = "vcard"
      path = "work"
      [store.home]
      type = "vcard"
      path = "home"
      [sync.mirror]
      from = "work"
      to = "home"
      """;

  @TempDir Path folder;

  @Test
  void aWindowATransformAndTheKindsAreUnderstood() throws IOException {
    SyncConfig sync =
        read(
            """
            kinds = ["events", "tasks"]
            window = { past = "90d", future = "2y" }
            transform = { private = "busy-only", strip = ["attendees", "alarms"] }
            """);

    assertThat(sync.kinds()).isEqualTo(Set.of(Kind.EVENT, Kind.TASK));
    assertThat(sync.selection())
        .isEqualTo(
            new Selection(
                new Window(Window.length("90d"), Window.length("2y")),
                new Transform(true, Set.of(Part.ATTENDEES, Part.ALARMS))));
  }

  @Test
  void aFilterOfMailIsUnderstood() throws IOException {
    SyncConfig sync =
        read(
            """
            kinds = ["mail"]
            [sync.mirror.filter]
            max-age = "5y"
            max-size = "25MB"
            with-flags = ["$flagged"]
            without-flags = ['\\Deleted', "$junk"]
            without-folders = ["Old"]
            without-roles = ["junk", "trash"]
            """);

    assertThat(sync.selection().messages())
        .isEqualTo(
            new MessageFilter(
                Window.length("5y"),
                OptionalLong.of(25 << 20),
                Set.of("$flagged"),
                Set.of("$deleted", "$junk")));
    assertThat(sync.selection().folders())
        .isEqualTo(new FolderFilter(Set.of("Old"), Set.of("junk", "trash")));
  }

  @Test
  void withoutThemEverythingTakesPartAsItIs() throws IOException {
    assertThat(read("").selection()).isEqualTo(Selection.ALL);
    assertThat(read("window.past = \"6w\"\n").selection().window())
        .isEqualTo(new Window(Window.length("6w"), Optional.empty()));
  }

  @Test
  void everyMistakeIsToldWithItsPlaceAndWhatWasMeant() {
    List<String> problems =
        refused(
            """
            kinds = ["event"]
            window = { pats = "90d", future = "2m" }
            transform = { private = "busy", strip = ["atendees"] }
            filter = { max-age = "5", max-sise = "1M", without-flags = "x", without-roles = ["spam"] }
            """);

    assertThat(problems.get(0)).contains("line 11", "\"event\"", "Did you mean \"events\"?");
    assertThat(problems.get(1)).contains("line 12", "\"pats\"", "Did you mean \"past\"?");
    assertThat(problems.get(2)).contains("line 12", "\"2m\"", "\"18mo\"");
    assertThat(problems.get(3)).contains("line 13", "\"busy\"", "busy-only");
    assertThat(problems.get(4)).contains("line 13", "\"atendees\"", "Did you mean \"attendees\"?");
    assertThat(problems.get(5)).contains("line 14", "\"5\" is no length of time");
    assertThat(problems.get(6)).contains("line 14", "\"max-sise\"", "\"max-size\"");
    assertThat(problems.get(7)).contains("line 14", "\"without-flags\"", "list of texts");
    assertThat(problems.get(8)).contains("line 14", "\"spam\"", "\"junk\"");
  }

  private SyncConfig read(String more) throws IOException {
    Path file = Files.writeString(folder.resolve("oneway.toml"), GOOD + more);
    List<Setting> keys = List.of(Setting.path("path", "where the items are"));
    return OnlyKeys.reader(folder, "vcard", keys).read(file).sync("mirror").orElseThrow();
  }

  private List<String> refused(String more) {
    return catchThrowableOfType(Refusal.class, () -> read(more)).trouble().more();
  }
}
