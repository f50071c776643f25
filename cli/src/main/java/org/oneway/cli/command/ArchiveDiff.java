// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.oneway.cli.archive.Differences;
import org.oneway.cli.archive.ListedItem;
import org.oneway.cli.json.Answer;
import org.oneway.cli.screen.FieldWords;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.similar.FieldChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway archive diff}. */
@Command(
    name = "diff",
    sortOptions = false,
    description = {
      "Shows what one archive holds otherwise than another, item by item and field by field.",
      "Exit code 0: nothing; 9: something."
    },
    footer = {
      "  oneway archive diff monday.pdpa today.pdpa",
      "  oneway archive diff backup backup.tar.gz --json    for programs"
    })
final class ArchiveDiff implements Callable<Integer> {
  @ParentCommand private ArchiveCommand parent;

  @Parameters(index = "0", paramLabel = "FILE", description = "The older archive.")
  private String before = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "The newer archive.")
  private String after = "";

  @Override
  public Integer call() {
    return parent.open(archives -> compare(archives[0], archives[1]), before, after);
  }

  private Integer compare(ArchiveReader was, ArchiveReader is) throws IOException {
    Told told = new Told(parent.session().screen());
    new Differences(was, is, told).tell();
    parent
        .session()
        .screen()
        .line(
            told.all.isEmpty()
                ? "No difference."
                : Words.number(told.added)
                    + " only in "
                    + after
                    + ", "
                    + Words.number(told.changed)
                    + " changed, "
                    + Words.number(told.removed)
                    + " only in "
                    + before
                    + ".");
    return parent
        .session()
        .end(
            new Answer("archive diff")
                .put("added", told.added)
                .put("changed", told.changed)
                .put("removed", told.removed)
                .put("differences", told.all),
            told.all.isEmpty() ? ExitCode.OK : ExitCode.CHANGES);
  }

  private static final class Told implements Differences.Listener {
    private final Screen screen;
    private final ArrayNode all = JsonNodeFactory.instance.arrayNode();
    private long added;
    private long changed;
    private long removed;

    Told(Screen screen) {
      this.screen = screen;
    }

    private ObjectNode tell(String sign, String folder, ListedItem item, String more)
        throws IOException {
      String title = item.title();
      screen.line(
          "  " + sign + " " + folder + ": " + title + (more.isEmpty() ? "" : "    " + more));
      return all.addObject().put("folder", folder).put("title", title);
    }

    @Override
    public void added(String folder, ListedItem item) throws IOException {
      tell("+", folder, item, "").put("change", "added");
      added++;
    }

    @Override
    public void changed(String folder, ListedItem item, List<FieldChange> changes)
        throws IOException {
      String words = changes.isEmpty() ? "other bytes" : FieldWords.of(changes);
      tell("~", folder, item, words).put("change", "changed").put("fields", words);
      changed++;
    }

    @Override
    public void removed(String folder, ListedItem item) throws IOException {
      tell("-", folder, item, "").put("change", "removed");
      removed++;
    }
  }
}
