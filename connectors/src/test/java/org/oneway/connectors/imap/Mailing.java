// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.maildir.MaildirConnector;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Filter;
import org.oneway.engine.plan.Limits;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.plan.Policies;
import org.oneway.engine.run.Report;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.run.Sync;
import org.oneway.engine.run.SyncSettings;
import org.oneway.engine.select.Selection;
import org.oneway.engine.state.Sides;
import org.oneway.engine.store.Outcome;
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

/** A sync of mail from a Maildir to a server, each run of which opens both anew. */
final class Mailing {
  private static final SyncSettings SETTINGS =
      new SyncSettings(
          "mail",
          new Sides(
              new Sides.StoreName("here", "maildir", ""), new Sides.StoreName("there", "imap", "")),
          Set.of(Kind.MESSAGE),
          Map.of(),
          false,
          Policies.DEFAULT,
          Limits.DEFAULT,
          true,
          false,
          Filter.NONE,
          Selection.ALL);

  private final Path from;
  private final MailServer server;
  private final Path scratch;
  private final MemoryState state = new MemoryState();
  private final ManualClock clock = new ManualClock(Instant.now().plus(Duration.ofHours(1)));
  private Set<String> unused = Set.of();
  private Removal removal = Removal.EXPUNGE;
  private Optional<String> through = Optional.empty();

  Mailing(Path from, MailServer server, Path scratch) {
    this.from = from;
    this.server = server;
    this.scratch = scratch;
  }

  /** From the next run on without these extensions. */
  Mailing without(Set<String> extensions) {
    unused = Set.copyOf(extensions);
    return this;
  }

  /** From the next run on what is deleted at the server is removed like this. */
  Mailing removing(Removal how) {
    removal = how;
    return this;
  }

  /** From the next run on through what stands before the server. */
  Mailing through(Optional<DeafProxy> proxy) {
    through = proxy.map(DeafProxy::url);
    return this;
  }

  /** What a person could see of one run, and the commands that were sent, without parameters. */
  record Run(
      Report report,
      List<String> found,
      List<String> refused,
      List<String> commands,
      List<String> remarks,
      Traffic.Count written) {
    long count(Counts.Count what) {
      return report.counts().of(what);
    }
  }

  Run run() {
    return run(new Faults()).orElseThrow();
  }

  /** One run as a process of its own; empty if it was halted. */
  Optional<Run> run(Faults faults) {
    clock.pass(Duration.ofMinutes(1));
    List<String> found = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    List<String> commands = Collections.synchronizedList(new ArrayList<>());
    StoreSettings here = new StoreSettings("here", from, Map.of("path", "."), clock);
    StoreSettings there =
        new StoreSettings(
            "there",
            from,
            Map.of(
                "url",
                through.orElse(server.told("imap")),
                "auth.username",
                server.login(),
                "removal",
                removal.word()),
            Map.of("auth.password", Delivery.secret(server.user())),
            clock,
            (method, where, answer, took) -> commands.add(method.replaceFirst(" [(].*", "")));
    try (SourceStore source = new MaildirConnector().openSource(here);
        TargetStore target = new ImapConnector(unused).openTarget(there);
        TargetStore faulty = new FaultyTarget(target, faults)) {
      Sync sync =
          new Sync(
              SETTINGS,
              source,
              faulty,
              new FaultyState(state, faults).sync("mail"),
              scratch,
              clock,
              listener(found, refused));
      try (Plan plan = sync.plan()) {
        Report report = sync.execute(plan, Set.of());
        return Optional.of(
                new Run(
                    report,
                    found,
                    refused,
                    commands,
                    target.remarks(),
                    target.traffic().orElseThrow()))
            .filter(run -> !faults.powerIsOff());
      }
    } catch (PowerCut halted) {
      return Optional.empty();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private static RunListener listener(List<String> found, List<String> refused) {
    return new RunListener() {
      @Override
      public void found(String title, Finding finding) {
        found.add(title + ": " + finding.words());
      }

      @Override
      public void done(Operation operation, Outcome outcome) {
        if (outcome instanceof Outcome.Refused why) {
          refused.add(why.why().words());
        }
      }
    };
  }
}
