// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.concurrent.Callable;
import org.oneway.cli.archive.Repacking;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.DurableFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway archive split}. */
@Command(
    name = "split",
    sortOptions = false,
    description = {
      "Divides an archive into volumes, each an archive by itself: OUT-001, OUT-002 and so on,",
      "before the ending. \"archive merge\" makes one of them again."
    },
    footer = {
      "  oneway archive split --size 100M backup.pdpa part.pdpa",
      "  oneway archive split --size 4G backup disk.zip    as disk-001.zip ff."
    })
final class ArchiveSplit implements Callable<Integer> {
  @ParentCommand private ArchiveCommand parent;

  @Option(
      names = "--size",
      required = true,
      paramLabel = "SIZE",
      converter = SizeWord.class,
      description = "What no volume is larger than, unless a single item is: 100M, 2G.")
  private long size;

  @Parameters(index = "0", paramLabel = "FILE", description = "The archive.")
  private String file = "";

  @Parameters(index = "1", paramLabel = "OUT", description = "What the volumes are called.")
  private String out = "";

  @Override
  public Integer call() {
    Session session = parent.session();
    return new ArchiveMaking(session, "archive split", out)
        .make(
            () ->
                Repacking.of(
                    session.surroundings().path(file),
                    file,
                    "Oneway " + session.version(),
                    session.surroundings().clock().instant()),
            (to, parts) -> ArchiveWriter.inVolumes(to, size, parts.metadata(), new DurableFiles()));
  }
}
