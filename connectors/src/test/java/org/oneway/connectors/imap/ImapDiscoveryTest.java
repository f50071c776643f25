// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.oneway.connectors.shared.dav.Dns;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;

/** What is found where mail is looked for. */
final class ImapDiscoveryTest {
  private static final Dns NOTHING = (name, type) -> List.of();

  private static StoreSettings settings(String url, String secret) {
    return new StoreSettings(
        "mail",
        Path.of("").toAbsolutePath(),
        Map.of("url", url, "auth.username", "finder"),
        Map.of("auth.password", Delivery.secret(secret)),
        () -> Instant.EPOCH);
  }

  @Test
  void foldersAreCountedAndWhatTheServerCanDoIsSaid() throws StoreException {
    try (MailServer server = MailServer.of("dovecot", "finder")) {
      server.folder("M\u00fcnchen").put("M\u00fcnchen", "A: 1\r\n\r\n", MailServer.ARRIVED);

      Discovery found = ImapDiscovery.of(settings(server.told("imap"), "finder"), NOTHING);

      assertThat(found.places())
          .anyMatch(
              place ->
                  place.folder().name().equals("M\u00fcnchen")
                      && place.items().equals(OptionalLong.of(1))
                      && place.kinds().equals(Set.of(Kind.MESSAGE)));
      assertThat(found.features()).contains("tells what changed (QRESYNC)", "moves messages");
      assertThat(found.account().orElseThrow()).startsWith("finder@");
    }
  }

  @Test
  void whatTheUserMayDoIsSaidWhereTheServerSaysIt() throws StoreException {
    try (MailServer server = MailServer.of("cyrus", "alice")) {
      server.folder("Locked").allow("Locked", "lrsa");
      StoreSettings settings =
          new StoreSettings(
              "mail",
              Path.of("").toAbsolutePath(),
              Map.of("url", server.told("imap"), "auth.username", server.login()),
              Map.of("auth.password", Delivery.secret(server.user())),
              () -> Instant.EPOCH);

      List<Discovery.Place> places = ImapDiscovery.of(settings, NOTHING).places();

      assertThat(places)
          .anyMatch(place -> place.folder().name().equals("INBOX") && !place.isReadOnly())
          .anyMatch(place -> place.folder().name().equals("Locked") && place.isReadOnly());
      server.allow("Locked", "lrswipkxtea");
    }
  }

  @Test
  void anAddressLeadsToWhatTheDnsNames() throws StoreException {
    try (MailServer server = MailServer.of("dovecot", "finder")) {
      URI there = URI.create(server.told("imap"));
      Dns dns =
          (name, type) ->
              name.equals("_imap._tcp.example.org") && type.equals("SRV")
                  ? List.of("0 1 " + there.getPort() + " " + there.getHost() + ".")
                  : List.of();

      Discovery found = ImapDiscovery.of(settings("ada@example.org", "finder"), dns);

      assertThat(found.address()).hasValue(there);
      assertThatThrownBy(() -> ImapDiscovery.of(settings("ada@example.org", "wrong"), dns))
          .isInstanceOf(StoreException.SignInFailed.class);
    }
  }

  @Test
  void whereNobodyAnswersItIsSaidWhatWasTried() {
    assertThatThrownBy(() -> ImapDiscovery.of(settings("ada@mail.invalid", "x"), NOTHING))
        .isInstanceOf(StoreException.NoService.class)
        .hasMessageContaining("imap.mail.invalid:993")
        .hasMessageContaining("there is no such host");
    assertThatThrownBy(() -> ImapDiscovery.of(settings("127.0.0.1:1", "x"), NOTHING))
        .isInstanceOf(StoreException.NoService.class)
        .hasMessageContaining("127.0.0.1:1 cannot be reached: nobody answers there.");
    assertThatThrownBy(() -> ImapDiscovery.of(settings("a b", "x"), NOTHING))
        .isInstanceOf(StoreException.InputRefused.class);
  }
}
