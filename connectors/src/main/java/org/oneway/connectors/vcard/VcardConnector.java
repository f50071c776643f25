// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Opens files and directories of vCards; {@code type = "vcard"}. */
public final class VcardConnector implements Connector {
  @Override
  public String type() {
    return "vcard";
  }

  @Override
  public List<Setting> keys() {
    return Settings.KEYS;
  }

  @Override
  public SourceStore openSource(StoreSettings settings) throws StoreException {
    Settings read = Settings.of(settings);
    Path path = read.path();
    if (Files.notExists(path)) {
      throw read.failures().missing(path);
    }
    if (Files.isDirectory(path)) {
      return new DirectorySource(read);
    }
    checkIsFile(read);
    return new FileSource(read);
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) throws StoreException {
    Settings read = Settings.of(settings);
    Path path = read.path();
    if (Files.notExists(path)) {
      Path parent = path.getParent();
      if (parent == null || !Files.isDirectory(parent)) {
        throw read.failures().missing(parent == null ? path : parent);
      }
      return read.namesAFile() ? new FileTarget(read) : new DirectoryTarget(read);
    }
    if (Files.isDirectory(path)) {
      return new DirectoryTarget(read);
    }
    checkIsFile(read);
    return new FileTarget(read);
  }

  private static void checkIsFile(Settings settings) throws StoreException {
    if (Files.exists(settings.path()) && !Files.isRegularFile(settings.path())) {
      throw settings.failures().unusable(settings.path(), "is neither file nor directory");
    }
  }
}
