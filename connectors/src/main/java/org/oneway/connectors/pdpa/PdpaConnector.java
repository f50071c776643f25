// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.util.List;
import java.util.Set;
import org.oneway.engine.item.Kind;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Opens archives in directories; {@code type = "pdpa"}. */
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
        Setting.path("path", "the directory of the archive"),
        Setting.flag("older", "whether an archive is read also after a newer one was"));
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
