// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * All commands, in the order in which help names them. Each is made only where it is needed: to
 * look at all of them takes longer than to carry one out.
 */
final class Commands {
  private static final List<Named> ALL =
      List.of(
          new Named("plan", () -> new CommandLine(new PlanCommand())),
          new Named("sync", () -> new CommandLine(new SyncCommand())),
          new Named("undo", () -> new CommandLine(new UndoCommand())),
          new Named("import", () -> new CommandLine(new ImportCommand())),
          new Named("export", () -> new CommandLine(new ExportCommand())),
          new Named("restore", () -> new CommandLine(new RestoreCommand())),
          new Named("convert", () -> new CommandLine(new ConvertCommand())),
          new Named("status", () -> new CommandLine(new StatusCommand())),
          new Named("verify", () -> new CommandLine(new VerifyCommand())),
          new Named("discover", () -> new CommandLine(new DiscoverCommand())),
          new Named("history", () -> new CommandLine(new HistoryCommand())),
          new Named("doctor", () -> new CommandLine(new DoctorCommand())),
          new Named(
              "quarantine",
              () ->
                  new CommandLine(new QuarantineCommand())
                      .addSubcommand(new QuarantineCommand.ListAll())
                      .addSubcommand(new QuarantineCommand.Show())
                      .addSubcommand(new QuarantineCommand.Retry())
                      .addSubcommand(new QuarantineCommand.Ignore())),
          new Named(
              "archive",
              () ->
                  new CommandLine(new ArchiveCommand())
                      .addSubcommand(new ArchiveCheck())
                      .addSubcommand(new ArchiveList())
                      .addSubcommand(new ArchiveShow())
                      .addSubcommand(new ArchiveDiff())
                      .addSubcommand(new ArchiveMerge())
                      .addSubcommand(new ArchiveSplit())
                      .addSubcommand(new ArchiveConvert())),
          new Named(
              "state",
              () ->
                  new CommandLine(new StateCommand())
                      .addSubcommand(new StateBackup())
                      .addSubcommand(new StateRestore())
                      .addSubcommand(new StateRebuild())
                      .addSubcommand(new StateRebind())
                      .addSubcommand(new StateUnlock())),
          new Named("completion", () -> new CommandLine(new CompletionCommand())));

  private Commands() {}

  private record Named(String name, Supplier<CommandLine> maker) {}

  /** Whether there is a command of this name. */
  static boolean knows(String name) {
    return ALL.stream().anyMatch(command -> command.name().equals(name));
  }

  /** The whole command line. */
  static CommandLine all(Root root) {
    CommandLine line = new CommandLine(root);
    ALL.forEach(command -> line.addSubcommand(command.name(), command.maker().get()));
    return line;
  }

  /**
   * A command line that knows the commands among these words and understands them as {@link #all}
   * would, if it understands them; the whole one where no command is among them.
   */
  static CommandLine among(List<String> words, Root root) {
    List<Named> meant = new ArrayList<>(ALL);
    meant.removeIf(command -> !words.contains(command.name()));
    if (meant.isEmpty()) {
      return all(root);
    }
    CommandLine line = new CommandLine(root);
    meant.forEach(command -> line.addSubcommand(command.name(), command.maker().get()));
    return line;
  }
}
