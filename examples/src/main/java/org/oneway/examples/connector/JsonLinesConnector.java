// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.connector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Opens files with a JSContact card on each line; {@code type = "example-lines"}. */
public final class JsonLinesConnector implements Connector {
  @Override
  public String type() {
    return "example-lines";
  }

  @Override
  public List<Setting> keys() {
    return List.of(
        Setting.path("path", "a file with a JSContact card on each line"),
        Setting.text("folder", "\"contacts\"", "what its folder is called"));
  }

  @Override
  public SourceStore openSource(StoreSettings settings) throws StoreException {
    Path path = settings.path("path");
    if (!Files.isRegularFile(path)) {
      throw new StoreException.InputRefused(
          "There is no file %s (store \"%s\")".formatted(path, settings.name()),
          "Correct \"path\" of the store");
    }
    return new JsonLinesSource(settings);
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) throws StoreException {
    Path path = settings.path("path");
    if (Files.isDirectory(path) || !Files.isDirectory(path.toAbsolutePath().resolveSibling("."))) {
      throw new StoreException.InputRefused(
          "No file can be made at %s (store \"%s\")".formatted(path, settings.name()),
          "Correct \"path\" of the store");
    }
    return new JsonLinesTarget(settings);
  }
}
