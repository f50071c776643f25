// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Filter;
import org.oneway.engine.plan.Limits;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.plan.Policies;
import org.oneway.engine.run.Report;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.run.Sync;
import org.oneway.engine.run.SyncSettings;
import org.oneway.engine.select.Selection;
import org.oneway.engine.state.Sides;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Traffic;
import org.oneway.engine.testkit.Faults;
import org.oneway.engine.testkit.FaultyState;
import org.oneway.engine.testkit.FaultyTarget;
import org.oneway.engine.testkit.ManualClock;
import org.oneway.engine.testkit.MemoryState;
import org.oneway.engine.testkit.PowerCut;

/** A sync of mail from one directory to another, each run of which opens both anew. */
public final class Post {
  private static final SyncSettings SETTINGS =
      new SyncSettings(
          "mail",
          new Sides(
              new Sides.StoreName("here", "maildir", ""),
              new Sides.StoreName("there", "maildir", "")),
          Set.of(Kind.MESSAGE),
          Map.of(),
          false,
          Policies.DEFAULT,
          Limits.DEFAULT,
          true,
          false,
          Filter.NONE,
          Selection.ALL);

  private final Connector source;
  private final Path from;
  private final Path to;
  private final Path scratch;
  private final MemoryState state = new MemoryState();

  // An hour later than what tests write, which is old by then.
  private final ManualClock clock = new ManualClock(Instant.now().plus(Duration.ofHours(1)));
  private String layout = "maildir++";
  private SyncSettings settings = SETTINGS;

  /**
   * @param scratch an empty directory
   */
  public Post(Connector source, Path from, Path to, Path scratch) {
    this.source = source;
    this.from = from;
    this.to = to;
    this.scratch = scratch;
  }

  Post layout(String word) {
    layout = word;
    return this;
  }

  /** What takes part from now on, and what follows when it no longer does. */
  void select(Selection selection, Policies.OnLeaveFilter onLeave) {
    Policies normal = Policies.DEFAULT;
    settings =
        SETTINGS
            .with(selection)
            .with(
                new Policies(
                    normal.onConflict(),
                    normal.onDelete(),
                    normal.onDrift(),
                    normal.onTargetDelete(),
                    onLeave));
  }

  /** What a person could see of one run. */
  public record Run(Report report, List<String> found, Traffic.Count read, Traffic.Count written) {
    public long count(Counts.Count what) {
      return report.counts().of(what);
    }
  }

  private StoreSettings settings(String name, Path path) {
    return new StoreSettings(
        name,
        path.resolveSibling("."),
        Map.of("path", String.valueOf(path.getFileName()), "layout", layout),
        clock);
  }

  public Run run() {
    return run(new Faults()).orElseThrow();
  }

  /** One run as a process of its own; empty if it was halted. */
  Optional<Run> run(Faults faults) {
    clock.pass(Duration.ofMinutes(1));
    List<String> found = new ArrayList<>();
    try (SourceStore here = source.openSource(settings("here", from));
        TargetStore there = new MaildirConnector().openTarget(settings("there", to));
        TargetStore faulty = new FaultyTarget(there, faults)) {
      Sync sync =
          new Sync(
              settings,
              here,
              faulty,
              new FaultyState(state, faults).sync("mail"),
              scratch,
              clock,
              listener(found));
      try (Plan plan = sync.plan()) {
        Report report = sync.execute(plan, Set.of());
        return Optional.of(
                new Run(report, found, here.traffic().orElseThrow(), there.traffic().orElseThrow()))
            .filter(run -> !faults.powerIsOff());
      }
    } catch (PowerCut halted) {
      return Optional.empty();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private static RunListener listener(List<String> found) {
    return new RunListener() {
      @Override
      public void found(String title, Finding finding) {
        found.add(title + ": " + finding.words());
      }
    };
  }
}
