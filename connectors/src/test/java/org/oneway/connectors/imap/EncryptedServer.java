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
import javax.net.ssl.SSLSocket;
import org.oneway.connectors.testkit.ScriptedCertificate;

/**
 * A server with one folder and a certificate, at once or after STARTTLS, that lets everybody in.
 */
final class EncryptedServer implements AutoCloseable {
  private final ServerSocket socket;
  private final ScriptedCertificate certificate;
  private final String scheme;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /**
   * Starts it.
   *
   * @param scheme {@code imaps} or {@code imap}
   */
  EncryptedServer(ScriptedCertificate certificate, String scheme) {
    this.certificate = certificate;
    this.scheme = scheme;
    try {
      socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "encrypted server");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return scheme + "://127.0.0.1:" + socket.getLocalPort();
  }

  /** What was said to it, before TLS and within. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        if (scheme.equals("imaps")) {
          talk(encrypted(client), "");
        } else {
          talk(client, " STARTTLS");
        }
      } catch (IOException e) {
        // The client went away, or the test is over.
      }
    }
  }

  private Socket encrypted(Socket client) throws IOException {
    SSLSocket within =
        (SSLSocket)
            certificate
                .context()
                .getSocketFactory()
                .createSocket(client, "client", client.getPort(), true);
    within.setUseClientMode(false);
    within.startHandshake();
    return within;
  }

  private void talk(Socket client, String more) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    if (!heard.contains("STARTTLS")) {
      say(client, "* OK here");
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 3);
      String command = words.length > 1 ? words[1] : line;
      heard.add(command);
      switch (command) {
        case "STARTTLS" -> {
          say(client, words[0] + " OK begin");
          talk(encrypted(client), "");
          return;
        }
        case "CAPABILITY" -> say(client, "* CAPABILITY IMAP4rev1 AUTH=PLAIN" + more);
        case "AUTHENTICATE" -> {
          say(client, "+ ");
          heard.add(String.valueOf(in.readLine()));
        }
        case "LIST" -> say(client, "* LIST () \"/\" INBOX");
        default -> {}
      }
      say(client, words[0] + " OK done");
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().flush();
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
