// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.util.List;
import java.util.Set;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Opens mailboxes in directories; {@code type = "maildir"}. */
public final class MaildirConnector implements Connector {
  private static final String DIRECTORIES = "fs";

  private static final List<Setting> KEYS =
      List.of(
          Setting.path("path", "the directory that has `cur`, `new` and `tmp` in it"),
          Setting.choice(
              "layout",
              List.of("maildir++", DIRECTORIES),
              "what a new folder is made as: `.Work.2026` or `Work/2026`; both are read"));

  @Override
  public String type() {
    return "maildir";
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.MESSAGE);
  }

  @Override
  public List<Setting> keys() {
    return KEYS;
  }

  private static boolean isMadeOfDirectories(StoreSettings settings) {
    return settings.value("layout").filter(DIRECTORIES::equals).isPresent();
  }

  @Override
  public SourceStore openSource(StoreSettings settings) throws StoreException {
    return new MaildirSource(settings, isMadeOfDirectories(settings));
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) throws StoreException {
    return new MaildirTarget(settings, isMadeOfDirectories(settings));
  }
}
