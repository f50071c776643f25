// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.connectors.maildir.Box;
import org.oneway.connectors.maildir.Post;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.testkit.Reading;

/** Messages in files, as programs write them. */
final class MboxTest {
  private static final String FROM = "From ada@example.org Thu Jan  1 08:00:05 2026\n";

  @TempDir private Path home;

  private static String message(String id, String text) {
    return "Message-ID: <" + id + ">\nSubject: " + id + "\n\n" + text + "\n";
  }

  private Path file(String name, String text) {
    try {
      Path file = home.resolve(name);
      Files.createDirectories(file.resolveSibling("."));
      return Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private SourceStore open(String name, String quoting) throws StoreException {
    return new MboxConnector()
        .openSource(
            new StoreSettings(
                "old",
                home,
                Map.of("path", name, "quoting", quoting),
                () -> Instant.now().plus(Duration.ofHours(1))));
  }

  /** What one message says and the bytes it has. */
  private record Read(Item item, String bytes) {
    String title() {
      return Similarity.of(Kind.MESSAGE).title(item.json());
    }
  }

  private List<Read> read(String text) {
    return read(text, "mboxrd");
  }

  private List<Read> read(String text, String quoting) {
    file("box.mbox", text);
    List<Read> messages = new ArrayList<>();
    try (SourceStore store = open("box.mbox", quoting)) {
      Reading reading =
          Reading.of(store.changes(store.scopes().get(0), Checkpoint.NONE, Known.NOTHING));
      assertThat(reading.ending().coverage()).isEqualTo(Coverage.COMPLETE);
      for (Change.Upsert upsert : reading.upserts()) {
        try (InputStream in = upsert.content().orElseThrow().open()) {
          String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
          messages.add(new Read(upsert.item(), bytes));
        }
      }
      return messages;
    } catch (StoreException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> bytes(String text, String quoting) {
    return read(text, quoting).stream().map(Read::bytes).toList();
  }

  @Test
  void messagesComeOutAsTheyWentIn() {
    String one = message("a", "text");
    String other = message("b", "more\n\ntext");
    assertThat(bytes(FROM + one + "\n" + FROM + other + "\n", "mboxrd"))
        .containsExactly(one, other);
    assertThat(bytes(FROM + one + "\n" + FROM + other, "mboxrd")).containsExactly(one, other);
    String crlf = (FROM + one + "\n" + FROM + other + "\n").replace("\n", "\r\n");
    assertThat(bytes(crlf, "mboxrd"))
        .containsExactly(one.replace("\n", "\r\n"), other.replace("\n", "\r\n"));
  }

  @Test
  void anEmptyFileHasNoMessages() {
    assertThat(read("")).isEmpty();
    assertThat(read("\n\n")).isEmpty();
  }

  @Test
  void onlyWithADateAndAfterAnEmptyLineALineBeginsAMessage() {
    String one = message("a", "From here on\n\nFrom then on, at 10:00, all is well\nFrom x");
    String two = message("b", "no empty line\n" + FROM + "text");
    assertThat(bytes(FROM + one + "\n" + FROM + two + "\n", "none")).containsExactly(one, two);
  }

  @Test
  void theTimeOfTheLineIsWhenItArrived() {
    for (String date :
        List.of(
            "Thu Jan  1 08:00:05 2026",
            "Thu Jan 1 09:00:05 +0100 2026",
            "Thu Jan  1 08:00:05 GMT 2026",
            "Thu Jan  1 08:00:05 2026 +0000")) {
      assertThat(FromLine.arrival("From 1834567890@xxx " + date))
          .as(date)
          .contains(Instant.parse("2026-01-01T08:00:05Z"));
    }
    assertThat(FromLine.arrival("From x Thu Feb 31 08:00:05 2026")).isEmpty();
    assertThat(FromLine.arrival("From me to you")).isEmpty();
  }

  @Test
  void quotedLinesAreReadAsTheirDialectWritesThem() {
    String body = ">From a\n>>From b\n> From c\n>Fromage";
    assertThat(read(FROM + message("a", body), "mboxrd").get(0).bytes())
        .isEqualTo(message("a", "From a\n>From b\n> From c\n>Fromage"));
    assertThat(read(FROM + message("a", body), "mboxo").get(0).bytes())
        .isEqualTo(message("a", "From a\n>>From b\n> From c\n>Fromage"));
    assertThat(read(FROM + message("a", body), "none").get(0).bytes())
        .isEqualTo(message("a", body));
  }

  @Test
  void aLengthThatIsRightIsBelievedAndAWrongOneIsNot() {
    String body = "text\n\n" + FROM + "not a message\n";
    String told = "Subject: x\nContent-Length: " + body.length() + "\n\n" + body;
    String second = message("b", "text");
    assertThat(bytes(FROM + told + "\n" + FROM + second + "\n", "none"))
        .containsExactly("Subject: x\n\n" + body, second);
    String wrong = "Subject: x\nContent-Length: 99999\n\ntext\n";
    assertThat(bytes(FROM + wrong + "\n" + FROM + second + "\n", "none"))
        .containsExactly("Subject: x\n\ntext\n", second);
  }

  @Test
  void whatTheFileKeepsOfAMessageIsNotPartOfIt() {
    String kept =
        "Status: RO\nX-Status: AF\nX-Keywords: Later\n folded\nX-UID: 5\nContent-Length: 7\n";
    Read read = read(FROM + kept + message("a", "Status: D")).get(0);
    assertThat(read.bytes()).isEqualTo(message("a", "Status: D"));
    assertThat(MessageItem.keywords(read.item()))
        .containsExactly("$answered", "$flagged", "$seen", "folded", "later");
  }

  @Test
  void thunderbirdsFlagsAreReadAndWhatItHasDeletedIsLeftOut() {
    String kept =
        "X-Mozilla-Status: 1007\nX-Mozilla-Status2: 00800000\nX-Mozilla-Keys: $label1 NonJunk  \n";
    String gone = "X-Mozilla-Status: 0009\n";
    List<Read> read =
        read(FROM + kept + message("a", "x") + "\n" + FROM + gone + message("b", "x"));
    assertThat(read).hasSize(1);
    assertThat(MessageItem.keywords(read.get(0).item()))
        .containsExactly("$answered", "$flagged", "$forwarded", "$label1", "$seen", "nonjunk");
  }

  @Test
  void gmailsLabelsTellFlagsInSeveralLanguages() {
    String labels =
        """
        X-GM-THRID: 1
        X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe,Ungelesen,"a,_b",?=
         =?UTF-8?Q?IMAP=5FForwarded?=
        """;
    Read read = read(FROM + labels + message("a", "x")).get(0);
    assertThat(read.bytes()).isEqualTo(message("a", "x"));
    assertThat(MessageItem.keywords(read.item())).containsExactly("$draft", "$forwarded");
    String opened = "X-Gmail-Labels: Inbox,Opened,Starred\n";
    assertThat(MessageItem.keywords(read(FROM + opened + message("a", "x")).get(0).item()))
        .containsExactly("$flagged", "$seen");
    assertThat(Bookkeeping.labels("a,\"b, c\", d")).containsExactly("a", "b, c", "d");
  }

  @Test
  void aMailProgramsNotesAreNoMail() {
    String notes = "Subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA\nX-IMAP: 1 2\n\nx\n";
    assertThat(read(FROM + notes + "\n" + FROM + message("a", "x")))
        .extracting(Read::title)
        .containsExactly("a");
  }

  @Test
  @DisplayName("S13 NUL, bare CR, 8 bits and lines of any length stay as they are")
  void strangeBytesStayAsTheyAre() {
    String strange = message("a", "\u0000\r\u00ff\n" + "x".repeat(100_000) + "\nFrom \u0000");
    assertThat(bytes(FROM + strange + "\n" + FROM + "\n\n", "none")).containsExactly(strange, "\n");
  }

  @Test
  void whatIsNoMailAtTheBeginningIsToldAndTheRestIsRead() throws StoreException {
    file("box.mbox", "rubbish\n\n" + FROM + message("a", "x"));
    try (SourceStore store = open("box.mbox", "mboxrd")) {
      Reading reading =
          Reading.of(store.changes(store.scopes().get(0), Checkpoint.NONE, Known.NOTHING));
      assertThat(reading.upserts()).hasSize(1);
      assertThat(reading.broken()).hasSize(1);
      assertThat(reading.ending().unattributed()).isEqualTo(1);
    }
  }

  @Test
  void aDirectoryIsReadAsThunderbirdKeepsIt() throws StoreException {
    file("mail/Inbox", FROM + message("a", "x"));
    file("mail/Inbox.msf", "index");
    file("mail/Empty", "");
    file("mail/Empty.msf", "index");
    file("mail/Inbox.sbd/Work", FROM + message("b", "x"));
    file("mail/All mail.mbox", FROM + message("c", "x"));
    file("mail/filters.dat", "version");
    file("mail/.hidden", FROM + message("d", "x"));
    try (SourceStore store = open("mail", "mboxrd")) {
      assertThat(store.folders())
          .extracting(Folder::name)
          .containsExactly("All mail", "Empty", "Inbox", "Inbox/Work");
      assertThatThrownBy(
              () -> store.changes(new Scope("../x", Set.of()), Checkpoint.NONE, Known.NOTHING))
          .isInstanceOf(StoreException.FolderGone.class);
    }
  }

  @Test
  void whatIsFetchedIsWhatWasListed() throws StoreException {
    file("box.mbox", FROM + message("a", "x") + "\n" + FROM + message("a", "x") + "\n");
    try (SourceStore store = open("box.mbox", "mboxrd")) {
      Scope scope = store.scopes().get(0);
      Reading reading = Reading.of(store.changes(scope, Checkpoint.NONE, Known.NOTHING));
      var references = reading.upserts().stream().map(Change.Upsert::reference).toList();
      assertThat(references).hasSize(2).doesNotHaveDuplicates();
      assertThat(Reading.of(store.fetch(scope, references)).upserts()).hasSize(2);
      file("box.mbox", FROM + message("a", "x") + "\n");
      Reading after = Reading.of(store.fetch(scope, references));
      assertThat(after.upserts()).hasSize(1);
      assertThat(after.removals()).hasSize(1);
    }
  }

  @Test
  void aFileIsMirroredIntoAMaildir() throws IOException {
    Path mail = file("mail/Inbox", FROM + "Status: R\n" + message("a", ">From x") + "\n");
    file("mail/Work", FROM + message("b", "x") + "\n" + FROM + message("b", "x") + "\n");
    Path scratch = Files.createDirectories(home.resolve("scratch"));
    Post post = new Post(new MboxConnector(), home.resolve("mail"), home.resolve("to"), scratch);
    post.run();
    Box to = Box.at(home.resolve("to"));
    assertThat(to.messages("")).containsExactly("S|" + message("a", "From x"));
    assertThat(to.messages(".Work")).hasSize(2);
    Post.Run again = post.run();
    assertThat(again.read().items() + again.written().writes()).isZero();
    String marked = "Status: R\nX-Status: F\n" + message("a", ">From x") + "\n";
    Files.writeString(mail, FROM + marked + FROM + message("c", "x"));
    Post.Run third = post.run();
    assertThat(third.count(Count.ADDED)).isEqualTo(1);
    assertThat(third.count(Count.CHANGED)).isEqualTo(1);
    assertThat(to.messages(""))
        .containsExactlyInAnyOrder("FS|" + message("a", "From x"), "|" + message("c", "x"));
  }

  @Test
  void aLargeMessageIsReadInLittleMemory() throws IOException, StoreException {
    Path file = home.resolve("large.mbox");
    byte[] line = ("x".repeat(76) + "\n").getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write((FROM + "Subject: large\n\n").getBytes(StandardCharsets.US_ASCII));
      byte[] block = new byte[line.length * 1000];
      for (int i = 0; i < block.length; i++) {
        block[i] = line[i % line.length];
      }
      for (int i = 0; i < 2700; i++) {
        out.write(block);
      }
    }
    try (SourceStore store = open("large.mbox", "mboxrd")) {
      Reading reading =
          Reading.of(store.changes(store.scopes().get(0), Checkpoint.NONE, Known.NOTHING));
      assertThat(reading.upserts().get(0).item().json().path("size").asLong())
          .isGreaterThan(200L << 20);
    }
  }
}
