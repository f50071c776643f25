// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.cli.trouble.Invocation;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** A connector that tells its keys; a configuration that is only read opens no store. */
record OnlyKeys(String type, List<Setting> keys) implements Connector {
  /** Reads configurations of a folder whose stores are of this type. */
  static ConfigReader reader(Path folder, String type, List<Setting> keys) {
    return reader(folder, List.of(new OnlyKeys(type, keys)));
  }

  /** Reads configurations of a folder whose stores are of these types. */
  static ConfigReader reader(Path folder, List<Connector> connectors) {
    Surroundings surroundings =
        new Surroundings(
            new PrintStream(PrintStream.nullOutputStream()),
            new PrintStream(PrintStream.nullOutputStream()),
            InputStream.nullInputStream(),
            Map.of(),
            folder.resolve("home"),
            folder,
            InstantSource.system(),
            ZoneOffset.UTC,
            false);
    return new ConfigReader(connectors, surroundings, new Invocation(Optional.of("oneway.toml")));
  }

  @Override
  public SourceStore openSource(StoreSettings settings) {
    throw new IllegalStateException("who reads a configuration opens no store");
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) {
    throw new IllegalStateException("who reads a configuration opens no store");
  }
}
