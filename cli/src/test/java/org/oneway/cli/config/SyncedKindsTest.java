// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.trouble.Refusal;
import org.oneway.connectors.Connectors;
import org.oneway.engine.item.Kind;

final class SyncedKindsTest {
  @TempDir Path folder;

  @Test
  void aSyncThatNamesNoKindsTakesWhatBothStoresHold() throws Exception {
    assertThat(kinds("vcard", "pdpa", "")).containsExactly(Kind.CONTACT);
    assertThat(kinds("icalendar", "pdpa", ""))
        .containsExactlyInAnyOrder(Kind.EVENT, Kind.TASK, Kind.NOTE);
  }

  @Test
  void storesThatHoldNothingInCommonAreAMistake() {
    assertThat(mistakes("vcard", "icalendar", ""))
        .anyMatch(
            text ->
                text.contains(
                    "\"one\" can only hold contacts, \"other\" only events, tasks, notes: nothing"
                        + " can be synced."));
  }

  @Test
  void aKindThatOneStoreCannotHoldIsAMistake() {
    assertThat(mistakes("vcard", "pdpa", "kinds = [\"events\"]"))
        .anyMatch(
            text -> text.contains("line 11") && text.contains("\"one\" can only hold contacts"));
  }

  private List<String> mistakes(String from, String to, String line) {
    return catchThrowableOfType(Refusal.class, () -> kinds(from, to, line)).trouble().more();
  }

  private Set<Kind> kinds(String from, String to, String line) throws IOException, Refusal {
    Path file = folder.resolve("oneway.toml");
    Files.writeString(
        file,
        """
        version = 1
        [store.one]
        type = "%s"
        path = "one"
        [store.other]
        type = "%s"
        path = "other"
        [sync.both]
        from = "one"
        to = "other"
        %s
        """
            .formatted(from, to, line));
    return OnlyKeys.reader(folder, Connectors.all()).read(file).syncs().get(0).kinds();
  }
}
