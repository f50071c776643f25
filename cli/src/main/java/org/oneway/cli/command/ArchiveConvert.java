// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.concurrent.Callable;
import org.oneway.cli.archive.Repacking;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.DurableFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway archive convert}. */
@Command(
    name = "convert",
    sortOptions = false,
    description = {
      "Writes an archive of any version of the drafts as one of today, into what the new name"
          + " says:",
      "*.pdpa and *.zip zip, *.tar.gz tar, else a directory."
    },
    footer = {
      "  oneway archive convert backup backup.pdpa",
      "  oneway archive convert export-of-others.zip directory"
    })
final class ArchiveConvert implements Callable<Integer> {
  @ParentCommand private ArchiveCommand parent;

  @Parameters(index = "0", paramLabel = "FILE", description = "The archive.")
  private String file = "";

  @Parameters(index = "1", paramLabel = "OUT", description = "The new archive.")
  private String out = "";

  @Override
  public Integer call() {
    Session session = parent.session();
    return new ArchiveMaking(session, "archive convert", out)
        .make(
            () ->
                Repacking.of(
                    session.surroundings().path(file),
                    file,
                    "Oneway " + session.version(),
                    session.surroundings().clock().instant()),
            (to, parts) -> ArchiveWriter.create(to, parts.metadata(), new DurableFiles()));
  }
}
