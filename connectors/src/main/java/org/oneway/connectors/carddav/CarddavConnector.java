// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.oneway.connectors.shared.dav.DavDiscovery;
import org.oneway.connectors.shared.dav.DavSettings;
import org.oneway.connectors.shared.dav.DavSource;
import org.oneway.connectors.shared.dav.DavTarget;
import org.oneway.connectors.shared.dav.Pause;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Opens address books at CardDAV servers; {@code type = "carddav"}. */
public final class CarddavConnector implements Connector {
  private final Pause pause;

  public CarddavConnector() {
    this(Pause.SLEEP);
  }

  /** One that waits in another way. */
  CarddavConnector(Pause pause) {
    this.pause = pause;
  }

  @Override
  public String type() {
    return "carddav";
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.CONTACT);
  }

  @Override
  public List<Setting> keys() {
    List<Setting> keys = new ArrayList<>(DavSettings.KEYS);
    keys.add(
        Setting.choice(
            "version", List.of("3.0", "4.0"), "the vCard version of the cards that are written"));
    return List.copyOf(keys);
  }

  @Override
  public SourceStore openSource(StoreSettings settings) throws StoreException {
    return new DavSource(DavSettings.of(settings, pause), format(settings));
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) throws StoreException {
    return new DavTarget(DavSettings.of(settings, pause), format(settings));
  }

  @Override
  public Discovery discover(StoreSettings settings) throws StoreException {
    return DavDiscovery.of(DavSettings.of(settings), format(settings));
  }

  private static CardFormat format(StoreSettings settings) {
    return new CardFormat(
        settings.value("version").flatMap(CardVersion::of).orElse(CardVersion.V3_0));
  }
}
