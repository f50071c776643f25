// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.oneway.cli.trouble.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of one command, for {@code man}. */
public final class ManPage {
  private final CommandSpec command;
  private final String version;

  /**
   * A page.
   *
   * @param command its {@code footer} are its examples, a call and perhaps what it does on each
   *     line
   * @param version of the program
   */
  public ManPage(CommandSpec command, String version) {
    this.command = command;
    this.version = version;
  }

  /** The pages of this command and of all below it. */
  public static List<ManPage> all(CommandSpec command, String version) {
    List<ManPage> pages = new ArrayList<>(List.of(new ManPage(command, version)));
    command
        .subcommands()
        .values()
        .forEach(line -> pages.addAll(all(line.getCommandSpec(), version)));
    return pages;
  }

  /** What its file is called: {@code oneway-state-restore.1}. */
  public String fileName() {
    return title(command) + ".1";
  }

  private static String title(CommandSpec of) {
    return of.qualifiedName("-");
  }

  /** Its text. The same command has the same text, whenever it is made. */
  public String text() {
    List<String> sentences = words(command.usageMessage().description());
    Roff page =
        new Roff()
            .line(".\\\" Made from the description of the options; changes here are lost.")
            .macro(
                "TH",
                Roff.quoted(title(command).toUpperCase(Locale.ROOT))
                    + " 1 \"\" "
                    + Roff.quoted("oneway " + version)
                    + " "
                    + Roff.quoted("Oneway"))
            .macro("nh", "")
            .macro("ad", "l")
            .section("NAME")
            .line(Roff.escaped(title(command)) + " \\- " + Roff.escaped(brief(sentences.get(0))))
            .section("SYNOPSIS")
            .line(synopsis())
            .section("DESCRIPTION");
    for (int at = 0; at < sentences.size(); at++) {
      if (at > 0) {
        page.macro("PP", "");
      }
      page.plain(sentences.get(at));
    }
    examples(page);
    commands(page);
    options(page);
    exits(page);
    seeAlso(page);
    return page.toString();
  }

  private static String brief(String sentence) {
    String first = sentence.split("[.:] ", 2)[0].replaceAll("\\.$", "");
    return first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
  }

  private String synopsis() {
    Stream<String> positional =
        command.positionalParameters().stream().map(ManPage::placeholder).map(Roff::italic);
    Stream<String> below =
        command.subcommands().isEmpty() ? Stream.empty() : Stream.of(Roff.italic("COMMAND"));
    return Stream.of(
            Stream.of(Roff.bold(command.qualifiedName()), "[" + Roff.italic("OPTION") + "...]"),
            below,
            positional)
        .flatMap(parts -> parts)
        .collect(Collectors.joining(" "));
  }

  private static String placeholder(PositionalParamSpec parameter) {
    String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
    return parameter.required() ? label : "[" + label + "]";
  }

  private void examples(Roff page) {
    page.section("EXAMPLES");
    for (String example : words(command.usageMessage().footer())) {
      String[] parts = example.strip().split(" {3,}", 2);
      page.macro("TP", "").line(Roff.bold(parts[0]));
      // An entry without its second line would take the entry after it for that line.
      page.line(parts.length == 2 ? Roff.escaped(parts[1]) : "\\&");
    }
  }

  private void commands(Roff page) {
    if (command.subcommands().isEmpty()) {
      return;
    }
    page.section("COMMANDS");
    command
        .subcommands()
        .values()
        .forEach(
            line ->
                page.entry(
                    reference(line.getCommandSpec()),
                    words(line.getCommandSpec().usageMessage().description()).get(0)));
  }

  private static String reference(CommandSpec to) {
    return Roff.bold(title(to)) + "(1)";
  }

  private void options(Roff page) {
    page.section("OPTIONS");
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      page.entry(Roff.italic(placeholder(parameter)), joined(parameter.description()));
    }
    for (OptionSpec option : command.options()) {
      String value = option.arity().max() > 0 ? " " + Roff.italic(option.paramLabel()) : "";
      String names =
          Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
      page.entry(names + value, joined(option.description()));
    }
  }

  private static void exits(Roff page) {
    page.section("EXIT STATUS");
    for (ExitCode code : ExitCode.values()) {
      page.entry(Roff.bold(String.valueOf(code.number())), code.words());
    }
    page.macro("PP", "").plain("Take a number that is not listed for a failure.");
  }

  private void seeAlso(Roff page) {
    List<CommandSpec> others = new ArrayList<>();
    CommandSpec above = command.parent();
    if (above != null) {
      others.add(above);
      above.subcommands().values().forEach(line -> others.add(line.getCommandSpec()));
    } else {
      command.subcommands().values().forEach(line -> others.add(line.getCommandSpec()));
    }
    others.remove(command);
    page.section("SEE ALSO")
        .line(others.stream().map(ManPage::reference).collect(Collectors.joining(", ")));
  }

  private static String joined(String... texts) {
    return String.join(" ", words(texts));
  }

  /** The texts as they are shown: {@code %%} in them stands for one percent sign. */
  private static List<String> words(String... texts) {
    return Arrays.stream(texts).map(text -> text.replace("%%", "%")).toList();
  }
}
