// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.config.Likeness;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.work.BackupPlace;
import org.oneway.cli.work.Job;
import org.oneway.cli.work.NamedSource;
import org.oneway.cli.work.NamedTarget;
import org.oneway.engine.plan.Filter;
import org.oneway.engine.plan.Limits;
import org.oneway.engine.run.SyncSettings;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.Sides.StoreName;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.SecretSource;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Makes jobs of what is configured. */
final class Jobs {
  private final Session session;
  private final Configuration configuration;

  Jobs(Session session, Configuration configuration) {
    this.session = session;
    this.configuration = configuration;
  }

  /** The syncs with these names, or all of them. */
  List<SyncConfig> named(List<String> names) {
    if (configuration.syncs().isEmpty()) {
      throw refused("The configuration has no sync.", "Add a table [sync.NAME].");
    }
    if (names.isEmpty()) {
      return configuration.syncs();
    }
    List<SyncConfig> chosen = new ArrayList<>();
    for (String name : names) {
      SyncConfig sync =
          configuration
              .sync(name)
              .orElseThrow(
                  () ->
                      refused(
                          "There is no sync \"" + name + "\".",
                          Likeness.advice(
                              name,
                              configuration.syncs().stream().map(SyncConfig::name).toList())));
      if (!chosen.contains(sync)) {
        chosen.add(sync);
      }
    }
    return chosen;
  }

  /** The store with this name. */
  StoreConfig store(String name) {
    return configuration
        .store(name)
        .orElseThrow(
            () ->
                refused(
                    "There is no store \"" + name + "\".",
                    Likeness.advice(name, configuration.storeNames())));
  }

  private Refusal refused(String what, String advice) {
    return new Refusal(
        Trouble.of(
            "E-NAME",
            ExitCode.REFUSED,
            what,
            advice
                + " The configuration is "
                + session.surroundings().shown(configuration.file())));
  }

  /** The job of a configured sync. */
  Job job(SyncConfig sync, Optional<Double> maxDelete, boolean createFolders) {
    Limits limits = sync.limits();
    SyncSettings settings =
        new SyncSettings(
            sync.name(),
            new Sides(name(sync.from()), name(sync.to())),
            sync.kinds(),
            sync.folders(),
            createFolders,
            sync.policies(),
            new Limits(maxDelete.orElse(limits.share()), limits.count(), limits.total()),
            true,
            false,
            Filter.NONE,
            sync.selection());
    return new Job(
        settings,
        () -> source(sync.from()),
        () -> target(sync.to()),
        List.of("plan", sync.name()),
        List.of("sync", sync.name()),
        sync.archive().map(place -> new BackupPlace(place, sync.archiveKeep())),
        false);
  }

  /** How the engine calls a store. */
  static StoreName name(StoreConfig store) {
    return new StoreName(store.name(), store.type(), "");
  }

  /** Opens a store for reading. */
  SourceStore source(StoreConfig store) throws StoreException {
    return NamedSource.open(store.name(), () -> connector(store).openSource(settings(store)));
  }

  /** Opens a store for reading and writing. */
  TargetStore target(StoreConfig store) throws StoreException {
    return NamedTarget.openTarget(store.name(), () -> connector(store).openTarget(settings(store)));
  }

  /** What is there at a store. */
  Discovery discover(StoreConfig store) throws StoreException {
    return NamedSource.asked(store.name(), () -> connector(store).discover(settings(store)));
  }

  /** Who opens a store. */
  Connector connector(StoreConfig store) {
    return connector(store.type());
  }

  /** Who opens stores of a type. */
  Connector connector(String type) {
    return session.parts().connectors().get().stream()
        .filter(known -> known.type().equals(type))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no connector for " + type));
  }

  /** What a configured store is opened with. */
  StoreSettings settings(StoreConfig store) {
    Map<String, SecretSource> secrets = new HashMap<>();
    store
        .secrets()
        .forEach(
            (key, place) ->
                secrets.put(
                    key, session.secret(configuration.directory(), store.name(), key, place)));
    return new StoreSettings(
        store.name(),
        configuration.directory(),
        store.values(),
        secrets,
        session.surroundings().clock(),
        session.trace(store.name()));
  }

  /** What a store with these values is opened with. */
  StoreSettings settings(String name, Map<String, String> values) {
    return new StoreSettings(
        name,
        configuration.directory(),
        values,
        Map.of(),
        session.surroundings().clock(),
        session.trace(name));
  }
}
