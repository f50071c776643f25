// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.util.List;
import java.util.Set;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Opens mailboxes in files; {@code type = "mbox"}. */
public final class MboxConnector implements Connector {
  private static final List<Setting> KEYS =
      List.of(
          Setting.path("path", "a file of messages, or a directory of such files"),
          Setting.choice(
              "quoting",
              List.of("mboxrd", "mboxo", "none"),
              "how lines that begin with \"From \" are told from the beginning of a message"));

  @Override
  public String type() {
    return "mbox";
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.MESSAGE);
  }

  @Override
  public List<Setting> keys() {
    return KEYS;
  }

  private static Quoting quoting(StoreSettings settings) {
    return Quoting.of(settings.value("quoting").orElse("mboxrd"));
  }

  @Override
  public SourceStore openSource(StoreSettings settings) throws StoreException {
    return new MboxSource(settings, quoting(settings));
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) throws StoreException {
    return new MboxTarget(settings, quoting(settings));
  }
}
