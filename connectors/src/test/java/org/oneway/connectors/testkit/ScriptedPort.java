// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A loopback port behind which no proper server stands; remembers what it received. */
public final class ScriptedPort implements AutoCloseable {
  private final ServerSocket listener;
  private final byte[] greeting;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private ScriptedPort(byte[] greeting, int backlog, boolean accepting) {
    this.greeting = greeting.clone();
    try {
      listener = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (accepting) {
      start(this::accept);
    }
  }

  /** Connections are taken, and then nothing is ever said. */
  public static ScriptedPort silent() {
    return new ScriptedPort(new byte[0], 50, true);
  }

  /** Answers the first message of TLS by choosing TLS 1.1 (RFC 4346 7.4.1.3). */
  public static ScriptedPort oldTls() {
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    // record: handshake, 3.2, 42 octets; message: ServerHello, 38 octets, 3.2
    hello.writeBytes(new byte[] {22, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2});
    hello.writeBytes(new byte[32]);
    // no session, TLS_RSA_WITH_AES_128_CBC_SHA, no compression
    hello.writeBytes(new byte[] {0, 0, 0x2f, 0});
    return new ScriptedPort(hello.toByteArray(), 50, true);
  }

  /** No connection is taken and no more fit in the queue: connecting takes for ever. */
  public static ScriptedPort full() {
    ScriptedPort port = new ScriptedPort(new byte[0], 1, false);
    List<Socket> waiting = new ArrayList<>();
    try {
      while (waiting.size() < 20) {
        Socket socket = new Socket();
        waiting.add(socket);
        port.sockets.add(socket);
        socket.connect(new InetSocketAddress(listenerAddress(), port.port()), 200);
      }
    } catch (IOException e) {
      return port;
    }
    throw new AssertionError("the queue of connections never filled");
  }

  private static InetAddress listenerAddress() {
    return InetAddress.getLoopbackAddress();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Everything received on all connections, one character for each octet. */
  public String received() {
    synchronized (received) {
      return received.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        start(() -> listen(socket));
      }
    } catch (IOException e) {
      // closed by the test
    }
  }

  private void listen(Socket socket) {
    try {
      InputStream in = socket.getInputStream();
      boolean greeted = false;
      byte[] octets = new byte[8192];
      for (int size = in.read(octets); size >= 0; size = in.read(octets)) {
        synchronized (received) {
          received.write(octets, 0, size);
        }
        if (!greeted) {
          socket.getOutputStream().write(greeting);
          greeted = true;
        }
      }
    } catch (IOException e) {
      // the client went away, or the test closed the port
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "scripted port");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
