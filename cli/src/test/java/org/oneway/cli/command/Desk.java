// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.oneway.cli.real.Book;
import org.oneway.cli.real.Trees;
import org.oneway.cli.terminal.Interrupts;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.cli.work.Parts;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.testkit.ManualClock;

/** A directory in which commands are called, and what they answered. */
final class Desk {
  final Path directory;
  final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T06:14:00Z"));
  private Parts parts = Parts.REAL;
  private boolean isTerminal;
  private byte[] input = {};
  private byte[] sent = {};
  private Interrupts interrupts = Interrupts.NONE;
  private Map<String, String> variables = Map.of();
  private Optional<String> unseen = Optional.empty();

  Desk(Path directory) {
    this.directory = directory;
  }

  /** One on which people in a file are to be kept up in a directory. */
  static Desk withPeople(Path directory, int people) {
    Desk desk = new Desk(directory);
    desk.write("oneway.toml", Book.CONFIG);
    desk.write("source.vcf", Cards.people(0, people));
    return desk;
  }

  Desk with(Parts other) {
    parts = other;
    return this;
  }

  /** From now on a person sits here, who types this. */
  Desk withPerson(String typed) {
    isTerminal = true;
    input = typed.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** From now on this comes through standard input. */
  Desk withInput(byte[] bytes) {
    input = bytes.clone();
    return this;
  }

  /** What the last command sent to standard output. */
  byte[] sent() {
    return sent.clone();
  }

  /** From now on these variables are set beside the usual ones. */
  Desk withVariables(Map<String, String> more) {
    variables = Map.copyOf(more);
    return this;
  }

  /** From now on the person types this where it is not shown. */
  Desk withTyped(String secret) {
    unseen = Optional.of(secret);
    return this;
  }

  private Map<String, String> environment() {
    Map<String, String> all = new HashMap<>(variables);
    all.put("NO_COLOR", "1");
    return all;
  }

  /** From now on this interrupts. */
  Desk with(Interrupts others) {
    interrupts = others;
    return this;
  }

  /** What a command left. */
  record Answer(int exit, String out, String err) {
    /** The one object of {@code --json}. */
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (IOException e) {
        throw new UncheckedIOException(out, e);
      }
    }

    /** Everything that was printed. */
    String all() {
      return out + err;
    }
  }

  /** Runs a command; every archive that it makes is judged. */
  Answer run(String... arguments) {
    Answer answer = call(arguments);
    byte[] kept = sent;
    made(List.of(arguments), answer.exit()).forEach(this::conforms);
    sent = kept;
    return answer;
  }

  /** The archives that a command made, under their names or as volumes. */
  private List<Path> made(List<String> words, int exit) {
    boolean isMade =
        (exit == 0 || exit == 2)
            && (words.contains("export")
                || (words.contains("archive")
                    && (words.contains("convert") || words.contains("merge"))));
    return isMade
        ? words.stream()
            .filter(word -> !word.startsWith("-") && !word.equals("export"))
            .map(directory::resolve)
            .flatMap(Desk::withVolumes)
            .filter(ArchiveReader::isArchive)
            .filter(this::isOurs)
            .toList()
        : List.of();
  }

  private static Stream<Path> withVolumes(Path archive) {
    return Stream.concat(
        Stream.of(archive),
        IntStream.rangeClosed(1, 99)
            .mapToObj(number -> ArchiveWriter.volume(archive, number))
            .takeWhile(Files::exists));
  }

  private boolean isOurs(Path archive) {
    try {
      return ArchiveReader.metadataOf(archive).chain().isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /** Fails unless an archive of ours conforms to the drafts, warnings apart. */
  void conforms(Path archive) {
    Answer judged = call("archive", "check", archive.toString(), "-v");
    assertThat(judged.exit()).as(judged.all()).isZero();
  }

  private Answer call(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(input);
    Surroundings surroundings =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            in,
            environment(),
            directory.resolve("home"),
            directory,
            clock,
            ZoneOffset.UTC,
            isTerminal,
            () -> unseen.map(String::toCharArray),
            () -> Surroundings.USUAL_COLUMNS,
            interrupts);
    int exit = Oneway.run(List.of(arguments), surroundings, parts, "1.2.3");
    sent = out.toByteArray();
    return new Answer(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A command with the configuration {@code oneway.toml}. */
  Answer oneway(String command, String... more) {
    return run(
        Stream.concat(Stream.of(command, "--config", "oneway.toml"), Stream.of(more))
            .toArray(String[]::new));
  }

  /** Words with the configuration {@code oneway.toml} behind them, a minute after the last. */
  Answer aMinuteLater(String... words) {
    clock.pass(Duration.ofMinutes(1));
    return run(
        Stream.concat(Stream.of(words), Stream.of("--config", "oneway.toml"))
            .toArray(String[]::new));
  }

  /** The files below a directory: name and content, a character for each byte. */
  Map<String, String> files(String name) {
    return Trees.texts(directory.resolve(name));
  }

  Path write(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
