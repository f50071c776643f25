// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.apache.http.HttpHost;
import org.apache.http.conn.socket.LayeredConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.protocol.HttpContext;

/** TLS connections, prepared when the first one is made: a server without TLS needs none of it. */
final class LazySockets implements LayeredConnectionSocketFactory {
  private final Trust trust;
  private Optional<SSLConnectionSocketFactory> sockets = Optional.empty();

  LazySockets(Trust trust) {
    this.trust = trust;
  }

  private synchronized SSLConnectionSocketFactory sockets() throws IOException {
    if (sockets.isEmpty()) {
      try {
        sockets = Optional.of(trust.sockets());
      } catch (GeneralSecurityException e) {
        throw new IOException(e);
      }
    }
    return sockets.get();
  }

  @Override
  public Socket createSocket(HttpContext context) throws IOException {
    return sockets().createSocket(context);
  }

  @Override
  public Socket connectSocket(
      int timeout,
      Socket socket,
      HttpHost host,
      InetSocketAddress remote,
      InetSocketAddress local,
      HttpContext context)
      throws IOException {
    return sockets().connectSocket(timeout, socket, host, remote, local, context);
  }

  @Override
  public Socket createLayeredSocket(Socket socket, String target, int port, HttpContext context)
      throws IOException {
    return sockets().createLayeredSocket(socket, target, port, context);
  }
}
