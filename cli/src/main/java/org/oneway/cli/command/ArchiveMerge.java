// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.oneway.cli.archive.Repacking;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.DurableFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway archive merge}. */
@Command(
    name = "merge",
    sortOptions = false,
    description = {
      "Makes one archive of several: of everything and the changes since, in whatever order they",
      "are given; of all volumes of one; or of different stores."
    },
    footer = {
      "  oneway archive merge all.pdpa full.pdpa tuesday.pdpa wednesday.pdpa",
      "  oneway archive merge all.pdpa backup-*.zip"
    })
final class ArchiveMerge implements Callable<Integer> {
  @ParentCommand private ArchiveCommand parent;

  @Parameters(
      index = "0",
      paramLabel = "OUT",
      description = "The new archive: *.pdpa and *.zip zip, *.tar.gz tar, else a directory.")
  private String out = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "The archives.")
  private List<String> files = new ArrayList<>();

  @Override
  public Integer call() {
    Session session = parent.session();
    List<Path> archives = files.stream().map(session.surroundings()::path).toList();
    return new ArchiveMaking(session, "archive merge", out)
        .make(
            () ->
                Repacking.of(
                    archives,
                    out,
                    "Oneway " + session.version(),
                    session.surroundings().clock().instant()),
            (to, parts) -> ArchiveWriter.create(to, parts.metadata(), new DurableFiles()));
  }
}
