// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.oneway.cli.command.Oneway;
import picocli.CommandLine;

/** The page that lists commands and options, compared with the code in both directions. */
final class CommandLinePageTest {
  private static final Path PAGE = Path.of("../docs/reference/command-line.md");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  @Test
  void everyCommandIsThereAndNoOther() throws IOException {
    assertThat(firstCells("Commands"))
        .containsExactlyInAnyOrderElementsOf(
            names(Oneway.model()).skip(1).map(name -> name.substring(7)).toList());
  }

  @Test
  void everyOptionOfAllCommandsIsThereAndNoOther() throws IOException {
    assertThat(firstCells("Options of every command").stream().map(cell -> cell.split(" ", 2)[0]))
        .containsExactlyInAnyOrderElementsOf(
            Oneway.model().getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .toList());
  }

  /** What stands as code in the first cells of the table under a heading. */
  private static List<String> firstCells(String heading) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals("## " + heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split(" \\| ", 2)[0])
        .flatMap(cell -> CODE.matcher(cell).results())
        .map((MatchResult code) -> code.group(1))
        .toList();
  }

  private static Stream<String> names(CommandLine line) {
    return Stream.concat(
        Stream.of(line.getCommandSpec().qualifiedName()),
        line.getSubcommands().values().stream().flatMap(CommandLinePageTest::names));
  }
}
