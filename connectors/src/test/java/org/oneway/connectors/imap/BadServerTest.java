// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.Trace;
import org.oneway.engine.testkit.Reading;

/** Servers that are broken or hostile: each fault costs at most its own message. */
final class BadServerTest {
  private static final String SECRET = "s.e.c.r.e.t";

  private static SourceStore open(ScriptedServer server, Map<String, String> more)
      throws StoreException {
    return open(server, more, Trace.NONE);
  }

  private static SourceStore open(ScriptedServer server, Map<String, String> more, Trace trace)
      throws StoreException {
    Map<String, String> all = new java.util.HashMap<>(more);
    all.put("url", server.url());
    all.put("auth.username", "ada");
    return new ImapConnector()
        .openSource(
            new StoreSettings(
                "mail",
                Path.of("").toAbsolutePath(),
                all,
                Map.of("auth.password", Delivery.secret(SECRET)),
                () -> Instant.EPOCH,
                trace));
  }

  private static SourceStore open(ScriptedServer server) throws StoreException {
    return open(server, Map.of());
  }

  private static String message(String id) {
    return "Message-ID: <" + id + ">\r\nSubject: " + id + "\r\n\r\nText of " + id + ".\r\n";
  }

  private static Reading read(SourceStore store) throws StoreException {
    Scope scope = store.scopes().get(0);
    return Reading.of(store.changes(scope, Checkpoint.NONE, Known.NOTHING));
  }

  private static String text(Change.Upsert upsert) throws IOException {
    try (InputStream in = upsert.content().orElseThrow().open()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static List<String> texts(Reading reading) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Change.Upsert upsert : reading.upserts()) {
      texts.add(text(upsert));
    }
    return texts;
  }

  @Test
  void aMessageThatIsRefusedCostsItselfOnly() throws StoreException, IOException {
    try (ScriptedServer server = new ScriptedServer();
        SourceStore store =
            open(
                server
                    .message(1, message("a"))
                    .message(2, message("b"))
                    .message(3, message("c"))
                    .refusing(2))) {
      Reading reading = read(store);
      assertThat(texts(reading)).containsExactly(message("a"), message("c"));
      assertThat(reading.broken()).hasSize(1);
      assertThat(reading.broken().get(0).reference()).isPresent();
      assertThat(reading.ending().coverage()).isEqualTo(Coverage.COMPLETE);
    }
  }

  @Test
  void aConnectionThatIsCutInTheBytesOfAMessageCostsItselfOnly()
      throws StoreException, IOException {
    try (ScriptedServer server = new ScriptedServer();
        SourceStore store =
            open(
                server
                    .message(1, message("a"))
                    .message(2, message("b"))
                    .message(3, message("c"))
                    .cutting(2))) {
      List<Change.Upsert> upserts = read(store).upserts();
      assertThat(text(upserts.get(0))).isEqualTo(message("a"));
      assertThatThrownBy(() -> text(upserts.get(1))).isInstanceOf(IOException.class);
      assertThat(text(upserts.get(2))).isEqualTo(message("c"));
      assertThat(text(upserts.get(1))).isEqualTo(message("b"));
    }
  }

  @Test
  void whatAServerSaysOfSizesIsNotBelieved() throws StoreException, IOException {
    try (ScriptedServer server = new ScriptedServer();
        SourceStore store =
            open(
                server
                    .message(1, message("a"))
                    .message(2, message("b"))
                    .message(3, message("c"))
                    .lying(1, 3)
                    .lying(2, 4_000_000_000L)
                    .lying(3, 0))) {
      assertThat(texts(read(store))).containsExactly(message("a"), message("b"), message("c"));
    }
  }

  @Test
  void bytesComeAsTheyAreHoweverOddTheyAre() throws StoreException, IOException {
    List<String> odd =
        List.of(
            "Message-ID: <nul>\r\nSubject: \0\r\n\r\n\0\0\r\n",
            "Message-ID: <lf>\nSubject: bare\n\nLF\n",
            "Message-ID: <cr>\rSubject: bare\r\rCR\r",
            "Message-ID: <8bit>\r\nSubject: \u00e4\u00ff\u0080\r\nFrom: \u00fc\r\n\r\n\u00e4",
            "",
            "\r\n",
            "Subject: none\r\n\r\nwithout a Message-ID\r\n",
            message("twice"),
            message("twice"),
            "Message-ID: <twice>\r\nSubject: twice\r\n\r\nanother text\r\n");
    try (ScriptedServer server = new ScriptedServer();
        SourceStore store = open(server)) {
      for (String text : odd) {
        server.message(1 + odd.indexOf(text), text);
      }
      server.message(9, message("twice")).message(10, odd.get(9));
      Reading reading = read(store);
      assertThat(reading.broken()).isEmpty();
      assertThat(texts(reading)).containsExactlyElementsOf(odd);
      assertThat(reading.upserts())
          .extracting(Change.Upsert::reference)
          .doesNotHaveDuplicates()
          .hasSize(odd.size());
    }
  }

