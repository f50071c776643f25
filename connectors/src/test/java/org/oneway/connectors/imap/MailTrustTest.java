// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.testkit.ScriptedCertificate;
import org.oneway.connectors.testkit.ScriptedPort;
import org.oneway.engine.item.Folder;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;

/** Certificates of mail servers that can be trusted, and those that cannot. */
final class MailTrustTest {
  private static final String PIN = "tls.pin-sha256";
  private static final String AUTHORITY = "tls.ca-file";

  @TempDir private Path scratch;

  private SourceStore open(String url, String key, String value) throws StoreException {
    Map<String, String> all = new HashMap<>(Map.of("auth.username", "ada", "url", url));
    all.put(key, value);
    return new ImapConnector()
        .openSource(
            new StoreSettings(
                "mail",
                scratch,
                all,
                Map.of("auth.password", Delivery.secret("s.e.c.r.e.t")),
                () -> Instant.EPOCH));
  }

  private ScriptedCertificate certificate(String what) {
    return switch (what) {
      case "good" -> ScriptedCertificate.good(scratch);
      case "expired" -> ScriptedCertificate.expired(scratch);
      default -> ScriptedCertificate.wrongHost(scratch);
    };
  }

  private static String print(ScriptedCertificate certificate) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(certificate.certificate().getEncoded());
    return HexFormat.of().formatHex(hash);
  }

  private void requireRefusal(EncryptedServer server, String key, String value) throws Exception {
    try (SourceStore store = open(server.url(), key, value)) {
      assertThatThrownBy(store::folders).isInstanceOf(StoreException.Untrusted.class);
    }
    assertThat(server.heard()).doesNotContain("AUTHENTICATE", "LOGIN");
  }

  private void requireFolders(EncryptedServer server, String key, String value) throws Exception {
    try (SourceStore store = open(server.url(), key, value)) {
      assertThat(store.folders()).extracting(Folder::name).containsExactly("INBOX");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"imaps", "imap"})
  @DisplayName("S19 an own authority makes a certificate good, and no other")
  void vouchedFor(String scheme) throws Exception {
    ScriptedCertificate own = certificate("good");
    own.writePem(scratch.resolve("ca.pem"));
    certificate("wrongHost").writePem(scratch.resolve("other.pem"));
    try (EncryptedServer server = new EncryptedServer(own, scheme)) {
      requireRefusal(server, AUTHORITY, "other.pem");
    }
    try (EncryptedServer server = new EncryptedServer(own, scheme)) {
      requireFolders(server, AUTHORITY, "ca.pem");
    }
  }

  @ParameterizedTest
  @CsvSource({"expired, imaps", "expired, imap", "wrongHost, imaps", "wrongHost, imap"})
  @DisplayName("S19 no authority makes an expired certificate good, or one for another host")
  void vouchedForInVain(String what, String scheme) throws Exception {
    ScriptedCertificate certificate = certificate(what);
    certificate.writePem(scratch.resolve("ca.pem"));
    try (EncryptedServer server = new EncryptedServer(certificate, scheme)) {
      requireRefusal(server, AUTHORITY, "ca.pem");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"imaps", "imap"})
  @DisplayName("S19 exactly the certificate that is named is trusted, whatever is in it")
  void pinned(String scheme) throws Exception {
    ScriptedCertificate named = certificate("wrongHost");
    try (EncryptedServer server = new EncryptedServer(named, scheme)) {
      requireFolders(server, PIN, print(named));
    }
    try (EncryptedServer server = new EncryptedServer(certificate("good"), scheme)) {
      requireRefusal(server, PIN, print(named));
    }
  }

  @Test
  @DisplayName("S19 a server that chooses TLS 1.1 is refused before anything is said")
  void oldTls() throws Exception {
    try (ScriptedPort port = ScriptedPort.oldTls();
        SourceStore store = open("imaps://127.0.0.1:" + port.port(), "timeouts.read", "5s")) {
      assertThatThrownBy(store::folders).isInstanceOf(StoreException.Untrusted.class);
      assertThat(port.received()).doesNotContain("AUTHENTICATE", "LOGIN", "s.e.c.r.e.t");
    }
  }
}
