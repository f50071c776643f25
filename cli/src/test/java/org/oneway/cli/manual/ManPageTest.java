// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.command.Oneway;
import org.oneway.cli.trouble.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class ManPageTest {
  private static final List<String> SECTIONS =
      List.of("NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "OPTIONS", "EXIT STATUS", "SEE ALSO");

  @TempDir Path directory;

  @Test
  void everyCommandHasAPageWithItsOptionsInTheOrderOfSections() {
    for (CommandSpec command : commands()) {
      String page = new ManPage(command, "1.2.3").text();

      assertThat(page.lines().filter(line -> line.startsWith(".SH ")).map(l -> l.substring(4)))
          .filteredOn(section -> !section.equals("COMMANDS"))
          .containsExactlyElementsOf(SECTIONS);
      for (OptionSpec option : command.options()) {
        assertThat(page).contains(Stream.of(option.names()).map(Roff::bold).toList());
      }
      command
          .positionalParameters()
          .forEach(parameter -> assertThat(page).contains(Roff.escaped(parameter.paramLabel())));
      assertThat(Stream.of(ExitCode.values()).map(code -> "\\fB" + code.number() + "\\fR\n"))
          .allSatisfy(code -> assertThat(page).contains(code));
      assertThat(page).doesNotContain("%%").doesNotContain("\n\n");
    }
  }

  @Test
  void thePageOfTheWholeNamesEveryCommand() {
    CommandSpec whole = Oneway.model().getCommandSpec();
    String page = new ManPage(whole, "1.2.3").text();

    assertThat(page).startsWith(".\\\"").contains(".TH \"ONEWAY\" 1 \"\" \"oneway 1.2.3\"");
    assertThat(whole.subcommands().keySet())
        .allSatisfy(name -> assertThat(page).contains("\n\\fBoneway\\-" + name + "\\fR(1)\n"));
  }

  @Test
  void nothingThatIsSaidIsTakenForARequest() {
    assertThat(Roff.escaped(".TH it's a-b \\n")).isEqualTo("\\&.TH it\\(aqs a\\-b \\(rsn");
    assertThat(Roff.escaped("'x\n.y")).isEqualTo("\\(aqx\n\\&.y");
    assertThat(new Roff().entry(Roff.bold("-x"), ".").toString())
        .isEqualTo(".TP\n\\fB\\-x\\fR\n\\&.\n");
  }

  /** Where there is no groff, the structure that the other tests look at has to do. */
  @Test
  void groffHasNothingToSayAgainstAnyPage() throws IOException, InterruptedException {
    for (ManPage page : ManPage.all(Oneway.model().getCommandSpec(), "1.2.3")) {
      Path file = Files.writeString(directory.resolve(page.fileName()), page.text());
      assertThat(complaints(file)).as(page.fileName()).isEmpty();
    }
  }

  private static String complaints(Path file) throws IOException, InterruptedException {
    Process groff;
    try {
      groff =
          new ProcessBuilder("groff", "-man", "-ww", "-z", "-Tutf8", "-Kutf8", file.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assertThat(Files.readString(file)).startsWith(".\\\"").contains("\n.TH ", "\n.SH NAME\n");
      return "";
    }
    String said = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return groff.waitFor() == 0 ? said : "exit " + groff.exitValue() + ": " + said;
  }

  private static List<CommandSpec> commands() {
    return commands(Oneway.model()).toList();
  }

  private static Stream<CommandSpec> commands(CommandLine line) {
    return Stream.concat(
        Stream.of(line.getCommandSpec()),
        line.getSubcommands().values().stream().flatMap(ManPageTest::commands));
  }
}
