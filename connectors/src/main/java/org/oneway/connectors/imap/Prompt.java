// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets that send what they are given at once (TCP_NODELAY). The library leaves it to the system
 * to wait for more, and a message behind its command then waits for the server's acknowledgement of
 * the command, 40 ms each.
 */
final class Prompt {
  private Prompt() {}

  private interface Making {
    Socket make() throws IOException;
  }

  private static Socket made(Making how) throws IOException {
    Socket socket = how.make();
    socket.setTcpNoDelay(true);
    return socket;
  }

  static SocketFactory plain() {
    return new Plain();
  }

  static SSLSocketFactory of(SSLSocketFactory encrypting) {
    return new Encrypting(encrypting);
  }

  private static final class Plain extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      return made(Socket::new);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return made(() -> new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return made(() -> new Socket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return made(() -> new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return made(() -> new Socket(host, port, from, fromPort));
    }
  }

  private static final class Encrypting extends SSLSocketFactory {
    private final SSLSocketFactory all;

    Encrypting(SSLSocketFactory all) {
      this.all = all;
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return all.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return all.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
      return made(all::createSocket);
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean closesBelow)
        throws IOException {
      return made(() -> all.createSocket(below, host, port, closesBelow));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return made(() -> all.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return made(() -> all.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return made(() -> all.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return made(() -> all.createSocket(host, port, from, fromPort));
    }
  }
}
