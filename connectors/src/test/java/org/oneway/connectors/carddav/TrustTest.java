// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.carddav.Cards.fill;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.testkit.ScriptedCertificate;
import org.oneway.connectors.testkit.ScriptedPort;
import org.oneway.connectors.testkit.ScriptedServer;
import org.oneway.engine.store.StoreException;

/** Connections that can be trusted, and those that cannot. */
class TrustTest {
  @TempDir private Path scratch;
  private Mirror mirror;

  @BeforeEach
  void open() {
    mirror = new Mirror(scratch);
    fill(mirror.from(), 1, 3);
    mirror
        .secret("auth.password", Canary.source("canary-password"))
        .atTarget("auth.username", "alice");
  }

  @AfterEach
  void close() {
    mirror.close();
  }

  private Optional<StoreException> troubleWith(ScriptedServer server) {
    mirror.atTarget("url", server.origin() + "/dav/");
    return mirror.sync().trouble();
  }

  static Stream<Named<Function<Path, ScriptedCertificate>>> unknown() {
    return Stream.of(
        Named.of("self-signed", ScriptedCertificate::good),
        Named.of("expired", ScriptedCertificate::expired),
        Named.of("for another host", ScriptedCertificate::wrongHost));
  }

  @ParameterizedTest
  @MethodSource("unknown")
  @DisplayName("S19 a certificate that nobody vouches for is refused, and its print is shown")
  void refused(Function<Path, ScriptedCertificate> make) throws Exception {
    ScriptedCertificate certificate = make.apply(scratch);
    try (ScriptedServer server = ScriptedServer.start(certificate)) {
      Optional<StoreException> trouble = troubleWith(server);
      assertThat(trouble).get().isInstanceOf(StoreException.Untrusted.class);
      assertThat(trouble.orElseThrow()).hasMessageContaining(print(certificate, ":"));
      assertThat(server.log().all()).isEmpty();
    }
  }

  @Test
  @DisplayName("S19 an own authority makes a certificate good")
  void vouchedFor() throws Exception {
    ScriptedCertificate certificate = ScriptedCertificate.good(scratch);
    certificate.writePem(scratch.resolve("ca.pem"));
    mirror.atTarget("tls.ca-file", "ca.pem");
    try (ScriptedServer server = ScriptedServer.start(certificate)) {
      server.tree().addressBook(Mirror.FRIENDS);
      assertThat(troubleWith(server)).isEmpty();
      assertThat(server.tree().addressBook(Mirror.FRIENDS).items()).hasSize(3);
    }
  }

  static Stream<Named<Function<Path, ScriptedCertificate>>> bad() {
    return unknown().skip(1);
  }

  @ParameterizedTest
  @MethodSource("bad")
  @DisplayName("S19 no authority makes an expired certificate good, or one for another host")
  void vouchedForInVain(Function<Path, ScriptedCertificate> make) throws Exception {
    ScriptedCertificate certificate = make.apply(scratch);
    certificate.writePem(scratch.resolve("ca.pem"));
    mirror.atTarget("tls.ca-file", "ca.pem");
    try (ScriptedServer server = ScriptedServer.start(certificate)) {
      assertThat(troubleWith(server)).get().isInstanceOf(StoreException.Untrusted.class);
      assertThat(server.log().all()).isEmpty();
    }
  }

  @Test
  @DisplayName("S19 exactly the certificate that is named is trusted, and no other")
  void pinned() throws Exception {
    ScriptedCertificate own = ScriptedCertificate.wrongHost(scratch);
    ScriptedCertificate other = ScriptedCertificate.good(scratch);
    mirror.atTarget("tls.pin-sha256", print(own, ":"));
    try (ScriptedServer server = ScriptedServer.start(own)) {
      server.tree().addressBook(Mirror.FRIENDS);
      assertThat(troubleWith(server)).isEmpty();
    }
    try (ScriptedServer server = ScriptedServer.start(other)) {
      assertThat(troubleWith(server)).get().isInstanceOf(StoreException.Untrusted.class);
      assertThat(server.log().all()).isEmpty();
    }
  }

  private static String print(ScriptedCertificate certificate, String delimiter)
      throws GeneralSecurityException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(certificate.certificate().getEncoded());
    return HexFormat.ofDelimiter(delimiter).withUpperCase().formatHex(hash);
  }

  @Test
  @DisplayName("S19 a server that chooses TLS 1.1 is refused before anything is said")
  void oldTls() {
    try (ScriptedPort port = ScriptedPort.oldTls()) {
      mirror.atTarget("url", "https://127.0.0.1:" + port.port() + "/dav/");
      assertThat(mirror.sync().trouble()).get().isInstanceOf(StoreException.Untrusted.class);
      assertThat(port.received()).doesNotContain("PROPFIND", "canary");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://dav.example.invalid/",
        "http://192.0.2.1:8080/dav/",
        "http://127.0.0.1.example.invalid/",
        "http://localhost.example.invalid/",
        "http://[2001:db8::1]/dav/",
        "http://0x7f.1.example.invalid/"
      })
  @DisplayName("S19 http:// to another machine is refused before anybody is asked")
  void plain(String url) {
    mirror.atTarget("url", url);
    Mirror.Run run = mirror.sync();
    assertThat(run.trouble()).get().isInstanceOf(StoreException.Untrusted.class);
    assertThat(run.trouble().orElseThrow()).hasMessageContaining("not encrypted");
    assertThat(mirror.traced()).noneMatch(line -> line.contains("invalid"));
  }

  @Test
  @DisplayName("S19 a redirect from this machine to http:// at another is refused")
  void redirectedToPlain() {
    mirror.atTarget("hosts", "192.0.2.1");
    mirror.target().faults().on("*").answer(301, "Location", "http://192.0.2.1/dav/");
    assertThat(mirror.sync().trouble()).get().isInstanceOf(StoreException.Untrusted.class);
  }

  @Test
  @DisplayName("S19 http:// to this machine needs no leave")
  void loopback() {
    mirror.atTarget("url", "http://localhost:" + mirror.target().port() + "/dav/");
    assertThat(mirror.sync().trouble()).isEmpty();
    assertThat(mirror.names()).hasSize(3);
  }
}
