// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.nio.file.Files;
import java.nio.file.Path;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Opens files and directories of items as stores. */
public final class FileStores {
  /** Another name for the folder; the key {@code path} is each connector's own. */
  public static final Setting FOLDER =
      Setting.text("folder", "after the file or directory", "what the folder is called");

  private FileStores() {}

  /** Opens what is at {@code path} of the settings; it must be there. */
  public static SourceStore openSource(StoreSettings settings, FileFormat format)
      throws StoreException {
    FileSettings read = FileSettings.of(settings, format);
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

  /** Opens what is at {@code path} of the settings, or what will be when it is first written. */
  public static TargetStore openTarget(StoreSettings settings, FileFormat format)
      throws StoreException {
    FileSettings read = FileSettings.of(settings, format);
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

  private static void checkIsFile(FileSettings settings) throws StoreException {
    if (Files.exists(settings.path()) && !Files.isRegularFile(settings.path())) {
      throw settings.failures().unusable(settings.path(), "is neither file nor directory");
    }
  }
}
