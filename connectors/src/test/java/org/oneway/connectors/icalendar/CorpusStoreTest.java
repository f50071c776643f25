// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.testkit.Reading;

/** What real programs wrote, as a store. */
final class CorpusStoreTest {
  private static final Path CORPUS = Path.of("src/test/resources/corpus/icalendar");

  @TempDir private Path home;

  static Stream<String> files() throws IOException {
    try (Stream<Path> all = Files.list(CORPUS)) {
      return all
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".ics"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private Opened copy(String name) {
    Path file = home.resolve(name);
    try {
      Files.copy(CORPUS.resolve(name), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Opened(file);
  }

  @ParameterizedTest
  @MethodSource("files")
  void itIsReadToItsEndAndKeepsEveryByteBesideWhatIsWritten(String name)
      throws StoreException, IOException {
    Opened store = copy(name);
    String before = latin(name);
    Reading read = store.read();
    assertThat(read.ending().coverage()).isEqualTo(Coverage.COMPLETE);

    Outcome created = store.create(Texts.item("from-elsewhere", "Elsewhere"));

    if (created instanceof Outcome.Refused) {
      assertThat(latin(name)).isEqualTo(before);
      return;
    }
    String after = latin(name);
    int end = commonStart(before, after);
    assertThat(after).as("what stood behind").endsWith(before.substring(end));
    Reading again = store.read();
    assertThat(again.upsert("from-elsewhere")).isPresent();
    assertThat(again.upserts()).hasSize(read.upserts().size() + 1);
    Change.Upsert made = again.upsert("from-elsewhere").orElseThrow();
    assertThat(store.delete(made)).isInstanceOf(Outcome.Done.class);
    assertThat(store.read().upserts())
        .extracting(Change.Upsert::version)
        .containsExactlyElementsOf(read.upserts().stream().map(Change.Upsert::version).toList());
  }

  private String latin(String name) throws IOException {
    return Files.readString(home.resolve(name), StandardCharsets.ISO_8859_1);
  }

  private static int commonStart(String one, String other) {
    int at = 0;
    while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  @ParameterizedTest
  @MethodSource("files")
  void eachOfItsItemsCanBeTakenOutOnItsOwnAndReadBack(String name) throws StoreException {
    Opened store = copy(name);
    for (Change.Upsert upsert : store.read().upserts()) {
      byte[] original = store.original(upsert.reference());
      if (original.length == 0) {
        continue;
      }
      Opened alone =
          new Opened(home.resolve("alone-" + Hashes.of(upsert.reference().value()) + ".ics"));
      alone.holds(new String(original, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
      assertThat(alone.read().upserts())
          .extracting(u -> u.item().json())
          .containsExactly(upsert.item().json());
    }
  }
}
