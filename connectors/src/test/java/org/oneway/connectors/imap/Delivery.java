// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oneway.connectors.maildir.MaildirConnector;
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
import org.oneway.engine.store.Secret;
import org.oneway.engine.store.SecretSource;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Traffic;
import org.oneway.engine.testkit.ManualClock;
import org.oneway.engine.testkit.MemoryState;

/** A sync of mail from a server to a Maildir, each run of which opens both anew. */
final class Delivery {
  private static final SyncSettings SETTINGS =
      new SyncSettings(
          "mail",
          new Sides(
              new Sides.StoreName("here", "imap", ""), new Sides.StoreName("there", "maildir", "")),
          Set.of(Kind.MESSAGE),
          Map.of(),
          false,
          Policies.DEFAULT,
          Limits.DEFAULT,
          true,
          false,
          Filter.NONE,
          Selection.ALL);

  private final MailServer server;
  private final Path to;
  private final Path scratch;
  private final MemoryState state = new MemoryState();
  private final ManualClock clock = new ManualClock(Instant.now().plus(Duration.ofHours(1)));
  private Set<String> unused = Set.of();

  Delivery(MailServer server, Path to, Path scratch) {
    this.server = server;
    this.to = to;
    this.scratch = scratch;
  }

  /** From the next run on without these extensions. */
  Delivery without(Set<String> extensions) {
    unused = Set.copyOf(extensions);
    return this;
  }

  /** What a person could see of one run, and the commands that were sent, without parameters. */
  record Run(
      Report report,
      List<String> found,
      List<String> commands,
      Traffic.Count read,
      Traffic.Count written) {
    long count(Counts.Count what) {
      return report.counts().of(what);
    }
  }

  /** A secret that is known. */
  static SecretSource secret(String text) {
    return new SecretSource() {
      @Override
      public Secret get() {
        return new Secret(text.toCharArray());
      }

      @Override
      public String origin() {
        return "the test";
      }
    };
  }

  Run run() {
    clock.pass(Duration.ofMinutes(1));
    List<String> found = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    StoreSettings from =
        new StoreSettings(
            "here",
            to,
            Map.of("url", server.told("imap"), "auth.username", server.login()),
            Map.of("auth.password", secret(server.user())),
            clock,
            (method, where, answer, took) -> commands.add(method.replaceFirst(" [(].*", "")));
    StoreSettings there = new StoreSettings("there", to, Map.of("path", "."), clock);
    try (SourceStore source = new ImapConnector(unused).openSource(from);
        TargetStore target = new MaildirConnector().openTarget(there)) {
      Sync sync =
          new Sync(SETTINGS, source, target, state.sync("mail"), scratch, clock, listener(found));
      try (Plan plan = sync.plan()) {
        Report report = sync.execute(plan, Set.of());
        return new Run(
            report,
            found,
            commands,
            source.traffic().orElseThrow(),
            target.traffic().orElseThrow());
      }
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
