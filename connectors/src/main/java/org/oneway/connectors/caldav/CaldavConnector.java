// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.caldav;

import java.util.List;
import java.util.Set;
import org.oneway.connectors.shared.dav.DavDiscovery;
import org.oneway.connectors.shared.dav.DavSettings;
import org.oneway.connectors.shared.dav.DavSource;
import org.oneway.connectors.shared.dav.DavTarget;
import org.oneway.connectors.shared.dav.Pause;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Opens calendars at CalDAV servers; {@code type = "caldav"}. */
public final class CaldavConnector implements Connector {
  private static final CalendarFormat FORMAT = new CalendarFormat();

  private final Pause pause;

  public CaldavConnector() {
    this(Pause.SLEEP);
  }

  /** One that waits in another way. */
  CaldavConnector(Pause pause) {
    this.pause = pause;
  }

  @Override
  public String type() {
    return "caldav";
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.EVENT, Kind.TASK, Kind.NOTE);
  }

  @Override
  public List<Setting> keys() {
    return DavSettings.KEYS;
  }

  @Override
  public SourceStore openSource(StoreSettings settings) throws StoreException {
    return new DavSource(DavSettings.of(settings, pause), FORMAT);
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) throws StoreException {
    return new DavTarget(DavSettings.of(settings, pause), FORMAT);
  }

  @Override
  public Discovery discover(StoreSettings settings) throws StoreException {
    return DavDiscovery.of(DavSettings.of(settings), FORMAT);
  }
}
