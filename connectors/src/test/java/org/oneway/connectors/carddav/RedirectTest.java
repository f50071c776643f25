// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.carddav.Cards.card;
import static org.oneway.connectors.carddav.Cards.fill;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.testkit.ScriptedCertificate;
import org.oneway.connectors.testkit.ScriptedDamage;
import org.oneway.connectors.testkit.ScriptedExchange;
import org.oneway.connectors.testkit.ScriptedNames;
import org.oneway.connectors.testkit.ScriptedReply;
import org.oneway.connectors.testkit.ScriptedServer;
import org.oneway.connectors.testkit.ScriptedSignIn;
import org.oneway.engine.store.StoreException;

/** Redirects, and the ways in which answers travel. */
class RedirectTest {
  private static final QName HOME_SET = ScriptedNames.card("addressbook-home-set");

  @TempDir private Path scratch;
  private Mirror mirror;

  @BeforeEach
  void open() {
    mirror = new Mirror(scratch);
    fill(mirror.from(), 1, 5);
  }

  @AfterEach
  void close() {
    mirror.close();
  }

  private void assertMirrored() {
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(mirror.names()).hasSize(5);
    assertThat(mirror.sync().writes()).isEmpty();
  }

  private void signIn() {
    mirror
        .secret("auth.password", Canary.source("correct horse"))
        .atSource("auth.username", "alice")
        .atTarget("auth.username", "alice");
    mirror.source().require(ScriptedSignIn.basic("alice", "correct horse"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  @DisplayName("F18 a redirect within the server keeps method and body, with the sign-in")
  void sameHost(int status) {
    signIn();
    mirror.atSource("url", mirror.source().origin() + "/old/");
    mirror
        .source()
        .faults()
        .on("*")
        .where(request -> request.path().startsWith("/old/"))
        .answer(status, "Location", "/dav/");
    assertMirrored();
  }

  @Test
  @DisplayName("F18 a home that was moved within the server is found in its new place")
  void movedHome() {
    for (ScriptedServer server : List.of(mirror.source(), mirror.target())) {
      String home = "<d:href>/dav/old/alice/</d:href>";
      server
          .faults()
          .on("PROPFIND")
          .relist(
              entries ->
                  entries.replaceAll(
                      e -> e.found().containsKey(HOME_SET) ? e.with(HOME_SET, home) : e));
      server
          .faults()
          .on("*")
          .where(request -> request.path().startsWith("/dav/old/"))
          .answer(
              request ->
                  ScriptedReply.of(
                      308, "Location", request.target().replace("/old/", "/addressbooks/")));
    }
    assertMirrored();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  @DisplayName("F18 a folder that answers only by redirects is read and written, or is a failure")
  void movedFolder(int status) {
    mirror.sync();
    fill(mirror.from(), 6, 9);
    mirror.from().remove("p1.vcf");
    for (ScriptedServer server : List.of(mirror.source(), mirror.target())) {
      String folder = server.tree().addressBook(Mirror.FRIENDS).path();
      server
          .faults()
          .on("*")
          .where(request -> request.target().startsWith(folder))
          .answer(
              request ->
                  ScriptedReply.of(
                      status, "Location", request.target().replace("Friends", "%46riends")));
    }
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(mirror.names()).hasSize(8).doesNotContainKey("p1").containsKey("p9");
    assertThat(mirror.sync().writes()).allMatch(write -> write.status() == status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dav/", "/elsewhere/"})
  @DisplayName("F18 redirects that go round in circles end, and say so")
  void loop(String to) {
    mirror.source().faults().on("*").at("/dav/").answer(301, "Location", to);
    mirror.source().faults().on("*").at("/elsewhere/").answer(301, "Location", "/dav/");
    Mirror.Run run = mirror.sync();
    assertThat(run.read().size()).isLessThan(30);
    assertThat(run.trouble()).get().isInstanceOf(StoreException.class);
    assertThat(run.trouble().orElseThrow()).hasMessageContaining("circles");
    assertThat(run.writes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://[", "://", "\u0001", "http:///nowhere"})
  @DisplayName("F18 a redirect to nowhere is a clean failure")
  void nowhere(String location) {
    mirror.source().faults().on("*").answer(301, "Location", location);
    Mirror.Run run = mirror.sync();
    assertThat(run.trouble())
        .get()
        .isInstanceOfAny(StoreException.NoService.class, StoreException.InputRefused.class)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("mailhost")
        .doesNotContain("null");
    assertThat(run.writes()).isEmpty();
  }

  @Test
  @DisplayName("F18 HTTP/1.0, where the end of the connection is the end of the answer, is read")
  void http10() {
    mirror.source().faults().on("*").change(ScriptedDamage.http10());
    mirror.target().faults().on("*").change(ScriptedDamage.http10());
    assertMirrored();
  }

  @Test
  @DisplayName("F18 compressed and chunked answers are read")
  void compressed() {
    mirror.source().quirks().compresses();
    mirror.target().quirks().compresses();
    mirror.source().faults().on("*").change(ScriptedDamage.chunked());
    assertMirrored();
    assertThat(mirror.source().log().of("PROPFIND"))
        .allSatisfy(each -> assertThat(each.header("Accept-Encoding").orElse("")).contains("gzip"));
  }

  @Test
  @DisplayName("F18 octets that are not of the charset they are said to be end cleanly")
  void wrongCharset() {
    mirror.sync();
    mirror.from().put("p1.vcf", card("p1", "Jürgen Größe"));
    mirror
        .source()
        .faults()
        .on("REPORT")
        .saying("multiget")
        .change(ScriptedDamage.octetsIn(StandardCharsets.ISO_8859_1));
    mirror.source().faults().on("GET").change(ScriptedDamage.octetsIn(StandardCharsets.ISO_8859_1));
    Mirror.Run run = mirror.sync();
    assertThat(run.writes("DELETE")).isEmpty();
    assertThat(mirror.names()).hasSize(5);
    mirror.source().faults().clear();
    mirror.sync();
    assertThat(mirror.sync().writes()).isEmpty();
  }

  @Test
  @DisplayName(
      "F18 a listing in another charset than it says is not understood, and deletes nothing")
  void wrongCharsetOfListing() {
    mirror.sync();
    mirror.from().put("grün.vcf", card("gruen", "Grün"));
    mirror.source().faults().on("REPORT").change(ScriptedDamage.octetsIn(StandardCharsets.UTF_16));
    Mirror.Run run = mirror.sync();
    assertThat(run.writes("DELETE")).isEmpty();
    assertThat(mirror.names()).hasSizeGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  @DisplayName("S18 a redirect to another server is refused, and nothing is asked there")
  void anotherServer(int status) {
    signIn();
    try (ScriptedServer other = ScriptedServer.start()) {
      mirror
          .source()
          .faults()
          .on("*")
          .where(request -> request.path().startsWith("/dav/"))
          .answer(status, "Location", other.origin() + "/dav/");
      Mirror.Run run = mirror.sync();
      assertThat(run.trouble()).get().isInstanceOf(StoreException.InputRefused.class);
      assertThat(run.trouble().orElseThrow()).hasMessageContaining("another server");
      assertThat(other.log().all()).isEmpty();
      assertThat(run.writes()).isEmpty();
    }
  }

  @Test
  @DisplayName("S18 a write that is redirected to another server goes nowhere")
  void redirectedWrite() {
    signIn();
    try (ScriptedServer other = ScriptedServer.start()) {
      mirror
          .target()
          .faults()
          .on("PUT")
          .answer(request -> ScriptedReply.of(307, "Location", other.origin() + request.target()));
      Mirror.Run run = mirror.sync();
      assertThat(run.trouble()).isPresent();
      assertThat(other.log().all()).isEmpty();
      assertThat(mirror.names()).isEmpty();
    }
  }

  @Test
  @DisplayName("S18 a host that the configuration names may be redirected to")
  void allowedHost() {
    signIn();
    mirror.atSource("hosts", "localhost");
    mirror
        .source()
        .faults()
        .on("*")
        .where(
            request ->
                request.path().equals("/dav/")
                    && request.headers().first("Host").orElse("").startsWith("127."))
        .answer(301, "Location", "http://localhost:" + mirror.source().port() + "/dav/");
    assertMirrored();
  }

  @Test
  @DisplayName("S18 from https to http nothing follows, not even to the same host")
  void downgrade() throws Exception {
    ScriptedCertificate certificate = ScriptedCertificate.good(scratch);
    Path authority = certificate.writePem(scratch.resolve("ca.pem"));
    signIn();
    try (ScriptedServer secure = ScriptedServer.start(certificate)) {
      mirror.atSource("url", secure.origin() + "/dav/").atSource("tls.ca-file", "ca.pem");
      mirror.atSource("hosts", "127.0.0.1");
      assertThat(authority).exists();
      secure.faults().on("*").answer(301, "Location", mirror.source().origin() + "/dav/");
      Mirror.Run run = mirror.sync();
      assertThat(run.trouble()).get().isInstanceOf(StoreException.class);
      assertThat(secure.log().all()).isNotEmpty();
      assertThat(run.read()).isEmpty();
    }
  }

  @Test
  @DisplayName("S18 a cookie that a server sets is given to nobody")
  void cookies() {
    mirror
        .source()
        .faults()
        .on("*")
        .change(ScriptedDamage.with("Set-Cookie", "session=canary; Path=/"));
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(mirror.source().log().raw() + mirror.target().log().raw())
        .doesNotContain("Cookie", "canary");
    assertThat(run.read()).extracting(ScriptedExchange::status).contains(207);
  }
}
