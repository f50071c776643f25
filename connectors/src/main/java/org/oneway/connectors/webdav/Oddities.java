// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.util.Optional;
import org.oneway.connectors.shared.dav.DavClient;
import org.oneway.connectors.shared.dav.DavRequest;
import org.oneway.engine.store.StoreException;

/** Files that certain servers cannot take and would suffer from. */
final class Oddities {
  private final DavClient client;
  private final Root root;
  private Optional<String> server = Optional.empty();

  Oddities(DavClient client, Root root) {
    this.client = client;
    this.root = root;
  }

  /** Why a file must not be sent to this server; empty where it may. */
  Optional<String> objection(String path, long size) throws StoreException {
    boolean isOdd = size == 0 || path.indexOf('\\') >= 0;
    if (!isOdd || !server().startsWith("Cyrus")) {
      return Optional.empty();
    }
    return Optional.of(
        size == 0
            ? "it is empty, and Cyrus breaks off at an empty file"
            : "its path has a backslash, and Cyrus would file it under another name");
  }

  private synchronized String server() throws StoreException {
    if (server.isEmpty()) {
      server =
          Optional.of(
              client.send(
                  DavRequest.of("OPTIONS", root.href().at(root.server())),
                  (reply, in) -> reply.header().apply("Server").orElse("")));
    }
    return server.get();
  }
}
