// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.testkit.ScriptedCollection;
import org.oneway.connectors.testkit.ScriptedServer;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveMetadata.Extent;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.DurableFiles;

/** Stores of all kinds go into an archive, whatever it lies in, and come out the same. */
final class WholeStoresTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.vault]
      type = "pdpa"
      path = "vault"
      [store.other]
      type = "pdpa"
      path = "other"
      [store.fresh]
      type = "pdpa"
      path = "fresh"
      [store.post]
      type = "maildir"
      path = "post"
      [store.shelf]
      type = "webdav"
      url = "%s"
      [store.desk]
      type = "webdav"
      url = "%s"
      [sync.everything]
      from = "vault"
      to = "other"
      archive = "backup"
      """;

  @TempDir private Path directory;
  private final ScriptedServer server = ScriptedServer.start();
  private final ScriptedServer second = ScriptedServer.start();
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory).with(Remembered.parts());
    desk.write(
        "oneway.toml",
        CONFIG.formatted(server.origin() + files().path(), second.origin() + copy().path()));
  }

  @AfterEach
  void closeServers() {
    server.close();
    second.close();
  }

  private ScriptedCollection files() {
    return server.tree().files();
  }

  private ScriptedCollection copy() {
    return second.tree().files();
  }

  private Desk.Answer works(String command, String... more) {
    desk.clock.pass(Duration.ofHours(1));
    Desk.Answer answer = desk.oneway(command, more);
    assertThat(answer.exit()).as(answer.all()).isZero();
    return answer;
  }

  /** An archive that somebody keeps, with one or two of each kind. */
  private void vault(int sequence, String letter) throws IOException {
    ArchiveMetadata metadata =
        ArchiveMetadata.of(
            "id-" + sequence,
            "Vault",
            TIME,
            "Oneway test",
            Extent.FULL,
            List.of(),
            new Chain("vault", sequence, Optional.empty()));
    Folder inbox = Folder.of(new FolderId("i"), "INBOX");
    Folder tree = Folder.of(new FolderId("t"), "projects");
    Folder rules = Folder.of(new FolderId("r"), "rules");
    Folder notes = Folder.of(new FolderId("n"), "Work");
    try (ArchiveWriter writer =
        ArchiveWriter.create(directory.resolve("vault"), metadata, new DurableFiles())) {
      writer.folder(inbox, Set.of(Kind.MESSAGE));
      writer.folder(tree, Set.of(Kind.FILE));
      writer.folder(rules, Set.of(Kind.SCRIPT));
      writer.folder(notes, Set.of(Kind.NOTE, Kind.TASK, Kind.EVENT));
      add(writer, inbox, message("a"), mail("a", "a\nb\r\nc\rd" + letter));
      add(writer, inbox, message("b"), mail("b", ""));
      add(writer, tree, path(Kind.FILE, "plans/Ä b.txt"), "no line end" + letter);
      add(writer, tree, path(Kind.FILE, "empty"), "");
      add(writer, rules, path(Kind.SCRIPT, "vacation.sieve"), "keep;\r\n" + letter);
      writer.add(notes.id(), dated(Kind.NOTE, "Note", "n1"));
      writer.add(notes.id(), dated(Kind.TASK, "Task", "t1"));
      writer.finish();
    }
  }

  private static String mail(String id, String body) {
    return "Message-ID: <%s@example.org>\r\nDate: Thu, 1 Jan 2026 09:00:00 +0100\r\n".formatted(id)
        + "From: ada@example.org\r\nSubject: Letter\r\n\r\n"
        + body;
  }

  private static void add(ArchiveWriter writer, Folder folder, Item item, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    Content content = () -> new ByteArrayInputStream(bytes);
    writer.add(folder.id(), item, Optional.of(content));
  }

  private static Item message(String uid) {
    ObjectNode json = JSON.createObjectNode().put("@type", "Email").put("uid", uid);
    json.put("receivedAt", "2025-05-06T07:08:09Z").putObject("keywords").put("$seen", true);
    return item(Kind.MESSAGE, json);
  }

  private static Item path(Kind kind, String path) {
    ObjectNode json = JSON.createObjectNode().put("uid", path).put("path", path);
    return item(kind, json.put("@type", kind == Kind.FILE ? "File" : "Script"));
  }

  private static Item dated(Kind kind, String type, String uid) {
    ObjectNode json = JSON.createObjectNode().put("uid", uid).put("@type", type);
    return item(kind, json.put("title", "T " + uid).put("updated", "2026-01-01T00:00:00Z"));
  }

  private static Item item(Kind kind, ObjectNode json) {
    Uid uid = new Uid(json.path("uid").asText());
    return new Item(kind, Optional.of(uid), json, Optional.of(TIME), true);
  }

  /** The files of items below a directory, by their folder: name and content. */
  private Map<String, String> items(String root) {
    Map<String, String> all = new TreeMap<>(desk.files(root));
    all.keySet()
        .removeIf(
            name ->
                !name.contains("/")
                    || name.startsWith(".")
                    || name.matches(".*/(folder|calendar|address-book)\\.json"));
    return all;
  }

  /** The bytes of messages in a Maildir. */
  private List<String> letters(String root) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(root))) {
      return files
          .filter(file -> file.toString().matches(".*/(cur|new)/.*|.*\\.eml"))
          .map(WholeStoresTest::text)
          .sorted()
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive", "archive.zip", "archive.tar.gz"})
  void anArchiveOfEveryKindComesOutTheSameByteForByte(String packed) throws IOException {
    vault(1, "");
    works("export", "vault", packed);
    Desk.Answer imported = works("import", packed, "other", "--as", "all");
    assertThat(imported.out()).contains("7 added");
    assertThat(items("other")).hasSize(7).isEqualTo(items("vault"));
    desk.conforms(directory.resolve("other"));
    assertThat(works("import", packed, "other", "--as", "all").out()).contains("nothing to do");
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive", "archive.zip", "archive.tar.gz"})
  void mailOfAnArchiveGoesIntoAMaildir(String packed) throws IOException {
    vault(1, "");
    for (String part : List.of("cur", "new", "tmp")) {
      Files.createDirectories(directory.resolve("post").resolve(part));
    }
    works("export", "vault", packed);
    assertThat(works("import", packed, "post").out()).contains("2 added");
    assertThat(letters("post")).hasSize(2).isEqualTo(letters("vault"));
    // And a store of mail alone makes an archive, too.
    works("export", "post", "again-" + packed);
    works("import", "again-" + packed, "other");
    assertThat(letters("other")).isEqualTo(letters("vault"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive", "archive.zip", "archive.tar.gz"})
  void filesAtAServerGoThroughAnArchiveToAnother(String packed) {
    files().put("a.txt", "one\r\ntwo\n");
    files().put("empty", "");
    files().put("ä.bin", "\u0001\u0002");
    works("export", "shelf", packed);
    assertThat(works("import", packed, "desk", "--as", "to the desk").out()).contains("3 added");
    assertThat(copy().names()).containsExactlyInAnyOrderElementsOf(files().names());
    for (String name : files().names()) {
      assertThat(copy().item(name).orElseThrow().text())
          .isEqualTo(files().item(name).orElseThrow().text());
    }
    assertThat(works("import", packed, "desk", "--as", "to the desk").out())
        .contains("nothing to do");
    works("import", packed, "other", "--as", "to the archive");
    assertThat(items("other").values()).contains("one\r\ntwo\n", "", "\u0001\u0002");
  }

  @Test
  void everyKindIsRestored() throws IOException {
    vault(1, "");
    works("sync", "everything");
    var before = items("other");
    new DurableFiles().deleteTree(directory.resolve("vault"));
    vault(2, "!");
    works("sync", "everything");
    var after = items("other");
    assertThat(after).hasSize(7).isNotEqualTo(before);
    String first = "2026-11-22T07:30";
    works("restore", "--at", first, "backup", "fresh");
    assertThat(items("fresh")).isEqualTo(before);
    desk.conforms(directory.resolve("fresh"));
    for (String part : List.of("cur", "new", "tmp")) {
      Files.createDirectories(directory.resolve("post").resolve(part));
    }
    works("restore", "--at", "2026-11-23", "backup", "post");
    assertThat(letters("post")).isEqualTo(letters("vault"));
    works("restore", "--at", first, "backup", "desk");
    assertThat(copy().names()).contains("empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive", "archive.zip", "archive.tar.gz"})
  void scriptsAndBlobsOfAnotherProgramAreImportedExportedAndMerged(String packed) {
    desk.write(
        "theirs/archive.json",
        "{\"archive\": {\"id\": \"1\"}, \"dataset\": {\"extent\": \"FULL\"}}");
    desk.write("theirs/sieve/vacation.sieve", "keep;\r\n");
    desk.write("theirs/blob/G4f", "\u0001 bytes\n");
    desk.write("theirs/blob/deeper/G5a.jpg", "more");
    String[] bytes = {"keep;\r\n", "\u0001 bytes\n", "more"};

    works("import", "theirs", "other");
    assertThat(items("other").values()).containsExactlyInAnyOrder(bytes);
    works("export", "other", packed);
    works("import", packed, "fresh");
    assertThat(items("fresh")).isEqualTo(items("other"));
    assertThat(works("import", packed, "fresh").out()).contains("nothing to do");

    desk.write("theirs/sieve/vacation.sieve", "stop;\n");
    works("import", "theirs", "other");
    works("export", "other", "changes-" + packed, "--partial");
    assertThat(desk.run("archive", "merge", "merged", packed, "changes-" + packed).exit()).isZero();
    assertThat(items("merged")).isEqualTo(items("other"));
    assertThat(items("merged").values()).containsExactlyInAnyOrder("stop;\n", bytes[1], bytes[2]);
    assertThat(desk.run("archive", "check", "merged").exit()).isZero();
    works("import", "changes-" + packed, "fresh");
    assertThat(items("fresh")).isEqualTo(items("other"));
  }
}
