// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One address book at a CardDAV server that keeps what it is given, and forgives everything. */
final class RehearsalServer implements AutoCloseable {
  private static final String BOOK = "/book/";
  private static final String BEGIN =
      "<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\""
          + " xmlns:s=\"http://calendarserver.org/ns/\">";
  private static final String ACCOUNT =
      "<d:current-user-principal><d:href>/</d:href></d:current-user-principal>"
          + "<c:addressbook-home-set><d:href>/</d:href></c:addressbook-home-set>";

  private final ServerSocket listener;
  private final Map<String, Card> cards = new LinkedHashMap<>();
  private int state = 1;

  private record Card(String text, int version) {}

  private record Answer(String status, String head, String body) {}

  RehearsalServer() throws IOException {
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    begin(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/";
  }

  private static void begin(Runnable work) {
    Thread thread = new Thread(work, "rehearsal");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        begin(() -> serve(socket));
      }
    } catch (IOException e) {
      // The rehearsal is over.
    }
  }

  private void serve(Socket accepted) {
    try (Socket socket = accepted) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (String request = line(in); !request.isEmpty(); request = line(in)) {
        int length = 0;
        for (String head = line(in); !head.isEmpty(); head = line(in)) {
          if (head.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(head.substring(15).strip());
          }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        Answer answer = answer(List.of(request.split(" ", -1)), body);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        String head =
            "HTTP/1.1 %s\r\n%sConnection: keep-alive\r\nContent-Length: %d\r\n\r\n"
                .formatted(answer.status(), answer.head(), bytes.length);
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes);
        out.flush();
      }
    } catch (IOException e) {
      // Whoever asked went away.
    }
  }

  /** A line without its end; empty at the end of the head and of the stream. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  private synchronized Answer answer(List<String> request, String body) {
    String path = request.get(1);
    return switch (request.get(0)) {
      case "PUT" -> put(path, body);
      case "GET" -> get(path);
      case "REPORT" -> listing(report(body));
      default ->
          listing(
              (path.equals(BOOK) ? "" : response("/", ACCOUNT))
                  + response(BOOK, ACCOUNT + ofBook()));
    };
  }

  private Answer put(String path, String body) {
    state++;
    boolean isNew = cards.put(path, new Card(body, state)) == null;
    return new Answer(isNew ? "201 Created" : "204 No Content", etag(state), "");
  }

  private Answer get(String path) {
    Card card = cards.getOrDefault(path, new Card("", 0));
    return new Answer("200 OK", etag(card.version()), card.text());
  }

  private static String etag(int version) {
    return "ETag: \"" + version + "\"\r\n";
  }

  private String ofBook() {
    return "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>"
        + "<d:displayname>Contacts</d:displayname><s:getctag>"
        + state
        + "</s:getctag>"
        + token()
        + "<d:supported-report-set><d:supported-report><d:report><d:sync-collection/></d:report>"
        + "</d:supported-report></d:supported-report-set>";
  }

  private String token() {
    return "<d:sync-token>state:" + state + "</d:sync-token>";
  }

  private String report(String body) {
    if (body.contains("sync-collection")) {
      String since = body.replaceAll("(?s).*state:(\\d+).*|.*", "$1");
      int from = since.isEmpty() ? 0 : Integer.parseInt(since);
      return cards.entrySet().stream()
              .filter(card -> card.getValue().version() > from)
              .map(card -> response(card.getKey(), tag(card.getValue())))
              .collect(Collectors.joining())
          + token();
    }
    return cards.entrySet().stream()
        .filter(card -> body.contains(card.getKey()))
        .map(
            card ->
                response(
                    card.getKey(),
                    tag(card.getValue())
                        + "<c:address-data>"
                        + card.getValue().text().replace("&", "&amp;").replace("<", "&lt;")
                        + "</c:address-data>"))
        .collect(Collectors.joining());
  }

  private static String tag(Card card) {
    return "<d:getetag>\"" + card.version() + "\"</d:getetag>";
  }

  private static Answer listing(String responses) {
    return new Answer(
        "207 Multi-Status",
        "Content-Type: text/xml; charset=utf-8\r\n",
        BEGIN + responses + "</d:multistatus>");
  }

  private static String response(String href, String properties) {
    return "<d:response><d:href>"
        + href
        + "</d:href><d:propstat><d:prop>"
        + properties
        + "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>";
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
