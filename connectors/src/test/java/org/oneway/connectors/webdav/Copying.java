// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oneway.connectors.testkit.RealServer;
import org.oneway.connectors.testkit.RecordingProxy;
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
import org.oneway.engine.testkit.MemoryState;

/** A sync of files from one shelf to another, each run of which opens both anew. */
final class Copying implements AutoCloseable {
  static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T06:00:00Z");

  static final SyncSettings SETTINGS =
      new SyncSettings(
          "files",
          new Sides(
              new Sides.StoreName("here", "webdav", ""),
              new Sides.StoreName("there", "webdav", "")),
          Set.of(Kind.FILE),
          Map.of(),
          false,
          Policies.DEFAULT,
          Limits.DEFAULT,
          true,
          false,
          Filter.NONE,
          Selection.ALL);

  private final Shelf from;
  private final Shelf to;
  private final Path scratch;
  private final RecordingProxy source;
  private final RecordingProxy target;
  private final MemoryState state = new MemoryState();

  /**
   * @param scratch an empty directory
   */
  Copying(Shelf from, Shelf to, Path scratch) {
    this.from = from;
    this.to = to;
    this.scratch = scratch;
    this.source = RecordingProxy.before(from.server().url());
    this.target = RecordingProxy.before(to.server().url());
  }

  /** What a person could see of one run, and what went over the wire. */
  record Run(
      Report report,
      List<String> found,
      List<RecordingProxy.Request> read,
      List<RecordingProxy.Request> sent) {
    long count(Counts.Count what) {
      return report.counts().of(what);
    }

    List<RecordingProxy.Request> writes() {
      return sent.stream().filter(RecordingProxy.Request::isWrite).toList();
    }

    /** The writes by this method that were taken, but for our question about conditions. */
    List<RecordingProxy.Request> writes(String method) {
      return writes().stream()
          .filter(request -> request.method().equals(method))
          .filter(request -> request.status() / 100 == 2)
          .filter(request -> !request.path().endsWith(Tree.OURS))
          .toList();
    }

    @Override
    public String toString() {
      return report + "\nfound " + found + "\nread " + read + "\nsent " + sent;
    }
  }

  private record Password(String value) implements SecretSource {
    @Override
    public Secret get() {
      return new Secret(value.toCharArray());
    }

    @Override
    public String origin() {
      return "the test";
    }
  }

  static StoreSettings settings(RealServer server, URI root, Path directory) {
    return new StoreSettings(
        server.name(),
        directory,
        Map.of("url", root.toString(), "auth.username", server.username()),
        Map.of("auth.password", new Password(server.password())),
        CLOCK);
  }

  Run run() {
    source.forget();
    target.forget();
    List<String> found = new ArrayList<>();
    try (SourceStore here =
            new WebdavConnector()
                .openSource(settings(from.server(), from.root(source.url()), scratch));
        TargetStore there =
            new WebdavConnector()
                .openTarget(settings(to.server(), to.root(target.url()), scratch))) {
      Sync sync =
          new Sync(SETTINGS, here, there, state.sync("files"), scratch, CLOCK, listener(found));
      Report report;
      try (Plan plan = sync.plan()) {
        report = sync.execute(plan, Set.of());
      }
      Run run = new Run(report, found, source.requests(), target.requests());
      if (run.read.stream().anyMatch(RecordingProxy.Request::isWrite)) {
        throw new AssertionError("the source was written to: " + run);
      }
      return run;
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  static RunListener listener(List<String> found) {
    return new RunListener() {
      @Override
      public void found(String title, Finding finding) {
        found.add(title + ": " + finding.words());
      }
    };
  }

  @Override
  public void close() {
    source.close();
    target.close();
  }
}
