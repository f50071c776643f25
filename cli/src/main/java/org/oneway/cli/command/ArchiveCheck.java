// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.oneway.cli.archive.Checkup;
import org.oneway.cli.archive.Conformance;
import org.oneway.cli.archive.Remark;
import org.oneway.cli.archive.Remark.Level;
import org.oneway.cli.json.Answer;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Screen.Tone;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.engine.pdpa.ArchiveReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code oneway archive check}. */
@Command(
    name = "check",
    sortOptions = false,
    description = {
      "Reads every file of an archive and says what is lost, and what is not as the draft and its",
      "schemas want it. Exit code 0: it conforms; 2: it can be read, and does not conform;",
      "10: something in it is lost."
    },
    footer = {
      "  oneway archive check backup.pdpa",
      "  oneway archive check backup --json    each remark as an object"
    })
final class ArchiveCheck implements Callable<Integer> {
  private static final int SHOWN = 20;

  @ParentCommand private ArchiveCommand parent;

  @Parameters(index = "0", paramLabel = "FILE", description = "The archive.")
  private String file = "";

  @Override
  public Integer call() {
    return parent.open(
        archives -> {
          Conformance found = Checkup.of(archives[0]);
          show(archives[0], found);
          return parent.session().end(answer(found), exit(found));
        },
        file);
  }

  private static ExitCode exit(Conformance found) {
    if (found.found(Level.DAMAGE) > 0) {
      return ExitCode.REFUSED;
    }
    return found.found(Level.ERROR) > 0 ? ExitCode.ATTENTION : ExitCode.OK;
  }

  private void show(ArchiveReader archive, Conformance found) {
    Screen screen = parent.session().screen();
    screen.line(ArchiveList.head(file, archive.metadata()));
    boolean isAll = parent.session().isVerbose();
    found.remarks().stream()
        .limit(isAll ? Long.MAX_VALUE : SHOWN)
        .forEach(remark -> screen.line(tone(remark.level()), line(remark)));
    if (!isAll && found.remarks().size() > SHOWN) {
      screen.line(
          "  … and " + Words.number(found.remarks().size() - SHOWN) + " more; -v shows all");
    }
    StringJoiner items = new StringJoiner(", ");
    found.items().forEach((type, n) -> items.add(Words.number(n) + " in " + type.top()));
    screen.line(
        Words.number(found.files(), "file", "files")
            + " read, "
            + Words.bytes(found.bytes())
            + (items.length() == 0 ? "" : ": " + items));
    screen.line(verdict(found));
  }

  private static Tone tone(Level level) {
    return level == Level.WARNING ? Tone.FAINT : Tone.ATTENTION;
  }

  private static String line(Remark remark) {
    return "  "
        + remark.level().name().toLowerCase(Locale.ROOT)
        + "   "
        + remark.place()
        + ": "
        + remark.words();
  }

  private static String verdict(Conformance found) {
    long damage = found.found(Level.DAMAGE);
    long errors = found.found(Level.ERROR);
    long warnings = found.found(Level.WARNING);
    String counts =
        "   "
            + Words.number(errors, "error", "errors")
            + ", "
            + Words.number(warnings, "warning", "warnings");
    if (damage > 0) {
      return "Damaged: " + Words.number(damage, "file is", "files are") + " lost." + counts;
    }
    return (errors > 0 ? "Can be read, but does not conform." : "Conforms.") + counts;
  }

  private static Answer answer(Conformance found) {
    ArrayNode remarks = JsonNodeFactory.instance.arrayNode();
    for (Remark remark : found.remarks()) {
      remarks
          .addObject()
          .put("level", remark.level().name().toLowerCase(Locale.ROOT))
          .put("place", remark.place())
          .put("text", remark.words());
    }
    return new Answer("archive check")
        .put("files", found.files())
        .put("bytes", found.bytes())
        .put("damaged", found.found(Level.DAMAGE))
        .put("errors", found.found(Level.ERROR))
        .put("warnings", found.found(Level.WARNING))
        .put("remarks", remarks);
  }
}
