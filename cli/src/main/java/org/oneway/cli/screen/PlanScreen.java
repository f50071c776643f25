// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Screen.Tone;
import org.oneway.cli.terminal.Visible;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.work.Result;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.Sides.StoreName;

/** Shows what a run would do. */
public final class PlanScreen {
  private static final int MOST_LINES = 50;
  private static final int MOST_PENDING = 10;
  private static final int TITLE = 28;

  private final Screen screen;
  private final Invocation invocation;
  private final boolean all;

  /**
   * A screen for plans.
   *
   * @param all whether long lists are shown whole
   */
  public PlanScreen(Screen screen, Invocation invocation, boolean all) {
    this.screen = screen;
    this.invocation = invocation;
    this.all = all;
  }

  /** Shows an open plan. */
  public void show(Plan plan, Result planned) {
    screen.line(Tone.STRONG, header(planned));
    screen.line("");
    plan.newFolders().forEach(name -> screen.line(Tone.ADDED, "  + folder \"" + name + "\"   new"));
    boolean anyWrites = showWrites(plan);
    boolean anyPending = showPending(planned);
    boolean shown = anyWrites || anyPending || !plan.newFolders().isEmpty();
    for (String notice : Notices.summary(planned.notices(), all)) {
      screen.line(Tone.FAINT, "  i " + notice);
      shown = true;
    }
    if (shown) {
      screen.line("");
    }
    screen.line(counts(planned.counts()));
  }

  /** The line that ends a plan: that nothing happened yet, and how to make it happen. */
  public void end(Result planned) {
    Counts counts = planned.counts();
    if (planned.hasChanges() || counts.of(Count.ADOPTED) > 0) {
      screen.line(
          "Nothing was changed. To apply:  "
              + invocation.command(planned.job().again().toArray(String[]::new)));
    } else {
      screen.line("Nothing to do.");
    }
  }

  /** What an operation changes at the target, in words. */
  public static String changes(Operation operation) {
    return FieldWords.of(operation.changes());
  }

  private static String header(Result planned) {
    Counts counts = planned.counts();
    return planned.job().name()
        + ": "
        + store(planned.job().settings().sides().source())
        + " -> "
        + store(planned.job().settings().sides().target())
        + "        read "
        + Words.number(counts.of(Count.READ_SOURCE))
        + " + "
        + Words.number(counts.of(Count.READ_TARGET))
        + " "
        + planned.job().settings().kinds().stream()
            .map(kind -> kind.word())
            .sorted()
            .collect(Collectors.joining(" and "))
        + " in "
        + Words.duration(planned.took());
  }

  private static String store(StoreName store) {
    return store.name() + " (" + store.type() + ")";
  }

  private boolean showWrites(Plan plan) {
    Map<Integer, String> folders =
        plan.folders().stream()
            .collect(Collectors.toMap(FolderPairing::number, f -> f.target().name(), (a, b) -> a));
    long seen = 0;
    try (Cursor<Operation> writes = plan.writes()) {
      for (Optional<Operation> next = writes.next(); next.isPresent(); next = writes.next()) {
        seen++;
        if (all || seen <= MOST_LINES) {
          showWrite(next.get(), folders);
        }
      }
    }
    if (!all && seen > MOST_LINES) {
      screen.line("    and " + Words.number(seen - MOST_LINES) + " more (--all)");
    }
    return seen > 0;
  }

  private void showWrite(Operation operation, Map<Integer, String> folders) {
    String folder = folders.getOrDefault(operation.folder(), operation.to().value());
    String where = folders.size() > 1 ? " in \"" + folder + "\"" : "";
    String changes = FieldWords.of(operation.changes());
    switch (operation.action()) {
      case CREATE -> showLine(Tone.ADDED, '+', operation.title(), "new" + where);
      case JOIN -> showLine(Tone.ADDED, '+', operation.title(), "also in \"" + folder + "\"");
      case LEAVE ->
          showLine(Tone.REMOVED, '-', operation.title(), "no longer in \"" + folder + "\"");
      case DELETE -> showLine(Tone.REMOVED, '-', operation.title(), "deleted at source" + where);
      case MOVE ->
          showLine(
              Tone.CHANGED,
              '~',
              operation.title(),
              "moved to \"" + folder + "\"" + (changes.isEmpty() ? "" : ", " + changes));
      case UPDATE ->
          showLine(
              Tone.CHANGED,
              '~',
              operation.title(),
              (changes.isEmpty() ? "changed" : changes) + where);
      case REMEMBER, FORGET -> {}
    }
  }

  private void showLine(Tone tone, char sign, String title, String text) {
    screen.line(tone, "  " + sign + " " + Visible.column(title, TITLE) + "  " + text);
  }

  private boolean showPending(Result planned) {
    List<Pending> attention = planned.attention();
    attention.stream()
        .limit(all ? Long.MAX_VALUE : MOST_PENDING)
        .forEach(
            pending ->
                showLine(
                    Tone.ATTENTION,
                    '!',
                    PendingWords.title(pending),
                    PendingWords.brief(pending)
                        + "    ("
                        + invocation.command("quarantine", "show", pending.id())
                        + ")"));
    if (!all && attention.size() > MOST_PENDING) {
      screen.line("    and " + Words.number(attention.size() - MOST_PENDING) + " more (--all)");
    }
    return !attention.isEmpty();
  }

  private static String counts(Counts counts) {
    return "Plan: "
        + Words.number(counts.of(Count.ADDED))
        + " to add, "
        + Words.number(counts.of(Count.CHANGED))
        + " to change, "
        + Words.number(counts.of(Count.DELETED))
        + " to delete, "
        + some(counts, Count.MOVED, " to move, ")
        + some(counts, Count.ADOPTED, " to adopt, ")
        + Words.number(counts.of(Count.SKIPPED))
        + " skipped, "
        + Words.number(counts.of(Count.UNCHANGED))
        + " unchanged, "
        + Words.number(counts.of(Count.CONFLICTS), "conflict", "conflicts")
        + ".";
  }

  private static String some(Counts counts, Count count, String words) {
    return counts.of(count) == 0 ? "" : Words.number(counts.of(count)) + words;
  }
}
