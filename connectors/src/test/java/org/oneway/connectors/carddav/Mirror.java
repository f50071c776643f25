// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.oneway.connectors.testkit.ScriptedCollection;
import org.oneway.connectors.testkit.ScriptedExchange;
import org.oneway.connectors.testkit.ScriptedItem;
import org.oneway.connectors.testkit.ScriptedServer;
import org.oneway.engine.item.Finding;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.run.Report;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.run.Sync;
import org.oneway.engine.run.SyncSettings;
import org.oneway.engine.state.Sides;
import org.oneway.engine.store.SecretSource;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Trace;
import org.oneway.engine.testkit.ManualClock;
import org.oneway.engine.testkit.MemoryState;

/**
 * Two scripted servers with an address book each, and a sync between them, each run of which opens
 * both anew. Waiting makes the clock go on and is written down; the source is never written to.
 */
final class Mirror implements AutoCloseable {
  static final String FRIENDS = "Friends";

  private final Path scratch;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T06:00:00Z"));
  private final ScriptedServer source;
  private final ScriptedServer target;
  private final MemoryState state = new MemoryState();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final List<String> traced = new CopyOnWriteArrayList<>();
  private final Map<String, String> sourceKeys = new HashMap<>();
  private final Map<String, String> targetKeys = new HashMap<>();
  private final Map<String, SecretSource> secrets = new HashMap<>();
  private volatile Duration sourceSkew = Duration.ZERO;
  private volatile Duration targetSkew = Duration.ZERO;
  private SyncSettings settings =
      SyncSettings.of(
          "contacts",
          new Sides(
              new Sides.StoreName("mailhost", "carddav", ""),
              new Sides.StoreName("phone", "carddav", "")));

  /**
   * @param scratch an empty directory
   */
  Mirror(Path scratch) {
    this.scratch = scratch;
    this.source = ScriptedServer.start(() -> clock.instant().plus(sourceSkew));
    this.target = ScriptedServer.start(() -> clock.instant().plus(targetSkew));
    source.tree().addressBook(FRIENDS);
    target.tree().addressBook(FRIENDS);
    sourceKeys.put("url", source.origin() + "/dav/");
    targetKeys.put("url", target.origin() + "/dav/");
  }

  ScriptedServer source() {
    return source;
  }

  ScriptedServer target() {
    return target;
  }

  /** The address book at the source. */
  ScriptedCollection from() {
    return source.tree().addressBook(FRIENDS);
  }

  /** The address book at the target. */
  ScriptedCollection to() {
    return target.tree().addressBook(FRIENDS);
  }

  ManualClock clock() {
    return clock;
  }

  /** From now on the servers' clocks are so far ahead of ours. */
  void setClocks(Duration sourceAhead, Duration targetAhead) {
    sourceSkew = sourceAhead;
    targetSkew = targetAhead;
  }

  /** What was waited so far, each time. */
  List<Duration> pauses() {
    return pauses;
  }

  /** What requests were said to be, each with its answer. */
  List<String> traced() {
    return traced;
  }

  /** A further setting of the source. */
  Mirror atSource(String key, String value) {
    sourceKeys.put(key, value);
    return this;
  }

  /** A further setting of the target. */
  Mirror atTarget(String key, String value) {
    targetKeys.put(key, value);
    return this;
  }

  /** A secret of both. */
  Mirror secret(String key, SecretSource secret) {
    secrets.put(key, secret);
    return this;
  }

  Mirror settings(java.util.function.UnaryOperator<SyncSettings> change) {
    settings = change.apply(settings);
    return this;
  }

  StoreSettings sourceSettings() {
    return storeSettings("mailhost", sourceKeys);
  }

  StoreSettings targetSettings() {
    return storeSettings("phone", targetKeys);
  }

  private StoreSettings storeSettings(String name, Map<String, String> keys) {
    Trace trace = (method, where, answer, took) -> traced.add(method + " " + where + " " + answer);
    return new StoreSettings(name, scratch, keys, secrets, clock, trace);
  }

  CarddavConnector connector() {
    return new CarddavConnector(
        duration -> {
          pauses.add(duration);
          clock.pass(duration);
        });
  }

  /** What a person could see of one run, and what went over the wire. */
  record Run(
      Report report, List<String> found, List<ScriptedExchange> read, List<ScriptedExchange> sent) {
    long count(Counts.Count what) {
      return report.counts().of(what);
    }

    /** The requests to the target that may have changed it. */
    List<ScriptedExchange> writes() {
      return sent.stream().filter(ScriptedExchange::writing).toList();
    }

    /** The requests to the target by this method. */
    List<ScriptedExchange> writes(String method) {
      return sent.stream().filter(each -> each.method().equals(method)).toList();
    }

    /** What ended it, or kept a folder from being read. */
    Optional<StoreException> trouble() {
      return report.troubles().stream().findFirst();
    }

    List<Notice> notices(Notice.About about) {
      return report.notices().stream().filter(notice -> notice.about() == about).toList();
    }

    @Override
    public String toString() {
      return report + "\nfound " + found + "\nread " + read + "\nsent " + sent;
    }
  }

  /** One run, in which whatever ends it early is among its troubles. */
  Run sync(String... tokens) {
    List<String> found = new ArrayList<>();
    source.log().clear();
    target.log().clear();
    Report report;
    try (SourceStore from = connector().openSource(sourceSettings());
        TargetStore to = connector().openTarget(targetSettings())) {
      Sync sync =
          new Sync(
              settings, from, to, state.sync(settings.name()), scratch, clock, listener(found));
      try (Plan plan = sync.plan()) {
        report = sync.execute(plan, Set.of(tokens));
      }
    } catch (StoreException e) {
      report = new Report(Counts.ZERO, Optional.empty(), List.of(), List.of(), List.of(e));
    }
    clock.pass(Duration.ofMinutes(1));
    if (!source.log().writes().isEmpty()) {
      throw new AssertionError("the source was written to:" + source.log());
    }
    return new Run(report, found, source.log().all(), target.log().all());
  }

  private static RunListener listener(List<String> found) {
    return new RunListener() {
      @Override
      public void found(String title, Finding finding) {
        found.add(title + ": " + finding.words());
      }
    };
  }

  /** Full names by uid, as the target has them; fails where a uid stands twice. */
  Map<String, String> names() {
    return names(to());
  }

  static Map<String, String> names(ScriptedCollection book) {
    Map<String, String> names = new TreeMap<>();
    for (ScriptedItem item : book.items()) {
      String uid = line(item, "UID");
      if (names.put(uid, line(item, "FN")) != null) {
        throw new AssertionError("twice in the folder: " + uid);
      }
    }
    return names;
  }

  private static String line(ScriptedItem item, String name) {
    return item.text()
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  /** An address at the target. */
  URI targetUri(String path) {
    return target.uri(path);
  }

  @Override
  public void close() {
    source.close();
    target.close();
  }
}
