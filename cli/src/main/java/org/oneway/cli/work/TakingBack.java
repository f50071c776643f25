// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Trouble;
import org.oneway.engine.plan.Held;
import org.oneway.engine.plan.Limits;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.undo.Entry;
import org.oneway.engine.undo.JournalFile;
import org.oneway.engine.undo.Undo;
import org.oneway.engine.undo.UndoListener;
import org.oneway.engine.undo.Undone;

/** Takes back what one run did to the target of one sync. */
public final class TakingBack {
  private final StateStore state;
  private final Limits limits;
  private final InstantSource clock;
  private final Instant start;
  private final List<String> only;

  /**
   * Nothing is done yet.
   *
   * @param only uids, or parts of names, of the items that are meant; all where there are none
   */
  public TakingBack(StateStore state, Limits limits, InstantSource clock, List<String> only) {
    this.state = state;
    this.limits = limits;
    this.clock = clock;
    this.start = clock.instant();
    this.only = List.copyOf(only);
  }

  /** Opens the target of that name. */
  @FunctionalInterface
  public interface Opening {
    TargetStore open(String store) throws StoreException;
  }

  /**
   * What came of it.
   *
   * @param done what was done, or would be
   * @param held what waits for a token
   * @param record what is remembered of it as of a run; empty where nothing was done
   */
  public record Result(
      String sync,
      Optional<Undone> done,
      Optional<Held> held,
      List<Trouble> troubles,
      Optional<RunRecord> record) {
    public Result {
      troubles = List.copyOf(troubles);
    }

    /** Nothing came of it. */
    public static Result failed(String sync, Trouble trouble) {
      return new Result(
          sync, Optional.empty(), Optional.empty(), List.of(trouble), Optional.empty());
    }

    /** How a command that ends with this alone exits. */
    public ExitCode exit() {
      List<ExitCode> all = new ArrayList<>(troubles.stream().map(Trouble::exit).toList());
      held.ifPresent(h -> all.add(ExitCode.GUARD));
      done.filter(d -> !d.refused().isEmpty()).ifPresent(d -> all.add(ExitCode.ATTENTION));
      return ExitCode.worst(all);
    }
  }

  /**
   * Takes back, or shows what that would be.
   *
   * @param own the name of the run that does it; empty to look only
   */
  public Result of(
      String sync,
      Path journal,
      Opening opening,
      Optional<String> own,
      Journals journals,
      Set<String> tokens,
      UndoListener listener)
      throws StoreException, IOException {
    SyncState remembered = state.sync(sync);
    Sides.StoreName name =
        remembered
            .sides()
            .map(Sides::target)
            .orElseThrow(
                () ->
                    new StoreException.InputRefused(
                        "Nothing is remembered of sync \"" + sync + "\"",
                        "Restore the state that knows it"));
    try (TargetStore target = opening.open(name.name());
        JournalFile kept = journals.of(own.orElse(""), sync)) {
      if (!target.identity().orElse("").equals(name.identity())) {
        throw new StoreException.IdentityChanged(
            "Store \"" + name.name() + "\" is another account now",
            "Let the configuration name the one that the run wrote to.");
      }
      Undo undo = new Undo(target, journal, this::isMeant);
      Undo.Planned planned = undo.plan(remembered, limits, InstantSource.fixed(start));
      Optional<Held> held = planned.held().filter(h -> !tokens.contains(h.token()));
      if (held.isPresent() || own.isEmpty()) {
        return new Result(sync, Optional.of(planned.undone()), held, List.of(), Optional.empty());
      }
      Undone done = undo.execute(kept, listener);
      RunRecord record =
          record(
              own.get(),
              sync,
              done,
              "undo of " + journal.getName(journal.getNameCount() - 2),
              SideCounts.of(Side.TARGET, target));
      remembered.commit(List.of(new StateChange.PutRun(record)));
      return new Result(sync, Optional.of(done), Optional.empty(), List.of(), Optional.of(record));
    }
  }

  private boolean isMeant(Entry entry) {
    return only.isEmpty()
        || only.stream().anyMatch(key -> key.equals(entry.uid()) || entry.title().contains(key));
  }

  private RunRecord record(
      String own, String sync, Undone done, String result, Map<String, Long> traffic) {
    Map<String, Long> counts = new HashMap<>(traffic);
    counts.put("added", (long) done.returned());
    counts.put("changed", (long) done.putBack());
    counts.put("deleted", (long) done.removed());
    return new RunRecord(
        own,
        sync,
        start,
        Duration.between(start, clock.instant()),
        done.refused().isEmpty() ? ExitCode.OK.number() : ExitCode.ATTENTION.number(),
        counts,
        result);
  }
}
