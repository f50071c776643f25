// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that greets, answers CAPABILITY by its greeting, and says NO to everything else. */
final class OldServer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  OldServer(String greeting) {
    try {
      socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(() -> serve(greeting), "old server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(String greeting) {
    String capabilities = greeting.replaceAll(".*\\[(.*)].*", "* $1\r\n");
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        say(client, greeting + "\r\n");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          heard.add(line);
          String tag = line.split(" ", 2)[0];
          boolean isCapability = line.endsWith(" CAPABILITY");
          say(client, isCapability ? capabilities + tag + " OK\r\n" : tag + " NO no\r\n");
        }
      } catch (IOException e) {
        // The client went away, or the test is over.
      }
    }
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().flush();
  }

  String url() {
    return "imap://127.0.0.1:" + socket.getLocalPort();
  }

  /** All that was heard so far. */
  String heard() {
    return String.join("\n", heard);
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
