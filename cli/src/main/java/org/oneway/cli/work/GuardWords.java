// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.ArrayList;
import java.util.List;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.trouble.Trouble;
import org.oneway.engine.plan.Held;
import org.oneway.engine.plan.Held.HeldFolder;

/** Says what the guard holds back and how to allow it. */
final class GuardWords {
  private static final int SHOWN = 5;

  private GuardWords() {}

  static Trouble of(Job job, Held held, Invocation invocation) {
    List<String> lines = new ArrayList<>();
    List<HeldFolder> folders = held.folders();
    String what =
        "STOPPED: "
            + job.name()
            + " would delete "
            + (folders.size() == 1 ? inOne(folders.get(0)) : inAll(folders));
    if (folders.size() > 1) {
      folders.stream().limit(SHOWN).forEach(folder -> lines.add(inOne(folder)));
      if (folders.size() > SHOWN) {
        lines.add("and in " + Words.number(folders.size() - SHOWN, "more folder", "more folders"));
      }
    }
    long listed = folders.stream().mapToLong(HeldFolder::listed).sum();
    lines.add(
        "The source listed "
            + Words.number(listed, "item", "items")
            + " there. This often means a source fault. Nothing was deleted there.");
    List<String> again = new ArrayList<>(job.again());
    again.add("--allow-mass-delete=" + held.token());
    lines.add(
        "Look:  "
            + invocation.command(job.look().toArray(String[]::new))
            + "        If it is right:  "
            + invocation.command(again.toArray(String[]::new)));
    return new Trouble("E-GUARD", ExitCode.GUARD, what, lines);
  }

  private static String inOne(HeldFolder folder) {
    return amount(folder) + " in \"" + folder.name() + "\" (" + why(folder) + ").";
  }

  /** With the share, which is a part of some of the reasons. */
  private static String why(HeldFolder folder) {
    String why = folder.why();
    if (why.contains(" %")) {
      return why;
    }
    String share = Words.share(folder.deletions() + (long) folder.recent(), folder.kept());
    return why.isEmpty() ? share : share + "; " + why;
  }

  private static String inAll(List<HeldFolder> folders) {
    long deletions = folders.stream().mapToLong(HeldFolder::deletions).sum();
    long kept = folders.stream().mapToLong(HeldFolder::kept).sum();
    return Words.number(deletions)
        + " of "
        + Words.number(kept, "item", "items")
        + " in "
        + Words.number(folders.size(), "folder", "folders")
        + " ("
        + Words.share(deletions, kept)
        + ").";
  }

  private static String amount(HeldFolder folder) {
    return Words.number(folder.deletions())
        + " of "
        + Words.number(folder.kept(), "item", "items")
        + (folder.recent() == 0
            ? ""
            : " (after " + Words.number(folder.recent()) + " in the last 24 hours)");
  }
}
