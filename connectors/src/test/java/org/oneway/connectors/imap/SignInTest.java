// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;

/** Signing in at Dovecot, and at servers that want what they should not get. */
final class SignInTest {
  private static final Path HERE = Path.of("").toAbsolutePath();

  private static StoreSettings settings(Map<String, String> values, String secret) {
    Map<String, String> all = new HashMap<>(Map.of("auth.username", "signer"));
    all.putAll(values);
    String key = "xoauth2".equals(all.get("auth.type")) ? "auth.token" : "auth.password";
    return new StoreSettings(
        "mail", HERE, all, Map.of(key, Delivery.secret(secret)), () -> Instant.EPOCH);
  }

  private static void requireFolders(Map<String, String> values) throws StoreException {
    try (SourceStore store = new ImapConnector().openSource(settings(values, "signer"))) {
      assertThat(store.folders()).extracting(f -> f.name()).contains("INBOX", "Sent");
      assertThat(store.folders()).anyMatch(f -> f.role().filter("sent"::equals).isPresent());
    }
  }

  private static void requireRefusal(
      Map<String, String> values, String secret, Class<? extends StoreException> kind)
      throws StoreException {
    try (SourceStore store = new ImapConnector().openSource(settings(values, secret))) {
      assertThatThrownBy(store::folders)
          .isInstanceOf(kind)
          .hasMessageContaining("mail")
          .hasMessageNotContaining(secret);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "plain", "cram-md5", "scram-sha-1", "scram-sha-256"})
  void eachWayOfSigningInWorks(String type) throws StoreException {
    try (MailServer server = MailServer.of("dovecot", "signer")) {
      requireFolders(Map.of("url", server.told("imap"), "auth.type", type));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "plain", "cram-md5", "scram-sha-256"})
  void aWrongPasswordIsRefusedAndNotShown(String type) throws StoreException {
    try (MailServer server = MailServer.of("dovecot", "signer")) {
      requireRefusal(
          Map.of("url", server.told("imap"), "auth.type", type),
          "w.r.o.n.g",
          StoreException.SignInFailed.class);
    }
  }

  @Test
  void aTokenIsNeverSentAsAPassword() throws StoreException {
    try (MailServer server = MailServer.of("dovecot", "signer")) {
      requireRefusal(
          Map.of("url", server.told("imap"), "auth.type", "xoauth2"),
          "t.o.k.e.n",
          StoreException.SignInFailed.class);
    }
    try (OldServer old = new OldServer("* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2] here")) {
      try (SourceStore store =
          new ImapConnector()
              .openSource(settings(Map.of("url", old.url(), "auth.type", "xoauth2"), "t.o.k"))) {
        assertThatThrownBy(store::folders).isInstanceOf(StoreException.SignInFailed.class);
      }
      assertThat(old.heard()).contains("AUTHENTICATE XOAUTH2").doesNotContain("LOGIN");
    }
  }

  @Test
  @DisplayName("S19 TLS is made, at once or by STARTTLS, with a certificate that is trusted")
  void tlsIsMade() throws StoreException {
    try (MailServer server = MailServer.of("dovecot", "signer")) {
      String trusted = server.told("certificate");
      requireFolders(Map.of("url", server.told("imaps"), "tls.ca-file", trusted));
      requireFolders(Map.of("url", server.told("imap"), "tls.ca-file", trusted));
      requireRefusal(Map.of("url", server.told("imaps")), "signer", StoreException.Untrusted.class);
      requireRefusal(
          Map.of("url", server.told("imap"), "tls.pin-sha256", "00".repeat(32)),
          "signer",
          StoreException.Untrusted.class);
    }
  }

  @ParameterizedTest
  @DisplayName("S19 who is not the one expected is shown, and not asked again in another way")
  @ValueSource(strings = {"imaps", "imap"})
  void whoIsNotTheOneExpectedIsShown(String scheme) throws StoreException {
    try (MailServer server = MailServer.of("dovecot", "signer");
        SourceStore store =
            new ImapConnector()
                .openSource(
                    settings(
                        Map.of("url", server.told(scheme), "tls.pin-sha256", "00".repeat(32)),
                        "signer"))) {
      // What the machine trusts must not be asked where one certificate is named.
      assertThatThrownBy(store::folders)
          .isInstanceOf(StoreException.Untrusted.class)
          .hasMessageContaining("self-signed")
          .hasMessageContaining("SHA-256 ");
    }
  }

  @ParameterizedTest
  @DisplayName("S19 who takes STARTTLS away, or skips the sign-in, gets no password")
  @ValueSource(
      strings = {
        "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] here",
        "* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] here",
        "* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome"
      })
  void whoTakesStarttlsAwayGetsNoPassword(String greeting) throws StoreException {
    try (OldServer old = new OldServer(greeting)) {
      requireRefusal(
          Map.of("url", old.url(), "tls.pin-sha256", "00".repeat(32)),
          "signer.secret",
          StoreException.Untrusted.class);
      assertThat(old.heard()).doesNotContain("AUTHENTICATE", "LOGIN ", "signer");
    }
  }

  @Test
  @DisplayName("S19 without TLS another machine is not spoken to with a password")
  void settingsSayWhatIsAllowed() throws StoreException {
    ImapSettings other =
        ImapSettings.of(settings(Map.of("url", "imap://mail.example.org"), "secret"));
    assertThat(other.isOnLoopback()).isFalse();
    assertThat(other.mayBePlain()).isFalse();
    assertThat(other.port()).isEqualTo(143);
    ImapSettings usual = ImapSettings.of(settings(Map.of("url", "mail.example.org"), "secret"));
    assertThat(usual.isWrapped()).isTrue();
    assertThat(usual.port()).isEqualTo(993);
    assertThatThrownBy(
            () -> ImapSettings.of(settings(Map.of("url", "http://mail.example.org"), "secret")))
        .isInstanceOf(StoreException.InputRefused.class);
  }
}
