// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.oneway.connectors.testkit.ScriptedClient.card;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.connectors.testkit.ScriptedSending.End;

/** What the fault script says happens, and only to the requests it means. */
class ScriptedFaultsTest {
  private final ScriptedServer server = ScriptedServer.start();
  private final ScriptedClient client = ScriptedClient.of(server);
  private final ScriptedCollection book = server.tree().addressBook("Friends");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_rule_answers_the_requests_it_counts() throws Exception {
    ScriptedRule rule =
        server.faults().on("GET").at(book.path()).after(1).once().answer(503, "Retry-After", "2");
    assertThat(client.send("GET", book.path(), "").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = client.send("GET", book.path(), "");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("2");
    assertThat(client.send("GET", book.path(), "").statusCode()).isEqualTo(200);
    assertThat(rule.met()).isEqualTo(1);
  }

  @Test
  void a_lost_reply_is_of_a_request_that_was_carried_out() throws Exception {
    server.faults().on("PUT").once().loseReply();
    assertThatThrownBy(() -> client.send("PUT", book.href("a.vcf"), card("a", "Ann")))
        .isInstanceOf(IOException.class);
    assertThat(book.names()).containsExactly("a.vcf");
    assertThat(server.log().of("PUT").get(0).status()).isEqualTo(201);
  }

  @Test
  void a_dropped_request_is_not_carried_out() {
    server.faults().on("PUT").drop(End.CLOSE_UNSENT);
    assertThatThrownBy(() -> client.send("PUT", book.href("a.vcf"), card("a", "Ann")))
        .isInstanceOf(IOException.class);
    assertThat(book.names()).isEmpty();
  }

  @Test
  void a_body_cut_short_is_no_body_for_a_careful_client() {
    book.put("a.vcf", card("a", "Ann"));
    server.faults().on("GET").once().change(ScriptedDamage.cut(10));
    assertThatThrownBy(() -> client.send("GET", book.href("a.vcf"), ""))
        .isInstanceOf(IOException.class);
    server.faults().on("GET").once().change(ScriptedDamage.cutChunked(10));
    assertThatThrownBy(() -> client.send("GET", book.href("a.vcf"), ""))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_reply_in_chunks_or_without_length_is_whole() throws Exception {
    String whole = card("a", "A".repeat(5000));
    book.put("a.vcf", whole);
    server.faults().on("GET").once().change(ScriptedDamage.chunked());
    assertThat(client.send("GET", book.href("a.vcf"), "").body()).isEqualTo(whole);
    server.faults().on("GET").once().change(ScriptedDamage.http10());
    assertThat(client.send("GET", book.href("a.vcf"), "").body()).isEqualTo(whole);
  }

  @Test
  void what_hangs_goes_on_when_the_gate_opens() throws Exception {
    ScriptedGate gate = server.faults().on("PUT").once().hang();
    CompletableFuture<HttpResponse<String>> put =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return client.send("PUT", book.href("a.vcf"), card("a", "Ann"));
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    gate.awaitArrival();
    assertThat(book.names()).isEmpty();
    gate.open();
    assertThat(put.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
  }

  @Test
  void a_listing_goes_out_with_other_entries() throws Exception {
    book.put("a.vcf", card("a", "Ann"));
    server
        .faults()
        .on("REPORT")
        .relist(entries -> entries.replaceAll(entry -> entry.href("http://evil.example/a.vcf")));
    assertThat(client.changes(book, "", 0).body()).contains("http://evil.example/a.vcf");
  }

  @Test
  void hostile_xml_is_put_into_what_was_a_listing() throws Exception {
    book.put("a.vcf", card("a", "Ann"));
    server.faults().on("REPORT").once().change(ScriptedHostility.externalEntity("file:///x"));
    assertThat(client.changes(book, "", 0).body())
        .contains("<!DOCTYPE root [<!ENTITY x SYSTEM \"file:///x\">]>", "<d:href>&x;/dav/");
    server.faults().on("REPORT").once().change(ScriptedHostility.hugeAttribute(5));
    assertThat(client.changes(book, "", 0).body()).contains(" huge=\"aaaaa\"><d:response>");
  }

  @Test
  void a_script_that_fails_is_told_at_the_end() {
    ScriptedServer broken = ScriptedServer.start();
    broken.faults().on("GET").change(reply -> reply.relisted(entries -> {}));
    assertThatThrownBy(() -> ScriptedClient.of(broken).send("GET", "/dav/", ""))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(broken::close).hasMessage("the script failed");
  }

  @Test
  void another_client_may_edit_before_the_request_is_handled() throws Exception {
    book.put("a.vcf", card("a", "Ann"));
    server.faults().on("PUT").once().first(() -> book.put("a.vcf", card("a", "Anna")));
    String etag = "\"" + book.item("a.vcf").orElseThrow().revision() + "\"";
    assertThat(
            client
                .send("PUT", book.href("a.vcf"), card("a", "Annie"), "If-Match", etag)
                .statusCode())
        .isEqualTo(412);
  }

  @Test
  void a_certificate_is_trusted_by_who_knows_it_and_only_for_its_host(@TempDir Path directory)
      throws Exception {
    ScriptedCertificate good = ScriptedCertificate.good(directory);
    try (ScriptedServer secure = ScriptedServer.start(good)) {
      assertThat(trusting(secure, good).send("OPTIONS", "/dav/", "").statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> ScriptedClient.of(secure).send("OPTIONS", "/dav/", ""))
          .isInstanceOf(SSLHandshakeException.class);
    }
    ScriptedCertificate other = ScriptedCertificate.wrongHost(directory);
    try (ScriptedServer secure = ScriptedServer.start(other)) {
      assertThatThrownBy(() -> trusting(secure, other).send("OPTIONS", "/dav/", ""))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  private static ScriptedClient trusting(ScriptedServer server, ScriptedCertificate certificate)
      throws Exception {
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    known.setCertificateEntry("server", certificate.certificate());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new ScriptedClient(server, HttpClient.newBuilder().sslContext(context).build());
  }

  @Test
  void a_port_that_chooses_old_tls_is_refused_before_anything_is_said() throws Exception {
    try (ScriptedPort port = ScriptedPort.oldTls()) {
      HttpClient http = HttpClient.newHttpClient();
      URI uri = URI.create("https://127.0.0.1:" + port.port() + "/");
      assertThatThrownBy(
              () -> http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("TLS11");
    }
  }
}
