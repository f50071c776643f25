// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before a real server and loses one answer: the server has done what it was told, the
 * client hears neither that nor anything after it, and the connection is gone. Those that are made
 * later are passed on whole.
 */
final class DeafProxy implements Closeable {
  private static final Pattern LITERAL = Pattern.compile("(?s).*\\{(\\d+)\\+?}\r\n$");

  private final ServerSocket socket;
  private final URI server;
  private final Pattern command;
  private final AtomicInteger left;
  private final Set<String> doomed = ConcurrentHashMap.newKeySet();

  /**
   * Loses the answer to the nth command of this name.
   *
   * @param nth from 1
   */
  DeafProxy(String server, String command, int nth) {
    this.server = URI.create(server);
    this.command = Pattern.compile("^(\\S+) " + command + "\\b.*", Pattern.DOTALL);
    this.left = new AtomicInteger(nth);
    try {
      socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::serve);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "deaf proxy");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "imap://127.0.0.1:" + socket.getLocalPort();
  }

  /** Whether the answer was lost. */
  boolean isDone() {
    return left.get() <= 0;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Socket there = new Socket(server.getHost(), server.getPort());
        start(() -> pass(client, there, this::isPassedOn));
        start(() -> pass(there, client, this::isHeard));
      } catch (IOException e) {
        // The test is over.
      }
    }
  }

  private boolean isPassedOn(String line) {
    Matcher matcher = command.matcher(line);
    if (matcher.matches() && left.decrementAndGet() == 0) {
      doomed.add(matcher.group(1));
    }
    return true;
  }

  private boolean isHeard(String line) {
    return !doomed.contains(line.split(" ", 2)[0]);
  }

  private interface Listener {
    boolean goesOn(String line);
  }

  private static void pass(Socket from, Socket to, Listener listener) {
    try (from;
        to) {
      InputStream in = new BufferedInputStream(from.getInputStream());
      OutputStream out = new BufferedOutputStream(to.getOutputStream());
      boolean isWithin = false;
      for (byte[] line = line(in); line.length > 0; line = line(in)) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        if (!isWithin && !listener.goesOn(text)) {
          return;
        }
        out.write(line);
        Matcher literal = LITERAL.matcher(text);
        isWithin = literal.matches();
        if (isWithin) {
          out.flush();
          copy(in, out, Integer.parseInt(literal.group(1)));
        }
        if (in.available() == 0) {
          out.flush();
        }
      }
    } catch (IOException e) {
      // Either of them went away.
    }
  }

  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static void copy(InputStream in, OutputStream out, int length) throws IOException {
    for (int at = 0; at < length; ) {
      byte[] part = in.readNBytes(Math.min(8192, length - at));
      if (part.length == 0) {
        return;
      }
      out.write(part);
      at += part.length;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
