// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.Optional;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.config.Likeness;
import org.oneway.cli.trouble.Places;
import org.oneway.engine.store.StoreException;

/** Where things stand in a configuration that was read. */
record ConfiguredPlaces(Configuration configuration) implements Places {
  @Override
  public Optional<String> ofStore(String store) {
    return configuration.store(store).map(found -> configuration.placeOf(found.line()));
  }

  @Override
  public Optional<String> ofFolder(String sync, StoreException.NoSuchFolder failure) {
    String meant =
        Likeness.nearest(failure.folder(), failure.there())
            .map(name -> "Did you mean \"" + name + "\"?  ")
            .orElse("");
    return configuration
        .sync(sync)
        .flatMap(found -> line(found, failure))
        .map(line -> meant + "Change " + configuration.placeOf(line) + ".");
  }

  private static Optional<Integer> line(SyncConfig sync, StoreException.NoSuchFolder failure) {
    return sync.folders().entrySet().stream()
        .filter(
            entry ->
                (failure.canBeMade() ? entry.getValue() : entry.getKey()).equals(failure.folder()))
        .map(entry -> sync.folderLines().get(entry.getKey()))
        .findFirst();
  }
}
