// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.List;
import java.util.Set;
import org.oneway.connectors.shared.dav.Dns;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Opens mailboxes at IMAP servers; {@code type = "imap"}. */
public final class ImapConnector implements Connector {
  private final Set<String> unused;

  public ImapConnector() {
    this(Set.of());
  }

  /** One that does without some extensions of the protocol. */
  ImapConnector(Set<String> unused) {
    this.unused = Set.copyOf(unused);
  }

  @Override
  public String type() {
    return "imap";
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.MESSAGE);
  }

  @Override
  public List<Setting> keys() {
    return ImapSettings.KEYS;
  }

  @Override
  public Discovery discover(StoreSettings settings) throws StoreException {
    return ImapDiscovery.of(settings, Dns.SYSTEM);
  }

  @Override
  public SourceStore openSource(StoreSettings settings) throws StoreException {
    return new ImapSource(ImapSettings.of(settings), unused);
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) throws StoreException {
    return new ImapTarget(ImapSettings.of(settings), unused);
  }
}
