// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.oneway.connectors.testkit.RecordingProxy.Exchange;

/**
 * A client's connection and the one to the server that belongs to it; a thread for each direction.
 */
final class ProxiedConnection {
  private static final int PATIENCE_MILLIS = 1_000;

  private final RecordingProxy proxy;
  private final Socket client;
  private final Socket server;
  private final Queue<Exchange> unanswered = new ConcurrentLinkedQueue<>();

  ProxiedConnection(RecordingProxy proxy, Socket client, Socket server) {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
  }

  void start() throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    thread("proxy, requests", this::passRequests).start();
    thread("proxy, replies", this::passReplies).start();
  }

  private void passRequests() {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      try {
        passRequests(in, server.getOutputStream());
        server.shutdownOutput();
      } catch (IOException serverEnded) {
        // A client that still sends would otherwise lose the reply that the server gave early.
        client.setSoTimeout(PATIENCE_MILLIS);
        in.transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException clientEnded) {
      cut(server);
    }
  }

  private void passRequests(InputStream in, OutputStream out) throws IOException {
    for (Optional<ProxiedMessage> next = ProxiedMessage.read(in);
        next.isPresent();
        next = ProxiedMessage.read(in)) {
      ProxiedMessage request = next.get();
      unanswered.add(proxy.asked(request.word(0), request.word(1)));
      request.passHead(out);
      request.passRequestBody(in, out);
    }
  }

  private void passReplies() {
    try (server) {
      passReplies(new BufferedInputStream(server.getInputStream()), client.getOutputStream());
      client.shutdownOutput();
    } catch (IOException eitherEnded) {
      cut(client);
    } catch (InterruptedException e) {
      cut(client);
      Thread.currentThread().interrupt();
    }
  }

  private void passReplies(InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    boolean more = true;
    while (more) {
      Optional<ProxiedMessage> reply = ProxiedMessage.read(in);
      more = reply.isPresent() && passReply(reply.get(), in, out);
    }
  }

  private boolean passReply(ProxiedMessage reply, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    int status = Integer.parseInt(reply.word(1));
    if (status < 200) {
      reply.passHead(out);
      return true;
    }
    Optional<Exchange> exchange = Optional.ofNullable(unanswered.poll());
    if (exchange.isPresent()) {
      proxy.answered(exchange.get(), status);
    }
    reply
        .field("Location")
        .map(address -> reply.with("Location", proxy.throughProxy(address)))
        .orElse(reply)
        .passHead(out);
    return reply.passResponseBody(in, out, exchange.map(known -> known.method).orElse(""));
  }

  static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Ends a connection, or stops to wait for them, whatever its state. */
  static void cut(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
