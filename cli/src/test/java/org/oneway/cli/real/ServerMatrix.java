// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.cli.real.Command.Answer;
import org.oneway.connectors.testkit.MatrixTable;
import org.oneway.connectors.testkit.RealServer;

/**
 * Address books or calendars at real servers are kept up; after each step a second run writes
 * nothing.
 */
abstract class ServerMatrix {
  private static final Path CORPUS = Path.of("../connectors/src/test/resources/corpus");

  @TempDir private Path directory;
  private final Specimen specimen;
  private Optional<BookAtServer> target = Optional.empty();

  ServerMatrix(Specimen specimen) {
    this.specimen = specimen;
  }

  @ParameterizedTest
  @ValueSource(strings = {"radicale", "xandikos", "cyrus", "davical"})
  @DisplayName("the corpus is kept up through edits on both sides")
  void theCorpusIsKeptUp(String server) throws IOException {
    try (BookAtServer book = BookAtServer.of(specimen, server)) {
      config(fromFiles(), "source", book);
      Trees.copy(CORPUS.resolve(specimen.corpus()), directory.resolve("source"));
      people(0, 12);
      Answer first = sync();
      List<String> cards = book.texts();
      assertThat(cards.size()).as(first.text()).isGreaterThan(100);
      requireOnce(12, cards);
      requireQuiet(server, "first sync", book);

      edit(1, specimen.first(1), specimen.first(9901));
      sync();
      assertThat(book.writes()).hasSize(1);
      assertThat(book.card(1)).contains(specimen.first(9901));
      requireQuiet(server, "edit at the source", book);

      book.add(2, specimen.addition());
      edit(2, specimen.second(2), specimen.edited());
      sync();
      assertThat(book.card(2))
          .contains("likes tea", specimen.edited())
          .doesNotContain(specimen.second(2));
      requireQuiet(server, "edits on both sides", book);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"radicale-short", "xandikos", "cyrus", "davical"})
  @DisplayName(
      "a token that the server no longer knows costs a listing and no write; then one is deleted")
  void anExpiredToken(String server) throws Exception {
    try (BookAtServer book = BookAtServer.of(specimen, server)) {
      config(fromFiles(), "source", book);
      people(0, 12);
      sync();
      requireQuiet(server, "first sync of people", book);
      expire(server, book);
      edit(1, specimen.first(1), specimen.first(9901));
      sync();
      assertThat(book.writes()).hasSize(1);
      assertThat(book.card(1)).contains(specimen.first(9901));
      // DAViCal tells nobody that it does not know a token.
      if (!server.equals("davical")) {
        assertThat(book.proxy().requests())
            .anyMatch(r -> r.method().equals("REPORT") && r.status() >= 400);
      }
      requireQuiet(server, "expired token", book);

      int cards = book.cards().size();
      Files.delete(file(3));
      sync();
      assertThat(book.cards()).hasSize(cards - 1);
      requireQuiet(server, "deletion", book);
    }
  }

