// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.dav.DavSettings;
import org.oneway.connectors.shared.dav.Pause;
import org.oneway.connectors.shared.files.FileStores;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Opens files, directories and addresses of calendars; {@code type = "icalendar"}. */
public final class IcalendarConnector implements Connector {
  private static final String PATH = "path";
  private static final String URL = "url";

  private final Pause pause;

  public IcalendarConnector() {
    this(Pause.SLEEP);
  }

  /** One that waits in another way. */
  IcalendarConnector(Pause pause) {
    this.pause = pause;
  }

  @Override
  public String type() {
    return "icalendar";
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.EVENT, Kind.TASK, Kind.NOTE);
  }

  @Override
  public List<Setting> keys() {
    List<Setting> keys = new ArrayList<>();
    keys.add(
        Setting.path(
            PATH,
            "`url`",
            "an iCalendar file, or a directory of `.ics` files whose sub-directories are calendars"
                + " of their own"));
    keys.add(FileStores.FOLDER);
    keys.add(
        Setting.text(
            URL,
            "`path`",
            "where a calendar is published: `https://` or `webcal://`. It is only read, and told"
                + " to nobody"));
    DavSettings.KEYS.stream().filter(key -> !key.key().equals(URL)).forEach(keys::add);
    return List.copyOf(keys);
  }

  @Override
  public SourceStore openSource(StoreSettings settings) throws StoreException {
    return isBehindAddress(settings)
        ? new UrlSource(settings, DavSettings.of(settings, pause))
        : FileStores.openSource(settings, new CalendarFormat());
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) throws StoreException {
    if (isBehindAddress(settings)) {
      throw new StoreException.InputRefused(
          "A calendar behind an address is only read, so store \"%s\" can be no target"
              .formatted(settings.name()),
          "Let \"path\" name a file or directory instead of \"url\"");
    }
    return FileStores.openTarget(settings, new CalendarFormat());
  }

  private static boolean isBehindAddress(StoreSettings settings) throws StoreException {
    boolean hasPath = settings.value(PATH).isPresent();
    boolean hasUrl = settings.value(URL).isPresent();
    if (hasPath == hasUrl) {
      throw new StoreException.InputRefused(
          "Store \"%s\" has %s"
              .formatted(
                  settings.name(),
                  hasPath ? "both \"path\" and \"url\"" : "no \"path\" and no \"url\""),
          "Give it one of them: \"path\" of a file or directory, or \"url\" of a calendar");
    }
    return hasUrl;
  }

  /** An address is only taken for one of a calendar where a calendar is. */
  @Override
  public Discovery discover(StoreSettings settings) throws StoreException {
    if (!isBehindAddress(settings)) {
      return Connector.super.discover(settings);
    }
    if (!settings.value(URL).orElse("").contains("://")) {
      throw new StoreException.NoService(
          "No calendar can be looked for at a host or an e-mail address (store \"%s\")"
              .formatted(settings.name()),
          "Give the calendar's own address:  https://host/calendar.ics");
    }
    try (UrlSource store = new UrlSource(settings, DavSettings.of(settings, pause))) {
      store.fetch(Optional.empty());
      return new Discovery(
          Optional.empty(),
          Optional.empty(),
          store.folders().stream().map(Discovery.Place::of).toList(),
          List.of(),
          List.of());
    } catch (StoreException.Unavailable | StoreException.FolderGone e) {
      throw new StoreException.NoService(String.valueOf(e.getMessage()), e.remedy());
    }
  }
}
