// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** Many messages at once: servers that mix up what they are sent, or refuse one of them. */
final class ManyAtOnceTest {
  private static TargetStore open(ScriptedServer server, String oneByOne) throws StoreException {
    return new ImapConnector()
        .openTarget(
            new StoreSettings(
                "mail",
                Path.of("").toAbsolutePath(),
                Map.of("url", server.url(), "auth.username", "ada", "one-by-one", oneByOne),
                Map.of("auth.password", Delivery.secret("ada")),
                Instant::now));
  }

  private static List<Write> messages() throws IOException {
    return messages("x");
  }

  private static List<Write> messages(String subject) throws IOException {
    List<Write> writes = new ArrayList<>();
    for (int i = 1; i < 5; i++) {
      String of = i == 3 ? subject : "x";
      byte[] bytes =
          ("Message-ID: <" + i + ">\r\nSubject: " + of + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      Content content = () -> new ByteArrayInputStream(bytes);
      Scan scan = Scan.of(content.open());
      writes.add(
          new Write.Create(
              i,
              new FolderId("INBOX"),
              MessageItem.of(scan, Set.of(), Optional.empty()),
              Optional.of(content)));
    }
    return writes;
  }

  private static ScriptedServer server() {
    return new ScriptedServer().able("IMAP4rev1 LITERAL+");
  }

  @Test
  void severalMessagesAreSentAtOnceToMostServers() throws Exception {
    try (ScriptedServer server = server();
        TargetStore store = open(server, "false")) {
      store.apply(messages(), (write, outcome) -> {});
      assertThat(server.early()).isPositive();
    }
  }

  @Test
  void jamesIsSentOneAfterTheOther() throws Exception {
    try (ScriptedServer server = server().greeting("JAMES IMAP4rev1 Server vm is ready.");
        TargetStore store = open(server, "false")) {
      store.apply(messages(), (write, outcome) -> {});
      assertThat(server.early()).isZero();
    }
  }

  @Test
  void anotherThatMixesUpIsLeftAtOnceAndThereIsASettingForIt() throws Exception {
    try (ScriptedServer server = server().mixingUp()) {
      try (TargetStore store = open(server, "false")) {
        assertThatThrownBy(() -> store.apply(messages(), (write, outcome) -> {}))
            .isInstanceOf(StoreException.Unavailable.class)
            .hasMessageContaining("took the text of a message for commands")
            .extracting(e -> ((StoreException) e).remedy())
            .asString()
            .contains("one-by-one = true");
      }
      int before = server.early();
      try (TargetStore store = open(server, "true")) {
        store.apply(messages(), (write, outcome) -> {});
      }
      assertThat(server.early()).isEqualTo(before);
    }
  }

  @Test
  void ofAGroupThatIsRefusedOnlyTheOneThatIsNotTakenIsLeftOut() throws Exception {
    try (ScriptedServer server = server().able("IMAP4rev1 LITERAL+ MULTIAPPEND");
        TargetStore store = open(server, "false")) {
      List<Write> refused = new ArrayList<>();
      store.apply(
          messages("refused"),
          (write, outcome) -> {
            if (outcome instanceof Outcome.Refused) {
              refused.add(write);
            }
          });
      assertThat(refused).extracting(Write::id).containsExactly(3L);
      assertThat(server.heard()).filteredOn(line -> line.contains(" APPEND ")).hasSize(1 + 4);
    }
  }
}
