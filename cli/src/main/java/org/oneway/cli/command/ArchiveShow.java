// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.oneway.cli.archive.ListedItem;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveFolder;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.Listing.Listed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway archive show}. */
@Command(
    name = "show",
    sortOptions = false,
    description = {
      "Prints what an archive holds of an item, byte for byte: JSON, or a message or file as it is.",
      "Without a word of an item, what the archive says of itself."
    },
    footer = {
      "  oneway archive show backup.pdpa",
      "  oneway archive show backup.pdpa \"Ada\"    what has Ada in its name"
    })
final class ArchiveShow implements Callable<Integer> {
  @ParentCommand private ArchiveCommand parent;

  @Parameters(index = "0", paramLabel = "FILE", description = "The archive.")
  private String file = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ITEM",
      description = "The uid of an item, or a part of its name.")
  private String word = "";

  @Override
  public Integer call() {
    return parent.open(archives -> show(archives[0]), file);
  }

  private Integer show(ArchiveReader archive) throws IOException {
    PrintStream out = parent.session().surroundings().out();
    if (word.isEmpty()) {
      String main = archive.file("archive.json").isPresent() ? "archive.json" : "index.json";
      out.write(archive.read(main));
      out.flush();
      return ExitCode.OK.number();
    }
    long shown = 0;
    for (ArchiveFolder folder : archive.folders()) {
      for (Listed item : archive.listing(folder).items()) {
        if (isMeant(archive, item)) {
          for (String path : item.paths()) {
            print(archive, path, out);
          }
          shown++;
        }
      }
    }
    if (shown == 0) {
      throw new Refusal(
          Trouble.of(
              "E-INPUT",
              ExitCode.REFUSED,
              "Nothing in " + file + " has the uid \"" + word + "\" or is called so.",
              "All that is in it:  oneway archive list " + file + " -v"));
    }
    return ExitCode.OK.number();
  }

  private boolean isMeant(ArchiveReader archive, Listed item) throws IOException {
    if (item.uid().filter(uid -> uid.value().equals(word)).isPresent()) {
      return true;
    }
    try {
      return new ListedItem(archive, item)
          .title()
          .toLowerCase(Locale.ROOT)
          .contains(word.toLowerCase(Locale.ROOT));
    } catch (ArchiveDamaged e) {
      // Its name is not known; it is told by list and check.
      return false;
    }
  }

  private static void print(ArchiveReader archive, String path, PrintStream out)
      throws IOException {
    try (InputStream in = archive.stream(path)) {
      in.transferTo(out);
    }
    out.flush();
  }
}
