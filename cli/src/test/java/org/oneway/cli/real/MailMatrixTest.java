// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Command.Answer;
import org.oneway.connectors.imap.MailServer;
import org.oneway.connectors.testkit.MatrixTable;

/** Mail at real servers. */
final class MailMatrixTest {
  private static final Path CORPUS = Path.of("../connectors/src/test/resources/corpus/eml");
  private static final String WRITES =
      "(?s).*\\b(APPEND|STORE|EXPUNGE|MOVE|COPY|CREATE|SUBSCRIBE)\\b.*";

  @TempDir private Path directory;

  private static String store(String name, MailServer server) {
    return """
    [store.%s]
    type = "imap"
    url = "%s"
    auth = { username = "%s", password.command = ["echo", "%s"] }
    """
        .formatted(name, server.told("imap"), server.user(), server.user());
  }

  private static String sync(String name, String from, String to) {
    return """
    [sync.%s]
    from = "%s"
    to = "%s"
    kinds = ["mail"]
    """
        .formatted(name, from, to);
  }

  private Answer oneway(String sync, String... more) {
    List<String> words = new ArrayList<>(List.of("sync", sync, "--config", "oneway.toml"));
    words.addAll(List.of(more));
    Answer answer = Command.in(directory).runHere(words.toArray(new String[0]));
    assertThat(answer.exit()).as(answer.text()).isIn(List.of(0, 2));
    return answer;
  }

  /** The requests of one more run. */
  private List<String> requests(String sync) throws IOException {
    Path trace = directory.resolve("trace-" + sync);
    Files.deleteIfExists(trace);
    Answer answer = oneway(sync, "--trace", trace.toString());
    List<String> requests = Files.exists(trace) ? Files.readAllLines(trace) : List.of();
    assertThat(answer.text()).containsPattern("nothing to do|0 added   0 changed   0 deleted");
    return requests;
  }

  private void requireQuiet(String sync, String target) throws IOException {
    // What a server refuses is offered again by each run.
    List<String> writes =
        requests(sync).stream()
            .filter(line -> line.matches(WRITES) && !line.contains("-> NO"))
            .toList();
    MatrixTable.add(target, "mail, " + sync, writes.size());
    assertThat(writes).isEmpty();
  }

