// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.ArrayList;
import java.util.List;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.engine.plan.Held.HeldFolder;

/** What became of a run, in a few words for a table. */
final class ResultWords {
  private ResultWords() {}

  static String of(Result result) {
    if (result.held().isPresent()) {
      long deletions =
          result.held().get().folders().stream().mapToLong(HeldFolder::deletions).sum();
      return "guard: " + Words.number(deletions) + " would be deleted";
    }
    ExitCode exit = result.exitOfPlan();
    List<String> parts = new ArrayList<>();
    parts.add(exit == ExitCode.OK ? "ok" : exit.words());
    long writes = result.counts().writes();
    if (writes > 0) {
      parts.add(Words.number(writes, "change", "changes"));
    }
    return String.join(", ", parts);
  }
}
