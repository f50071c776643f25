// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.util.Optional;
import org.oneway.connectors.shared.dav.DavClient;
import org.oneway.connectors.shared.dav.DavRequest;
import org.oneway.connectors.shared.dav.Href;
import org.oneway.engine.store.StoreException;

/**
 * Whether a server keeps the conditions that a write comes with. Some take a write as if it had
 * none, so each is asked once in a session, before its first write: by a write that must fail.
 */
final class Conditions {
  private final DavClient client;
  private final Root root;
  private Optional<Boolean> kept = Optional.empty();

  Conditions(DavClient client, Root root) {
    this.client = client;
    this.root = root;
  }

  /** Where not, what is there must be looked at before each write. */
  synchronized boolean areKept() throws StoreException {
    if (kept.isEmpty()) {
      Href nothing = root.href().child(Tree.OURS);
      DavRequest.Body body = DavRequest.Body.of("text/plain", new byte[] {'\n'});
      int status =
          client.send(
              DavRequest.of("PUT", nothing.at(root.server()))
                  .with("If-Match", "\"oneway\"")
                  .carrying(body),
              (reply, in) -> reply.status());
      if (status / 100 == 2) {
        client.send(
            DavRequest.of("DELETE", nothing.at(root.server())), (reply, in) -> reply.status());
      }
      kept = Optional.of(status == 412);
    }
    return kept.get();
  }
}