  private static List<String> corpus() throws IOException {
    List<String> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(CORPUS).sorted()) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        messages.add(text.replaceAll("\r?\n", "\r\n"));
      }
    }
    return messages;
  }

  /** Cyrus puts an X in the place of each byte in a header that is not ASCII. */
  private static String asCyrusHasIt(String message) {
    int body = message.indexOf("\r\n\r\n");
    String header = body < 0 ? message : message.substring(0, body);
    return header.replaceAll("[^\\x00-\\x7f]", "X") + message.substring(header.length());
  }

  @Test
  void anArchiveSaysOfAMailboxWhatTheServerSaidOfIt() throws IOException {
    try (MailServer server = MailServer.of("dovecot", "kept")) {
      server.folder("Empty");
      server.put("Sent", "Subject: one\r\n\r\ntext\r\n", MailServer.ARRIVED, "S", "Later");
      Trees.write(directory.resolve("oneway.toml"), "version = 1\n" + store("kept", server));

      Command.in(directory).runHere("export", "kept", "out", "--config", "oneway.toml");

      JsonNode sent =
          new ObjectMapper().readTree(directory.resolve("out/mail/Sent/folder.json").toFile());
      assertThat(sent.path("uidvalidity").asLong()).isPositive();
      assertThat(sent.path("last_uid").asLong()).isPositive();
      assertThat(sent.path("highest_modseq").asLong()).isPositive();
      assertThat(sent.path("is_subscribed").isBoolean()).isTrue();
      assertThat(sent.path("role").asText()).isEqualTo("sent");
      assertThat(sent.path("allowed_keywords").toString()).contains("$seen", "later");
      assertThat(directory.resolve("out/mail/Empty/folder.json")).exists();
      assertThat(directory.resolve("out/contacts")).doesNotExist();
      Answer check = Command.in(directory).runHere("archive", "check", "out");
      assertThat(check.exit()).as(check.text()).isZero();
    }
  }

  @Test
  @DisplayName("from Dovecot to Cyrus to a Maildir to an archive to Dovecot mail is what it was")
  void aChain() throws IOException {
    try (MailServer first = MailServer.of("dovecot", "first");
        MailServer cyrus = MailServer.of("cyrus", "alice");
        MailServer last = MailServer.of("dovecot", "last")) {
      first.folder("Work").folder("Lists/oneway");
      int number = 0;
      List<String> folders = List.of("INBOX", "Work", "Lists/oneway", "Sent");
      for (String message : corpus()) {
        String[] flags =
            number % 3 == 0
                ? new String[] {"S", "later"}
                : number % 3 == 1 ? new String[] {"F", "R"} : new String[0];
        first.put(folders.get(number++ % 4), message, MailServer.ARRIVED, flags);
      }
      Trees.write(
          directory.resolve("oneway.toml"),
          "version = 1\nstate = \"state\"\n"
              + store("first", first)
              + store("cyrus", cyrus)
              + "[store.shelf]\ntype = \"maildir\"\npath = \"shelf\"\n"
              + "[store.vault]\ntype = \"pdpa\"\npath = \"vault\"\n"
              + store("last", last)
              + sync("one", "first", "cyrus")
              + sync("two", "cyrus", "shelf")
              + sync("three", "shelf", "vault")
              + sync("four", "vault", "last"));
      for (String sync : List.of("one", "two", "three", "four")) {
        Answer answer = oneway(sync);
        assertThat(answer.text().contains("not ASCII")).isEqualTo(sync.equals("one"));
        requireQuiet(sync, sync.equals("one") ? "cyrus" : "dovecot");
      }

      int arrived = 0;
      for (String folder : folders) {
        List<String> there = cyrus.messages(folder);
        assertThat(last.messages(folder)).as(folder).isEqualTo(there);
        assertThat(first.messages(folder).stream().map(MailMatrixTest::asCyrusHasIt))
            .as(folder)
            .containsAll(there);
        arrived += there.size();
      }
      assertThat(arrived).isGreaterThan(number * 9 / 10);

      // One SELECT (QRESYNC) for each folder, and nothing that grows with the messages.
      List<String> read =
          requests("two").stream().filter(line -> line.contains("[cyrus] ")).toList();
      assertThat(read.stream().filter(line -> line.contains(" EXAMINE ")))
          .hasSize(cyrus.folders().size());
      assertThat(read).noneMatch(line -> line.contains(" UID "));
      List<String> quiet =
          requests("four").stream()
              .filter(line -> !line.matches(".*\\b(LIST|NAMESPACE)\\b.*"))
              .toList();
      assertThat(quiet)
          .hasSize(last.folders().size())
          .allMatch(line -> line.contains(" EXAMINE (QRESYNC ("));
    }
  }

  @Test
  @DisplayName("R02 killed while messages are sent and run again, no message is there twice")
  void killedWhileMessagesAreSent() throws Exception {
    int messages = 3000;
    try (MailServer target = MailServer.of("dovecot", "killed")) {
      for (String part : List.of("cur", "new", "tmp")) {
        Files.createDirectories(directory.resolve("shelf").resolve(part));
      }
      for (int i = 0; i < messages; i++) {
        Trees.write(
            directory.resolve("shelf/cur/" + i + ".m.x:2,S"),
            "Message-ID: <m" + i + "@example.org>\nFrom: ada@example.org\n\nNumber " + i + "\n");
      }
      Trees.write(
          directory.resolve("oneway.toml"),
          "version = 1\nstate = \"state\"\n"
              + "[store.shelf]\ntype = \"maildir\"\npath = \"shelf\"\n"
              + store("target", target)
              + sync("mail", "shelf", "target"));
      assertThat(Command.in(directory).run("--version").exit()).isZero();
      int before = 0;
      for (int killed = 0; killed < 2; killed++) {
        Process sync =
            new ProcessBuilder(
                    Path.of("../oneway").toAbsolutePath().normalize().toString(),
                    "sync",
                    "--config",
                    "oneway.toml")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        while (target.count("INBOX") < before + 50) {
          assertThat(sync.waitFor(2, TimeUnit.MILLISECONDS)).as("ended before").isFalse();
        }
        sync.destroyForcibly().waitFor();
        before = target.count("INBOX");
        assertThat(before).isLessThan(messages);
      }
      oneway("mail");
      assertThat(target.messages("INBOX")).hasSize(messages).doesNotHaveDuplicates();
      requireQuiet("mail", "dovecot");
    }
  }
}
