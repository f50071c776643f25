// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class RecordingProxyTest {
  private static final byte[] BODY =
      "a body that is long\r\n\r\n".repeat(5_000).getBytes(StandardCharsets.UTF_8);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Set<InetSocketAddress> clientsSeen = ConcurrentHashMap.newKeySet();
  private HttpServer server;
  private RecordingProxy proxy;

  @BeforeEach
  void aServerBehindAProxy() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::echo);
    server.start();
    proxy = RecordingProxy.before(URI.create("http://127.0.0.1:" + port() + "/dav/"));
  }

  @AfterEach
  void close() {
    proxy.close();
    server.stop(0);
  }

  @Test
  void theAddressIsTheServersByWayOfTheProxy() {
    assertThat(proxy.url().getPath()).isEqualTo("/dav/");
    assertThat(proxy.url().getPort()).isNotEqualTo(port());
    assertThat(proxy.url("a%20b").getRawPath()).isEqualTo("/dav/a%20b");
    assertThat(proxy.url("/c").getRawPath()).isEqualTo("/c");
    assertThat(proxy.url("c").getRawAuthority()).isEqualTo(proxy.url().getRawAuthority());
  }

  @Test
  void bodiesPassUnchangedWhetherOfKnownLengthOrNot() throws Exception {
    assertThat(send("PUT", "known", BodyPublishers.ofByteArray(BODY)).body()).isEqualTo(BODY);
    assertThat(send("PUT", "unknown", chunked()).body()).isEqualTo(BODY);
    assertThat(send("PUT", "chunked", BodyPublishers.ofByteArray(BODY)).body()).isEqualTo(BODY);
    assertThat(send("PUT", "empty", BodyPublishers.noBody()).body()).isEmpty();
  }

  @Test
  void whatWasAskedIsWrittenDownInOrder() throws Exception {
    send("PROPFIND", "", BodyPublishers.ofString("<propfind/>"));
    send("PUT", "a%20b?c", BodyPublishers.ofByteArray(BODY));
    send("HEAD", "status/304", BodyPublishers.noBody());
    send("DELETE", "status/204", BodyPublishers.noBody());

    assertThat(proxy.requests())
        .hasToString(
            "[PROPFIND /dav/ 200, PUT /dav/a%20b?c 200, HEAD /dav/status/304 304,"
                + " DELETE /dav/status/204 204]");
    assertThat(proxy.writes()).hasToString("[PUT /dav/a%20b?c 200, DELETE /dav/status/204 204]");

    proxy.forget();

    assertThat(proxy.requests()).isEmpty();
  }

  @Test
  void aConnectionIsKeptForTheNextRequest() throws Exception {
    for (int request = 0; request < 5; request++) {
      send("GET", "again", BodyPublishers.noBody());
    }

    assertThat(clientsSeen).hasSize(1);
  }

  @Test
  void theServerSeesTheHostThatTheClientNamed() throws Exception {
    assertThat(send("GET", "host", BodyPublishers.noBody()).body())
        .asString()
        .isEqualTo(proxy.url().getRawAuthority());
  }

  @Test
  void aLocationAtTheServerLeadsToTheProxyAndAnyOtherWhereItLed() throws Exception {
    String atServer = "http://127.0.0.1:" + port() + "/dav/x%20y";

    assertThat(location(atServer)).isEqualTo(proxy.url("x%20y").toString());
    assertThat(location("/elsewhere")).isEqualTo("/elsewhere");
    assertThat(location("http://example.org/")).isEqualTo("http://example.org/");
  }

  @Test
  void repliesComeLaterByTheLatency() throws Exception {
    proxy.delayedBy(Duration.ofMillis(40));
    long before = System.nanoTime();

    send("GET", "a", BodyPublishers.noBody());
    send("GET", "b", BodyPublishers.noBody());

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(80));
  }

  @Test
  void aReplyThatEndsWithTheConnectionIsWhole() throws Exception {
    assertThat(fromRawServer("HTTP/1.0 200 OK\r\nServer: raw\r\n\r\nto the end").body())
        .asString()
        .isEqualTo("to the end");
  }

  @Test
  void aReplyThatBreaksOffBreaksOffForTheClientToo() {
    assertThatThrownBy(() -> fromRawServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut off"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aRequestWithoutReplyIsWrittenDownAsWell() {
    assertThatThrownBy(() -> fromRawServer("")).isInstanceOf(IOException.class);
    assertThat(proxy.requests().get(0)).hasToString("PUT /raw 0");
  }

  @Test
  void beforeAServerThatIsAwayTheConnectionEnds() {
    server.stop(0);

    assertThatThrownBy(() -> send("GET", "", BodyPublishers.noBody()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void onlyPlainAddressesWithAPortAreTaken() {
    assertThatThrownBy(() -> RecordingProxy.before(URI.create("https://127.0.0.1:1/")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Asks for {@code /raw} of a server that answers its only request with these bytes. */
  private HttpResponse<byte[]> fromRawServer(String bytes) throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      proxy.close();
      proxy = RecordingProxy.before(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/"));
      Thread answering = new Thread(() -> answerOnce(socket, bytes));
      answering.start();
      try {
        return send("PUT", "raw", BodyPublishers.ofString("x"));
      } finally {
        answering.join();
      }
    }
  }

  private static void answerOnce(ServerSocket socket, String bytes) {
    try (Socket connection = socket.accept()) {
      ProxiedMessage request = ProxiedMessage.read(connection.getInputStream()).orElseThrow();
      request.passRequestBody(connection.getInputStream(), OutputStream.nullOutputStream());
      connection.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String location(String told) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(proxy.url("status/301")).header("X-Location", told).build();
    return client.send(request, BodyHandlers.discarding()).headers().firstValue("Location").get();
  }

  private HttpResponse<byte[]> send(String method, String path, BodyPublisher body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(proxy.url(path)).method(method, body).build(),
        BodyHandlers.ofByteArray());
  }

  private static BodyPublisher chunked() {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BODY));
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /** Answers with the body that came, or as the path asks. */
  private void echo(HttpExchange exchange) throws IOException {
    clientsSeen.add(exchange.getRemoteAddress());
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (path.contains("/status/")) {
      Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Location"))
          .ifPresent(told -> exchange.getResponseHeaders().add("Location", told));
      exchange.sendResponseHeaders(Integer.parseInt(path.substring(path.length() - 3)), -1);
    } else {
      byte[] reply =
          path.endsWith("/host")
              ? exchange.getRequestHeaders().getFirst("Host").getBytes(StandardCharsets.UTF_8)
              : body;
      boolean unknown = path.endsWith("/chunked");
      exchange.sendResponseHeaders(200, unknown ? 0 : reply.length == 0 ? -1 : reply.length);
      exchange.getResponseBody().write(reply);
    }
    exchange.close();
  }
}
