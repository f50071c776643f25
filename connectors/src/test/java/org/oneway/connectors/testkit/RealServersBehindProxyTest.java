// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a real server tells a client behind the proxy leads back to the proxy. */
final class RealServersBehindProxyTest {
  private static final String FOLDER =
      "<mkcol xmlns='DAV:'><set><prop><resourcetype><collection/>"
          + "<addressbook xmlns='urn:ietf:params:xml:ns:carddav'/>"
          + "</resourcetype></prop></set></mkcol>";
  private static final String LISTING =
      "<propfind xmlns='DAV:'><prop><getetag/><current-user-principal/><owner/></prop></propfind>";

  @ParameterizedTest
  @CsvSource({
    "radicale, alice/, 201",
    "xandikos, alice/contacts/, 405",
    "cyrus, dav/addressbooks/user/alice/, 201",
    "davical, alice/, 200",
    "apache, '', 201",
    "rclone, '', 201"
  })
  void addressesMovesAndListingsStayBehindTheProxy(String name, String home, int moved)
      throws Exception {
    RealServer server = RealServer.running(name);
    try (RecordingProxy proxy = RecordingProxy.before(server.url())) {
      URI book = proxy.url(home + UUID.randomUUID() + "/");
      boolean files = name.equals("apache") || name.equals("rclone");
      assertThat(send(server, "MKCOL", book, files ? "" : FOLDER).statusCode()).isEqualTo(201);
      assertThat(send(server, "PUT", book.resolve("a.vcf"), card()).statusCode()).isEqualTo(201);
      HttpResponse<String> move =
          send(server, "MOVE", book.resolve("a.vcf"), "", "Destination", book + "b.vcf");
      assertThat(move.statusCode()).isEqualTo(moved);
      HttpResponse<String> listing = send(server, "PROPFIND", book, LISTING, "Depth", "1");
      assertThat(listing.statusCode()).isEqualTo(207);
      assertThat(listing.body())
          .contains(moved == 405 ? "a.vcf" : "b.vcf")
          .doesNotContain(":" + server.url().getPort());
      assertThat(proxy.requests())
          .extracting(RecordingProxy.Request::method)
          .containsExactly("MKCOL", "PUT", "MOVE", "PROPFIND");
      send(server, "DELETE", book, "");
      assertThat(proxy.writes()).hasSize(4);
    }
  }

  @ParameterizedTest
  @CsvSource({"radicale, 301", "xandikos, 302", "cyrus, 301"})
  void theWellKnownAddressLeadsBehindTheProxy(String name, int status) throws Exception {
    RealServer server = RealServer.running(name);
    try (RecordingProxy proxy = RecordingProxy.before(server.url())) {
      URI wellKnown = proxy.url("/.well-known/carddav");
      HttpResponse<String> reply = send(server, "PROPFIND", wellKnown, LISTING, "Depth", "0");
      assertThat(reply.statusCode()).isEqualTo(status);
      assertThat(wellKnown.resolve(reply.headers().firstValue("Location").orElseThrow()))
          .hasAuthority(wellKnown.getAuthority());
    }
  }

  private static String card() {
    return "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:behind-proxy\r\nFN:A B\r\nN:B;A;;;\r\nEND:VCARD\r\n";
  }

  private static HttpResponse<String> send(
      RealServer server, String method, URI address, String body, String... fields)
      throws IOException, InterruptedException {
    String secret = server.username() + ":" + server.password();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", body.startsWith("<") ? "application/xml" : "text/vcard")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    if (fields.length > 0) {
      request.headers(fields);
    }
    // A client of its own, because the JDK's takes connections of HTTP/1.0 for kept.
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request.build(), BodyHandlers.ofString());
  }
}
