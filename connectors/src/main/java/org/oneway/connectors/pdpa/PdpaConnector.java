// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.util.List;
import java.util.Set;
import org.oneway.engine.item.Kind;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.container.Limits;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Opens archives; {@code type = "pdpa"}. */
public final class PdpaConnector implements Connector {
  private final DurableFiles files;

  /** A connector as it is used. */
  public PdpaConnector() {
    this(new DurableFiles());
  }

  /** A connector that writes in these steps. */
  PdpaConnector(DurableFiles files) {
    this.files = files;
  }

  @Override
  public String type() {
    return "pdpa";
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(
        Kind.CONTACT, Kind.EVENT, Kind.TASK, Kind.NOTE, Kind.MESSAGE, Kind.FILE, Kind.SCRIPT);
  }

  @Override
  public List<Setting> keys() {
    return List.of(
        Setting.path("path", "the archive: a directory, a zip file or a compressed tar file"),
        Setting.flag("older", "whether an archive is read also after a newer one was"),
        Setting.path(
            "scratch",
            "that of the system",
            "a directory with room for a compressed tar file, which is unpacked to be read"),
        Setting.number(
            "max-entries",
            1,
            100_000_000,
            String.valueOf(Limits.USUAL.entries()),
            "a container with more files and directories is refused"),
        Setting.number(
            "max-megabytes",
            1,
            Integer.MAX_VALUE,
            String.valueOf(Limits.USUAL.bytes() >> 20),
            "a container that unpacks to more is refused"),
        Setting.number(
            "max-ratio",
            1,
            Integer.MAX_VALUE,
            String.valueOf(Limits.USUAL.ratio()),
            "a container that unpacks to more times its size is refused"),
        Setting.number(
            "max-depth",
            1,
            1_000,
            String.valueOf(Limits.USUAL.depth()),
            "a container with directories nested deeper is refused"));
  }

  @Override
  public SourceStore openSource(StoreSettings settings) throws StoreException {
    return PdpaSource.open(settings);
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) throws StoreException {
    return PdpaTarget.open(settings, files);
  }
}
