// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ExamplesTest {
  private static final Pattern CALL = Pattern.compile("oneway( .*?)?(?= {3}| >| \\||\\)|$)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final String HEADING = "\nExamples:\n";

  @TempDir Path directory;

  @Test
  void theHelpOfEachCommandBeginsWithExamplesAndItsOptionsFollow() {
    for (String name : names()) {
      String help = help(name);
      int examples = help.indexOf(HEADING);

      assertThat(help).startsWith("Usage: " + name);
      assertThat(examples).as(help).isPositive();
      assertThat(help.indexOf("Options:\n")).as(help).isGreaterThan(examples);
      assertThat(help.substring(0, examples)).as(name).doesNotContain("\n  -");
      assertThat(calls(name)).as(name).hasSizeBetween(2, 3);
    }
  }

  @Test
  void eachExampleIsACallOfItsCommandThatIsUnderstood() {
    for (String name : names()) {
      for (List<String> call : calls(name)) {
        assertThatCode(() -> Oneway.model().parseArgs(call.toArray(String[]::new)))
            .as("oneway %s", call)
            .doesNotThrowAnyException();
        assertThat("oneway " + String.join(" ", call)).startsWith(name);
      }
    }
  }

  @Test
  void helpFitsATerminal() {
    assertThat(names().stream().flatMap(name -> help(name).lines()))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  private String help(String name) {
    List<String> words = new ArrayList<>(List.of(name.split(" ", -1)));
    words.add("--help");
    return new Desk(directory).run(words.stream().skip(1).toArray(String[]::new)).out();
  }

  /** The words behind {@code oneway} of each example in the help of a command. */
  private List<List<String>> calls(String name) {
    String help = help(name);
    return help.substring(help.indexOf(HEADING) + HEADING.length())
        .lines()
        .takeWhile(line -> !line.isBlank())
        .map(ExamplesTest::call)
        .toList();
  }

  private static List<String> call(String line) {
    Matcher call = CALL.matcher(line);
    assertThat(call.find()).as(line).isTrue();
    return WORD.matcher(call.group())
        .results()
        .skip(1)
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toList();
  }

  private static List<String> names() {
    return names(Oneway.model()).toList();
  }

  private static Stream<String> names(CommandLine line) {
    return Stream.concat(
        Stream.of(line.getCommandSpec().qualifiedName()),
        line.getSubcommands().values().stream().flatMap(ExamplesTest::names));
  }
}
