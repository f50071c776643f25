// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
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
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** Servers that take names and headers in UTF-8 (RFC 6855), and those that do not. */
final class Utf8ServerTest {
  private static final String UTF8 = "IMAP4rev1 ENABLE LITERAL+ UTF8=ACCEPT";
  private static final String NAME = "Entw\u00fcrfe";

  private static TargetStore open(ScriptedServer server) throws StoreException {
    return new ImapConnector()
        .openTarget(
            new StoreSettings(
                "mail",
                Path.of("").toAbsolutePath(),
                Map.of("url", server.url(), "auth.username", "ada"),
                Map.of("auth.password", Delivery.secret("ada")),
                Instant::now));
  }

  /** The bytes of a text as the scripted server takes and tells them. */
  private static String bytes(String text, Charset charset) {
    return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
  }

  private static Write message(long id, String subject, Charset charset) throws IOException {
    byte[] bytes =
        ("Message-ID: <" + id + ">\r\nSubject: " + subject + "\r\n\r\n").getBytes(charset);
    Content content = () -> new ByteArrayInputStream(bytes);
    Scan scan = Scan.of(content.open());
    Item item = MessageItem.of(scan, Set.of(), Optional.empty());
    return new Write.Create(id, new FolderId(NAME), item, Optional.of(content));
  }

  @Test
  void namesAndHeadersAreSentAsTheyAreWhereTheServerTakesThat() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer().able(UTF8).listing(bytes(NAME, StandardCharsets.UTF_8));
        TargetStore store = open(server)) {
      assertThat(store.folders()).extracting(Folder::name).containsExactly("INBOX", NAME);
      List<Write> writes = new ArrayList<>();
      writes.add(message(1, "f\u00fcr", StandardCharsets.UTF_8));
      writes.add(message(2, "f\u00fcr", StandardCharsets.ISO_8859_1));
      writes.add(message(3, "for", StandardCharsets.US_ASCII));
      store.apply(writes, (write, outcome) -> {});

      String written = bytes(NAME, StandardCharsets.UTF_8);
      List<String> appended =
          server.heard().stream().filter(line -> line.contains(" APPEND ")).toList();
      assertThat(appended).hasSize(3).allMatch(line -> line.contains(written));
      assertThat(appended.get(0))
          .contains(" UTF8 (~{", bytes("f\u00fcr", StandardCharsets.UTF_8))
          .endsWith("\r\n\r\n)");
      assertThat(appended.get(1)).doesNotContain("UTF8 (").contains("f\u00fcr");
      assertThat(appended.get(2)).doesNotContain("UTF8 (");
      assertThat(server.heard()).filteredOn(line -> line.contains(" SELECT ")).isNotEmpty();
    }
  }

  @Test
  void otherServersGetNamesInModifiedUtf7() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer().able("IMAP4rev1 LITERAL+").listing("Entw&APw-rfe");
        TargetStore store = open(server)) {
      assertThat(store.folders()).extracting(Folder::name).containsExactly("INBOX", NAME);
      store.apply(List.of(message(1, "f\u00fcr", StandardCharsets.UTF_8)), (write, outcome) -> {});
      assertThat(server.heard().toString())
          .contains("APPEND Entw&APw-rfe ")
          .doesNotContain("ENABLE", "UTF8 (");
    }
  }
}
