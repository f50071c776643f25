// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code oneway archive}: what is done with archives as such. */
@Command(
    name = "archive",
    sortOptions = false,
    synopsisSubcommandLabel = "check|list|show|diff|merge|split|convert",
    description = {
      "Looks into PDPA archives and makes others of them: directories, zip and tar.gz files,",
      "of any version of the drafts. No configuration is needed."
    },
    footer = {
      "  oneway archive check backup.pdpa             is it whole, and conforms?",
      "  oneway archive diff monday.pdpa today.pdpa   what has changed in between?"
    })
final class ArchiveCommand implements Callable<Integer> {
  @ParentCommand private Root root;
  @Spec private CommandSpec spec;

  Session session() {
    return root.session();
  }

  /** Does something with open archives. */
  @FunctionalInterface
  interface Work {
    /** The exit code. */
    Integer with(ArchiveReader... archives) throws IOException;
  }

  /** Opens archives for {@code work}, and says what is wrong with them. */
  Integer open(Work work, String... names) {
    return open(work, new ArchiveReader[names.length], names, 0);
  }

  private Integer open(Work work, ArchiveReader[] archives, String[] names, int next) {
    if (next == names.length) {
      try {
        return work.with(archives);
      } catch (IOException e) {
        throw refused(names[0], e);
      }
    }
    try (ArchiveReader archive = ArchiveReader.open(session().surroundings().path(names[next]))) {
      archives[next] = archive;
      return open(work, archives, names, next + 1);
    } catch (IOException e) {
      throw refused(names[next], e);
    }
  }

  private Refusal refused(String name, IOException e) {
    session().details(e);
    if (e instanceof NoSuchFileException) {
      return new Refusal(
          Trouble.of("E-INPUT", ExitCode.REFUSED, "There is no archive " + name + "."), e);
    }
    if (e instanceof ArchiveDamaged damaged) {
      String where = name.endsWith(damaged.place()) ? "" : damaged.place() + " ";
      return new Refusal(
          Trouble.of(
              "E-INPUT",
              ExitCode.REFUSED,
              name + " cannot be used: " + where + damaged.reason() + ".",
              "Everything that is wrong with it:  oneway archive check " + name),
          e);
    }
    return new Refusal(
        Trouble.of(
            "E-UNAVAILABLE",
            ExitCode.UNAVAILABLE,
            name + " cannot be read: " + Troubles.fileWords(e) + "."),
        e);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(session().surroundings().err());
    return ExitCode.USAGE.number();
  }
}
