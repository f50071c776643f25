// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers whatever it is asked with one address book that holds one card. */
final class RehearsalServer implements AutoCloseable {
  private static final String ANSWER =
      """
      <d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav">\
      <d:response><d:href>/</d:href><d:propstat><d:prop>\
      <d:current-user-principal><d:href>/</d:href></d:current-user-principal>\
      <c:addressbook-home-set><d:href>/</d:href></c:addressbook-home-set>\
      </d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>\
      <d:response><d:href>/book/</d:href><d:propstat><d:prop>\
      <d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>\
      </d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>\
      <d:response><d:href>/book/1.vcf</d:href><d:propstat><d:prop>\
      <d:getetag>"1"</d:getetag><c:address-data>BEGIN:VCARD&#13;
      VERSION:3.0&#13;
      UID:1&#13;
      FN:Ada&#13;
      END:VCARD&#13;
      </c:address-data></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>\
      </d:multistatus>""";

  private final ServerSocket listener;

  RehearsalServer() throws IOException {
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "rehearsal");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/";
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        answer(socket);
      } catch (IOException e) {
        // Whoever asked went away; or the rehearsal is over.
      }
    }
  }

  private static void answer(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    long length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Long.parseLong(line.substring(15).strip());
      }
    }
    in.skip(length);
    byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 207 Multi-Status\r\nConnection: close\r\nContent-Type: text/xml\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    OutputStream out = socket.getOutputStream();
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
