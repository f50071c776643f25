// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One address book at a CardDAV server in this process, whose answers come late, as from far away.
 * Keeps what it is given as it is, knows what changed since each of its states, and counts what it
 * is asked.
 */
final class DelayedBook implements AutoCloseable {
  private static final String HOME = "/ada/";
  private static final String BOOK = "/ada/contacts/";
  private static final Pattern HREF = Pattern.compile("<(?:\\w+:)?href[^>]*>([^<]+)</");
  private static final Pattern TOKEN = Pattern.compile("<(?:\\w+:)?sync-token[^>]*>([^<]*)</");
  private static final Set<String> WRITES = Set.of("PUT", "DELETE", "MKCOL", "PROPPATCH", "MOVE");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Duration delay;
  private final Map<String, Card> cards = new LinkedHashMap<>();
  private final Map<String, Long> changed = new LinkedHashMap<>();
  private final Map<String, Integer> asked = new TreeMap<>();
  private long state = 1;

  private record Card(String text, long version) {}

  private DelayedBook(HttpServer server, Duration delay) {
    this.server = server;
    this.delay = delay;
  }

  /** An empty address book whose answers take this much longer. */
  static DelayedBook start(Duration delay) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    DelayedBook book = new DelayedBook(server, delay);
    server.setExecutor(book.threads);
    server.createContext("/", book::handle);
    server.start();
    return book;
  }

  /** Where the user's address books are. */
  URI home() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + HOME);
  }

  /** Where the address book is. */
  URI book() {
    return home().resolve(BOOK);
  }

  synchronized int size() {
    return cards.size();
  }

  /** Empties it, and forgets what it was asked. */
  synchronized void clear() {
    cards.clear();
    changed.clear();
    asked.clear();
    state++;
  }

  /** Requests that write and requests that do not since this was last called. */
  synchronized int[] takeCounts() {
    int[] counts = new int[2];
    asked.forEach((method, count) -> counts[WRITES.contains(method) ? 0 : 1] += count);
    asked.clear();
    return counts;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Thread.sleep(delay.toMillis());
      Answer answer = answer(exchange, body);
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Answer(int status, Map<String, String> headers, String body) {
    static Answer of(int status) {
      return new Answer(status, Map.of(), "");
    }

    static Answer listing(String responses) {
      String text =
          "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<d:multistatus xmlns:d=\"DAV:\""
              + " xmlns:c=\"urn:ietf:params:xml:ns:carddav\""
              + " xmlns:s=\"http://calendarserver.org/ns/\">"
              + responses
              + "</d:multistatus>";
      return new Answer(207, Map.of("Content-Type", "application/xml; charset=utf-8"), text);
    }
  }

  private synchronized Answer answer(HttpExchange exchange, byte[] body) {
    String method = exchange.getRequestMethod();
    asked.merge(method, 1, Integer::sum);
    String path = exchange.getRequestURI().getRawPath();
    return switch (method) {
      case "PROPFIND" -> properties(path, exchange.getRequestHeaders().getFirst("Depth"));
      case "REPORT" -> report(new String(body, StandardCharsets.UTF_8));
      case "PUT" -> put(path, body, exchange);
      case "DELETE" -> delete(path);
      case "GET" -> get(path);
      case "OPTIONS" -> new Answer(200, Map.of("DAV", "1, 3, addressbook"), "");
      default -> Answer.of(405);
    };
  }

  private Answer properties(String path, String depth) {
    StringBuilder out = new StringBuilder();
    boolean isBook = path.equals(BOOK) || BOOK.equals(path + "/");
    if (!isBook) {
      out.append(response(HOME, "<d:resourcetype><d:collection/></d:resourcetype>" + principal()));
    }
    if (isBook || "1".equals(depth)) {
      out.append(response(BOOK, ofBook()));
    }
    if (isBook && "1".equals(depth)) {
      cards.forEach((href, card) -> out.append(response(href, etag(card) + "<d:resourcetype/>")));
    }
    return Answer.listing(out.toString());
  }

  private static String principal() {
    return "<d:current-user-principal><d:href>"
        + HOME
        + "</d:href></d:current-user-principal><c:addressbook-home-set><d:href>"
        + HOME
        + "</d:href></c:addressbook-home-set>";
  }

  private String ofBook() {
    return principal()
        + "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>"
        + "<d:displayname>Contacts</d:displayname><s:getctag>"
        + state
        + "</s:getctag><d:sync-token>state:"
        + state
        + "</d:sync-token><d:supported-report-set><d:supported-report><d:report>"
        + "<d:sync-collection/></d:report></d:supported-report></d:supported-report-set>";
  }

  private static String response(String href, String properties) {
    return "<d:response><d:href>"
        + href
        + "</d:href><d:propstat><d:prop>"
        + properties
        + "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>";
  }

  private static String etag(Card card) {
    return "<d:getetag>\"" + card.version() + "\"</d:getetag>";
  }

  private Answer report(String body) {
    StringBuilder out = new StringBuilder();
    if (body.contains("sync-collection")) {
      Matcher token = TOKEN.matcher(body);
      String since = token.find() ? token.group(1) : "";
      long from = since.isEmpty() ? 0 : Long.parseLong(since.substring("state:".length()));
      changed.forEach(
          (href, when) -> {
            Card card = cards.get(href);
            if (card != null && when > from) {
              out.append(response(href, etag(card)));
            } else if (when > from && from > 0) {
              out.append("<d:response><d:href>")
                  .append(href)
                  .append("</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>");
            }
          });
      out.append("<d:sync-token>state:").append(state).append("</d:sync-token>");
      return Answer.listing(out.toString());
    }
    Matcher hrefs = HREF.matcher(body);
    while (hrefs.find()) {
      Card card = cards.get(hrefs.group(1));
      if (card != null) {
        String data =
            "<c:address-data>"
                + card.text().replace("&", "&amp;").replace("<", "&lt;")
                + "</c:address-data>";
        out.append(response(hrefs.group(1), etag(card) + data));
      }
    }
    return Answer.listing(out.toString());
  }

  private Answer put(String path, byte[] body, HttpExchange exchange) {
    boolean isThere = cards.containsKey(path);
    String mustMatch = exchange.getRequestHeaders().getFirst("If-Match");
    if ((isThere && exchange.getRequestHeaders().containsKey("If-None-Match"))
        || (mustMatch != null && !isThere)) {
      return Answer.of(412);
    }
    state++;
    cards.put(path, new Card(new String(body, StandardCharsets.UTF_8), state));
    changed.put(path, state);
    return new Answer(isThere ? 204 : 201, Map.of("ETag", "\"" + state + "\""), "");
  }

  private Answer delete(String path) {
    if (cards.remove(path) == null) {
      return Answer.of(404);
    }
    state++;
    changed.put(path, state);
    return Answer.of(204);
  }

  private Answer get(String path) {
    Card card = cards.get(path);
    return card == null
        ? Answer.of(404)
        : new Answer(200, Map.of("ETag", "\"" + card.version() + "\""), card.text());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
