// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.cli.command.Oneway;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.cli.work.Parts;

/** The cards of {@code examples/convert} become what was written down by hand. */
final class ConvertTest {
  private static final Path CARDS = Path.of("convert/cards");
  private static final Path EXPECTED = Path.of("convert/expected");

  @TempDir private Path directory;

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(EXPECTED)) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .filter(name -> !name.contains(".jscalendar"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void eachCardHasItsExpectation() throws IOException {
    try (Stream<Path> cards = Files.list(CARDS)) {
      assertThat(cards.map(card -> card.getFileName().toString().replace(".vcf", "")))
          .containsExactlyInAnyOrderElementsOf(names().toList())
          .hasSizeGreaterThanOrEqualTo(25);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aCardBecomesWhatItsReaderFindsInIt(String name) throws IOException {
    assertThat(convert("jscontact", CARDS.resolve(name + ".vcf")))
        .isEqualTo(Files.readString(EXPECTED.resolve(name + ".json")));
  }

  @ParameterizedTest
  @MethodSource("names")
  void andThroughVersion4ItComesBackTheSame(String name) throws IOException {
    Path written = directory.resolve(name + ".vcf");
    Files.writeString(written, convert("vcard4", EXPECTED.resolve(name + ".json")));
    assertThat(convert("jscontact", written))
        .isEqualTo(Files.readString(EXPECTED.resolve(name + ".json")));
  }

  /** What {@code oneway convert} prints. */
  static String convert(String form, Path file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            InputStream.nullInputStream(),
            Map.of(),
            Path.of(""),
            Path.of("").toAbsolutePath(),
            InstantSource.system(),
            ZoneOffset.UTC,
            false);
    List<String> arguments = List.of("convert", "--to", form, file.toAbsolutePath().toString());
    assertThat(Oneway.run(arguments, surroundings, Parts.REAL, "1")).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
