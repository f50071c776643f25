// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Puts the examples of each command where its help is read first: behind what it is for, before its
 * options. They are the {@code footer} of the command: a call on each line, with two blanks before
 * it, and at least three between it and what it does.
 */
final class Examples {
  private static final List<String> ORDER =
      List.of(
          SECTION_KEY_SYNOPSIS_HEADING,
          SECTION_KEY_SYNOPSIS,
          SECTION_KEY_DESCRIPTION,
          SECTION_KEY_FOOTER_HEADING,
          SECTION_KEY_FOOTER,
          SECTION_KEY_PARAMETER_LIST_HEADING,
          SECTION_KEY_PARAMETER_LIST,
          SECTION_KEY_OPTION_LIST_HEADING,
          SECTION_KEY_OPTION_LIST,
          SECTION_KEY_COMMAND_LIST_HEADING,
          SECTION_KEY_COMMAND_LIST);

  private Examples() {}

  /** This command line, and all commands below it, with the examples first in their help. */
  static CommandLine first(CommandLine line) {
    UsageMessageSpec help = line.getCommandSpec().usageMessage();
    help.sectionKeys(ORDER);
    help.footerHeading("%nExamples:%n");
    if (!line.getCommandSpec().positionalParameters().isEmpty()) {
      help.parameterListHeading("%nParameters:%n");
    }
    help.optionListHeading("%nOptions:%n");
    help.commandListHeading("%nCommands:%n");
    line.getSubcommands().values().forEach(Examples::first);
    return line;
  }
}
