// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A WebDAV, CardDAV and CalDAV server in this process, on a loopback port of its own. It behaves
 * well until its {@link #faults} say otherwise, differs as its {@link #quirks} say, and its {@link
 * #log} holds every request. It never sleeps; its time is the test's.
 */
public final class ScriptedServer implements AutoCloseable {
  private final ScriptedTree tree;
  private final ScriptedQuirks quirks = new ScriptedQuirks();
  private final ScriptedFaults faults = new ScriptedFaults();
  private final ScriptedLog log = new ScriptedLog();
  private final ScriptedDav dav;
  private final ServerSocket listener;
  private final String origin;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<Throwable> mishaps = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  private ScriptedServer(InstantSource clock, Optional<ScriptedCertificate> certificate) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      listener =
          certificate.isPresent()
              ? certificate
                  .get()
                  .context()
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, loopback)
              : new ServerSocket(0, 50, loopback);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String scheme = certificate.isPresent() ? "https" : "http";
    this.origin = scheme + "://127.0.0.1:" + listener.getLocalPort();
    this.tree = new ScriptedTree(clock);
    this.dav = new ScriptedDav(tree, quirks, origin);
    start("scripted server", this::accept);
  }

  /** Plain HTTP, by the clock of this machine. */
  public static ScriptedServer start() {
    return start(InstantSource.system());
  }

  /** Plain HTTP, by this clock. */
  public static ScriptedServer start(InstantSource clock) {
    return new ScriptedServer(clock, Optional.empty());
  }

  /** TLS with this certificate. */
  public static ScriptedServer start(ScriptedCertificate certificate) {
    return new ScriptedServer(InstantSource.system(), Optional.of(certificate));
  }

  /** Scheme, host (127.0.0.1) and port, without a slash at the end. */
  public String origin() {
    return origin;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** A path of this server as a URI. */
  public URI uri(String path) {
    return URI.create(origin + path);
  }

  public ScriptedTree tree() {
    return tree;
  }

  public ScriptedQuirks quirks() {
    return quirks;
  }

  public ScriptedFaults faults() {
    return faults;
  }

  public ScriptedLog log() {
    return log;
  }

  /** Only who says this comes in from now on. */
  public ScriptedServer require(ScriptedSignIn rule) {
    dav.signIn(rule);
    return this;
  }

  private void accept() {
    int number = 0;
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        int connection = ++number;
        start("scripted connection " + connection, () -> serve(socket, connection));
      }
    } catch (IOException e) {
      if (!closed) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (ScriptedWire wire = new ScriptedWire(socket, number)) {
      socket.setTcpNoDelay(true);
      boolean alive = true;
      while (alive && !closed) {
        Optional<ScriptedRequest> request = wire.read();
        alive = request.isPresent() && answer(wire, request.get());
      }
    } catch (IOException e) {
      // the client went away, or never trusted us: the log has what came
    } finally {
      sockets.remove(socket);
    }
  }

  private boolean answer(ScriptedWire wire, ScriptedRequest request) throws IOException {
    ScriptedExchange exchange = log.arrived(request, tree.now());
    ScriptedReply reply;
    try {
      reply = faults.answer(request, dav::handle);
    } catch (RuntimeException | AssertionError e) {
      mishaps.add(e);
      return false;
    }
    exchange.answered(reply);
    return wire.write(reply, request);
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Ends all connections and lets go whatever hangs.
   *
   * @throws AssertionError if the fault script itself failed
   */
  @Override
  public void close() {
    closed = true;
    faults.clear();
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!mishaps.isEmpty()) {
      throw new AssertionError("the script failed", mishaps.get(0));
    }
  }
}
