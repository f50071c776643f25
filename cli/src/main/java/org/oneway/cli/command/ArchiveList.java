// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.oneway.cli.archive.ListedItem;
import org.oneway.cli.json.Answer;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.engine.item.Key;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveFolder;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.Listing;
import org.oneway.engine.pdpa.Listing.Listed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway archive list}. */
@Command(
    name = "list",
    sortOptions = false,
    description = "Says what an archive is, which folders it has, and how much is in them.",
    footer = {
      "  oneway archive list backup.pdpa",
      "  oneway archive list backup.pdpa -v    each item, too"
    })
final class ArchiveList implements Callable<Integer> {
  @ParentCommand private ArchiveCommand parent;

  @Parameters(index = "0", paramLabel = "FILE", description = "The archive.")
  private String file = "";

  @Override
  public Integer call() {
    return parent.open(archives -> list(archives[0]), file);
  }

  /** What an archive says of itself, on one line. */
  static String head(String file, ArchiveMetadata metadata) {
    StringBuilder line = new StringBuilder(file).append(": ");
    line.append(metadata.extent() == ArchiveMetadata.Extent.FULL ? "everything" : "a part");
    metadata.timestamp().ifPresent(time -> line.append(", ").append(time));
    metadata
        .chain()
        .ifPresent(
            chain -> line.append(", number ").append(chain.sequence()).append(" of its chain"));
    metadata.selector().ifPresent(selector -> line.append(", ").append(selector));
    return line.toString();
  }

  private Integer list(ArchiveReader archive) throws IOException {
    Session session = parent.session();
    session.screen().line(head(file, archive.metadata()));
    ArrayNode folders = JsonNodeFactory.instance.arrayNode();
    for (ArchiveFolder folder : archive.folders()) {
      Listing listing = archive.listing(folder);
      Map<DataType, Long> counts = new EnumMap<>(DataType.class);
      folder.paths().keySet().forEach(type -> counts.put(type, 0L));
      listing.items().forEach(item -> counts.merge(item.type(), 1L, Long::sum));
      counts.forEach(
          (type, items) -> {
            folders
                .addObject()
                .put("type", type.top())
                .put("folder", folder.folder().name())
                .put("items", items);
            session
                .screen()
                .line(
                    "  "
                        + type.top()
                        + "   "
                        + folder.folder().name()
                        + "   "
                        + Words.number(items));
          });
      if (session.isVerbose()) {
        for (Listed item : listing.items()) {
          session.screen().line("    " + words(archive, item));
        }
      }
      for (Key key : listing.removed()) {
        session.screen().line("    removed: " + key.uid().value());
      }
    }
    archive
        .metadata()
        .removedFolders()
        .forEach(name -> session.screen().line("  removed folder: " + name));
    return session.end(new Answer("archive list").put("folders", folders), ExitCode.OK);
  }

  private static String words(ArchiveReader archive, Listed item) throws IOException {
    String uid = item.uid().map(known -> known.value()).orElse("without uid");
    try {
      return uid + "   " + new ListedItem(archive, item).title();
    } catch (ArchiveDamaged e) {
      return uid + "   " + e.place() + " " + e.reason();
    }
  }
}
