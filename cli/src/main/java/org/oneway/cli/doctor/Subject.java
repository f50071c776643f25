// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.cli.trouble.Invocation;

/**
 * What is looked at.
 *
 * @param syncs those that are looked at
 * @param stores those that are looked at
 */
public record Subject(
    Configuration configuration,
    List<SyncConfig> syncs,
    List<StoreConfig> stores,
    Surroundings surroundings,
    Invocation invocation,
    Machine machine) {
  public Subject {
    syncs = List.copyOf(syncs);
    stores = List.copyOf(stores);
  }

  /** A path as a user would write it. */
  String shown(Path path) {
    return surroundings.shown(path);
  }

  Path state() {
    return configuration.state();
  }

  /** The stores that are written to. */
  Set<StoreConfig> targets() {
    Set<StoreConfig> targets = new LinkedHashSet<>();
    syncs.forEach(sync -> targets.add(sync.to()));
    return targets;
  }

  /** The path or the nearest of its parents that is there. */
  static Path nearest(Path path) {
    Path found = path.toAbsolutePath();
    while (!Files.exists(found) && found.getParent() != null) {
      found = found.getParent();
    }
    return found;
  }
}