  /** In the way that there is at each server. */
  private void expire(String server, BookAtServer book) throws Exception {
    String token = book.token().orElseThrow();
    String place = book.path() + "somebody" + specimen.ending();
    switch (server) {
      case "radicale-short" -> {
        // It forgets old ones whenever it makes a new one.
        for (int n = 100; book.other().knows(book.path(), token); n++) {
          book.other().put(place, whole(100).replace(specimen.first(100), specimen.first(n)));
        }
      }
      case "cyrus" -> {
        book.other().put(place, whole(100));
        book.other().delete(place);
        Path root = RealServer.checkout(Path.of("").toAbsolutePath()).orElseThrow();
        Process expire =
            new ProcessBuilder(root.resolve(".ci/servers/cyrus").toString(), "expire")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(expire.waitFor()).isZero();
      }
      default -> book.remake(whole(100));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"radicale", "xandikos", "cyrus", "davical"})
  @DisplayName("R02 killed in the middle and run again, the end is the same and nothing is twice")
  void killedInTheMiddle(String server) throws Exception {
    int people = 60;
    try (BookAtServer book = BookAtServer.of(specimen, server)) {
      config(fromFiles(), "source", book);
      people(0, people);
      assertThat(Command.in(directory).run("--version").exit()).isZero();
      book.proxy().delayedBy(Duration.ofMillis(50));
      Process sync =
          new ProcessBuilder(
                  Path.of("../oneway").toAbsolutePath().normalize().toString(),
                  "sync",
                  "--config",
                  "oneway.toml")
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("output").toFile())
              .start();
      while (book.proxy().writes().size() < people / 3) {
        assertThat(sync.waitFor(5, TimeUnit.MILLISECONDS)).as("ended before").isFalse();
      }
      sync.destroyForcibly().waitFor();
      book.proxy().delayedBy(Duration.ZERO);
      assertThat(book.cards()).hasSizeLessThan(people);

      sync();
      List<String> cards = book.texts();
      assertThat(cards).hasSize(people);
      requireOnce(people, cards);
      requireQuiet(server, "kill -9", book);
    }
  }

  @ParameterizedTest
  @CsvSource({"radicale, cyrus", "cyrus, radicale", "radicale, xandikos"})
  @DisplayName("M03 a book is mirrored from server to server, and the source is only read")
  void aMirror(String from, String to) throws IOException {
    try (BookAtServer source = BookAtServer.of(specimen, from);
        BookAtServer target = BookAtServer.of(specimen, to)) {
      config(fromFiles(), "source", source);
      Trees.copy(CORPUS.resolve(specimen.corpus()), directory.resolve("source"));
      people(0, 12);
      sync();
      requireQuiet(from, "filled, to be mirrored to " + to, source);

      directory = Files.createDirectory(directory.resolve("mirror"));
      config(source.store("from"), source.name(), target);
      source.proxy().forget();
      Answer first = sync();
      assertThat(target.cards().size()).as(first.text()).isGreaterThan(100);
      requireQuiet(to, "mirror of " + from, target);

      source.add(4, specimen.addition());
      sync();
      assertThat(target.writes()).hasSize(1);
      assertThat(target.card(4)).contains("likes tea");
      requireQuiet(to, "edit at the mirrored " + from, target);
      assertThat(source.proxy().writes()).isEmpty();
    }
  }

  /** Puts all of the corpus into {@code book}. */
  final void fill(String server, BookAtServer book) throws IOException {
    config(fromFiles(), "source", book);
    Trees.copy(CORPUS.resolve(specimen.corpus()), directory.resolve("source"));
    sync();
    requireQuiet(server, "filled", book);
  }

  /** Mirrors what is in one into another. */
  final void mirror(BookAtServer source, String server, BookAtServer target) throws IOException {
    directory = Files.createDirectory(directory.resolve("mirror"));
    config(source.store("from"), source.name(), target);
    sync();
    requireQuiet(server, "next in a chain", target);
  }

  private void config(String source, String folder, BookAtServer target) {
    Trees.write(
        directory.resolve("oneway.toml"),
        "version = 1\nstate = \"state\"\n"
            + source
            + target.store("to")
            + """
            [sync.contacts]
            from = "from"
            to = "to"
            folders = { "%s" = "%s" }
            """
                .formatted(folder, target.name()));
    this.target = Optional.of(target);
  }

  private Answer sync() {
    target.ifPresent(book -> book.proxy().forget());
    Answer answer = Command.in(directory).runHere("sync", "--config", "oneway.toml");
    assertThat(answer.exit()).as(answer.text()).isIn(List.of(0, 2));
    return answer;
  }

  private void requireQuiet(String server, String step, BookAtServer book) {
    Answer answer = sync();
    MatrixTable.add(server, step, book.writes().size());
    assertThat(book.writes()).as(step + "\n" + answer.text()).isEmpty();
  }

  private void people(int from, int to) throws IOException {
    Files.createDirectories(directory.resolve("source"));
    for (int number = from; number < to; number++) {
      Trees.write(file(number), specimen.text(number));
    }
  }

  private Path file(int person) {
    return directory.resolve("source/person-" + person + specimen.ending());
  }

  private void edit(int person, String old, String fresh) {
    Trees.write(file(person), Trees.read(file(person)).replace(old, fresh));
  }

  /** Each of the first so many is there, and once. */
  private void requireOnce(int people, List<String> texts) {
    assertThat(IntStream.range(0, people).mapToObj(specimen::name))
        .allSatisfy(name -> assertThat(texts).filteredOn(t -> t.contains(name)).hasSize(1));
  }

  /** As servers want them. */
  private String whole(int person) {
    return specimen.atServer(specimen.text(person)).replace("\n", "\r\n");
  }

  private String fromFiles() {
    return """
    [store.from]
    type = "%s"
    path = "source"
    """
        .formatted(specimen.files());
  }
}
