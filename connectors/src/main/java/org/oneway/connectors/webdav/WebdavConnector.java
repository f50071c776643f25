// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.oneway.connectors.shared.dav.DavSettings;
import org.oneway.connectors.shared.dav.Pause;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Opens directories of files at WebDAV servers; {@code type = "webdav"}. */
public final class WebdavConnector implements Connector {
  private final Pause pause;

  public WebdavConnector() {
    this(Pause.SLEEP);
  }

  /** One that waits in another way. */
  WebdavConnector(Pause pause) {
    this.pause = pause;
  }

  @Override
  public String type() {
    return "webdav";
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.FILE);
  }

  @Override
  public List<Setting> keys() {
    List<Setting> keys = new ArrayList<>();
    keys.add(
        Setting.text("url", "", "where the directory is whose files are meant, and all below it"));
    DavSettings.KEYS.stream().filter(key -> !key.key().equals("url")).forEach(keys::add);
    return List.copyOf(keys);
  }

  @Override
  public Discovery discover(StoreSettings settings) throws StoreException {
    try (WebdavSource store = new WebdavSource(DavSettings.of(settings, pause))) {
      List<Discovery.Place> places =
          store.folders().stream()
              .map(
                  folder ->
                      new Discovery.Place(
                          folder, Set.of(Kind.FILE), OptionalLong.empty(), Set.of()))
              .toList();
      return new Discovery(
          store.identity(), Optional.of(store.root().server()), places, List.of(), List.of());
    }
  }

  @Override
  public SourceStore openSource(StoreSettings settings) throws StoreException {
    return new WebdavSource(DavSettings.of(settings, pause));
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) throws StoreException {
    return new WebdavTarget(DavSettings.of(settings, pause));
  }
}