  @Test
  void aMessageOf200MegabytesIsNeverAskedForInOnePiece() throws StoreException, IOException {
    long length = 200L << 20;
    try (ScriptedServer server = new ScriptedServer();
        SourceStore store =
            open(server.large(1, message("large"), length).message(2, message("b")))) {
      List<Change.Upsert> upserts = read(store).upserts();
      try (InputStream in = upserts.get(0).content().orElseThrow().open()) {
        assertThat(Scan.of(in).bytes()).isEqualTo(length);
      }
      assertThat(text(upserts.get(1))).isEqualTo(message("b"));
      Pattern large = Pattern.compile("FETCH 1 .*BODY\\.PEEK\\[](?:<\\d+\\.(\\d+)>)?");
      assertThat(server.heard())
          .filteredOn(command -> large.matcher(command).find())
          .hasSizeGreaterThan(199)
          .allSatisfy(
              command -> {
                Matcher asked = large.matcher(command);
                assertThat(asked.find()).isTrue();
                assertThat(Long.parseLong(asked.group(1))).isLessThanOrEqualTo(1 << 20);
              });
    }
  }

  @Test
  @DisplayName("S14 a folder's name is never read as a command")
  void aFoldersNameIsNeverReadAsACommand() throws StoreException {
    List<String> hostile =
        List.of(
            "a\r\nA9 DELETE INBOX", "b\" (QRESYNC (1 1))", "&bro-ken&", "c{3}", "d\0e", "../up");
    try (ScriptedServer server = new ScriptedServer();
        SourceStore store = open(server.message(1, message("a")))) {
      hostile.forEach(server::listing);
      for (Folder folder : store.folders()) {
        try {
          Reading.of(store.changes(Scope.of(folder.id()), Checkpoint.NONE, Known.NOTHING));
        } catch (StoreException e) {
          assertThat(String.valueOf(e.getMessage())).doesNotContain("\r", "\n");
        }
      }
      assertThat(server.heard())
          .allSatisfy(
              command ->
                  assertThat(command)
                      .matches(
                          "(?s)\\S+ (CAPABILITY|AUTHENTICATE|LOGIN|LIST|EXAMINE|UID SEARCH"
                              + "|UID FETCH|NOOP)\\b.*|[A-Za-z0-9+/=]+"));
    }
  }

  @Test
  @DisplayName("S19 what is said in the clear behind STARTTLS counts for nothing")
  void whatIsSaidInTheClearBehindStarttlsCountsForNothing() throws StoreException {
    try (ScriptedServer server = new ScriptedServer();
        SourceStore store =
            open(
                server
                    .able("IMAP4rev1 STARTTLS AUTH=PLAIN")
                    .injecting("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n* PREAUTH welcome\r\n"),
                Map.of("tls.pin-sha256", "00".repeat(32)))) {
      assertThatThrownBy(store::folders)
          .isInstanceOf(StoreException.class)
          .hasMessageNotContaining(SECRET);
      assertThat(String.join("\n", server.heard()))
          .contains("STARTTLS")
          .doesNotContain("AUTHENTICATE", "LOGIN ", SECRET);
    }
  }

  @Test
  void whoRefusesToCompressIsSpokenToWithout() throws StoreException {
    try (ScriptedServer server = new ScriptedServer();
        SourceStore store = open(server.able("IMAP4rev1 COMPRESS=DEFLATE"), Map.of())) {
      assertThat(store.folders()).extracting(Folder::name).containsExactly("INBOX");
      assertThat(String.join("\n", server.heard())).contains("COMPRESS DEFLATE");
    }
  }

  @Test
  void anEarlyDraftOfQresyncTellsWhatIsGoneByExpunged() throws StoreException {
    String all = "IMAP4rev1 CONDSTORE EXPUNGED X-DRAFT-W01-QRESYNC";
    List<String> traced = new ArrayList<>();
    try (ScriptedServer server = new ScriptedServer();
        SourceStore store =
            open(
                server
                    .able(all)
                    .message(1, message("a"))
                    .message(2, message("b"))
                    .message(3, message("c"))
                    .telling(10),
                Map.of(),
                (method, where, answer, took) -> traced.add(method))) {
      Reading before = read(store);
      assertThat(before.upserts()).hasSize(3);
      server.without(2).telling(12, "* 2 FETCH (UID 3 FLAGS (\\Seen) MODSEQ (11))", "* EXPUNGED 2");
      int heard = server.heard().size();
      Scope scope = store.scopes().get(0);
      Reading after =
          Reading.of(store.changes(scope, before.ending().checkpoint(), before.known()));
      assertThat(after.ending().coverage()).isEqualTo(Coverage.INCREMENTAL);
      assertThat(after.removals())
          .extracting(Change.Removal::reference)
          .containsExactly(before.upserts().get(1).reference());
      assertThat(after.upserts()).hasSize(1);
      assertThat(server.heard().subList(heard, server.heard().size()).get(0))
          .contains("EXAMINE")
          .contains("(QRESYNC (7 10))");
      assertThat(traced.stream().filter(command -> command.startsWith("EXAMINE")))
          .containsExactly("EXAMINE (CONDSTORE)", "EXAMINE (QRESYNC (7 10))");
    }
  }
}
