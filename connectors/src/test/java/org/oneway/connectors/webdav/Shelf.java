// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.oneway.connectors.testkit.RealServer;

/** A directory of its own at a real server, and what another program does there. */
final class Shelf {
  private final RealServer server;
  private final URI root;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Shelf(RealServer server, URI root) {
    this.server = server;
    this.root = root;
  }

  /** A directory that is not there yet. */
  static Shelf of(RealServer server) {
    String home = server.name().equals("cyrus") ? "dav/drive/user/alice/" : "";
    return new Shelf(server, server.url().resolve(home + "oneway-" + UUID.randomUUID() + "/"));
  }

  RealServer server() {
    return server;
  }

  URI root() {
    return root;
  }

  /** The same directory by way of another address of the server. */
  URI root(URI otherServer) {
    return otherServer.resolve(root.getRawPath());
  }

  private URI at(String path) {
    String encoded =
        Arrays.stream(path.split("/", -1))
            .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
    return URI.create(root + encoded);
  }

  /** Makes the directory. */
  Shelf made() {
    directory("");
    return this;
  }

  void directory(String path) {
    send("MKCOL", path.isEmpty() ? root : at(path + "/"), new byte[0], 201);
  }

  void put(String path, byte[] bytes) {
    send("PUT", at(path), bytes, 201, 204);
  }

  void put(String path, String text) {
    put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts files, with the directories that they need. */
  void putAll(Map<String, byte[]> files) {
    files.keySet().stream()
        .filter(path -> path.contains("/"))
        .map(path -> path.substring(0, path.lastIndexOf('/')))
        .flatMap(Shelf::andAbove)
        .distinct()
        .sorted()
        .forEach(this::directory);
    files.forEach(this::put);
  }

  private static Stream<String> andAbove(String directory) {
    return Stream.iterate(
        directory,
        path -> !path.isEmpty(),
        path -> path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "");
  }

  void move(String from, String to) {
    HttpRequest.Builder request = request("MOVE", at(from), new byte[0]);
    request.header("Destination", at(to).toString());
    expect(request.build(), 201, 204);
  }

  void delete(String path) {
    send("DELETE", at(path), new byte[0], 204, 200);
  }

  /** Takes the directory away; Cyrus says 404 or 500 to that and does it all the same. */
  void close() {
    send("DELETE", root, new byte[0], 204, 200, 404, 500);
  }

  /** The bytes of a file; empty text where it is not there. */
  byte[] get(String path) {
    return expect(request("GET", at(path), new byte[0]).build(), 200).body();
  }

  String text(String path) {
    return new String(get(path), StandardCharsets.UTF_8);
  }

  boolean has(String path) {
    return expect(request("HEAD", at(path), new byte[0]).build(), 200, 404).statusCode() == 200;
  }

  private void send(String method, URI uri, byte[] body, int... wanted) {
    expect(request(method, uri, body).build(), wanted);
  }

  private HttpRequest.Builder request(String method, URI uri, byte[] body) {
    String secret = server.username() + ":" + server.password();
    return HttpRequest.newBuilder(uri)
        .method(
            method,
            body.length == 0 && !method.equals("PUT")
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(body))
        .header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
  }

  private HttpResponse<byte[]> expect(HttpRequest request, int... wanted) {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      if (Arrays.stream(wanted).noneMatch(status -> status == response.statusCode())) {
        throw new AssertionError(
            request.method() + " " + request.uri() + ": " + response.statusCode());
      }
      return response;
    } catch (IOException e) {
      throw new AssertionError(request.method() + " " + request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
