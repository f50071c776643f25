// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Stands before a server as its address, on loopback, and writes down what the server is asked. The
 * bytes of both sides pass as they are, {@code Host} among them, one connection to the server for
 * each of the client's, and both end together. Only a {@code Location} that names the server is
 * made to name the proxy.
 */
public final class RecordingProxy implements AutoCloseable {
  /** The methods that change something at a server. */
  public static final Set<String> WRITES =
      Set.of(
          "PUT",
          "DELETE",
          "MKCOL",
          "MKCALENDAR",
          "MOVE",
          "COPY",
          "PROPPATCH",
          "PATCH",
          "POST",
          "LOCK",
          "UNLOCK");

  /**
   * What was asked.
   *
   * @param path with the query, encoded as the client sent it
   * @param status of the reply; 0 as long as there is none
   */
  public record Request(String method, String path, int status) {
    public boolean isWrite() {
      return WRITES.contains(method);
    }

    @Override
    public String toString() {
      return method + " " + path + " " + status;
    }
  }

  /** A request that waits for its reply, or has it. */
  static final class Exchange {
    final String method;
    private final String path;
    private int status;

    private Exchange(String method, String path) {
      this.method = method;
      this.path = path;
    }
  }

  private final URI server;
  private final ServerSocket entrance;
  private final List<Exchange> exchanges = new ArrayList<>();
  private final Set<Closeable> connections = ConcurrentHashMap.newKeySet();
  private volatile Duration latency = Duration.ZERO;

  private RecordingProxy(URI server, ServerSocket entrance) {
    this.server = server;
    this.entrance = entrance;
  }

  /** A proxy before a server that speaks plain HTTP. */
  public static RecordingProxy before(URI server) {
    if (!"http".equals(server.getScheme()) || server.getPort() < 0) {
      throw new IllegalArgumentException("not a plain HTTP address with a port: " + server);
    }
    try {
      ServerSocket entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
      RecordingProxy proxy = new RecordingProxy(server, entrance);
      ProxiedConnection.thread("proxy before " + server, proxy::accept).start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's address, by way of the proxy: its host and path with another port. */
  public URI url() {
    return URI.create("http://" + authority() + server.getRawPath());
  }

  /** The address by way of the proxy of what the server has at a path or an address of its own. */
  public URI url(String pathOrAddress) {
    return URI.create(throughProxy(server.resolve(pathOrAddress).toString()));
  }

  /** From now on each reply comes later by this. */
  public RecordingProxy delayedBy(Duration time) {
    latency = time;
    return this;
  }

  /** What was asked since the last {@link #forget}, in the order in which it came. */
  public List<Request> requests() {
    synchronized (exchanges) {
      return exchanges.stream()
          .map(each -> new Request(each.method, each.path, each.status))
          .toList();
    }
  }

  /** Those of the requests that may have changed something, whatever the reply. */
  public List<Request> writes() {
    return requests().stream().filter(Request::isWrite).toList();
  }

  /** Forgets what was asked so far. */
  public void forget() {
    synchronized (exchanges) {
      exchanges.clear();
    }
  }

  /** Cuts all connections; the address is free again. */
  @Override
  public void close() {
    ProxiedConnection.cut(entrance);
    connections.forEach(ProxiedConnection::cut);
  }

  Exchange asked(String method, String path) {
    Exchange exchange = new Exchange(method, path);
    synchronized (exchanges) {
      exchanges.add(exchange);
    }
    return exchange;
  }

  /** Notes the status, after the time that replies are held back by. */
  void answered(Exchange exchange, int status) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(latency.toNanos());
    synchronized (exchanges) {
      exchange.status = status;
    }
  }

  /** An address at the server as one by way of the proxy; any other as it is. */
  String throughProxy(String address) {
    String atServer = "http://" + server.getRawAuthority() + "/";
    return address.startsWith(atServer)
        ? "http://" + authority() + "/" + address.substring(atServer.length())
        : address;
  }

  private String authority() {
    return server.getHost() + ":" + entrance.getLocalPort();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        connect(entrance.accept());
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** To a server that is away the client's connection ends at once, which is what it would see. */
  private void connect(Socket client) {
    Socket onward = new Socket();
    connections.add(client);
    connections.add(onward);
    try {
      onward.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      new ProxiedConnection(this, client, onward).start();
    } catch (IOException serverAway) {
      ProxiedConnection.cut(client);
    }
  }
}
