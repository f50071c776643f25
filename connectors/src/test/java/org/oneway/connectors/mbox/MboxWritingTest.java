// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;
import org.oneway.engine.testkit.Reading;

/** What files look like that were written to. */
final class MboxWritingTest {
  private static final Instant ARRIVED = Instant.parse("2026-01-01T08:00:05Z");
  private static final String FROM = "From ada@example.org Thu Jan  1 08:00:05 2026\n";
  private static final FolderId BOX = new FolderId("box.mbox");
  private static final String OWN_FIELDS =
      """
      Subject: own fields
      Status: RO
      status: x
       y
      Content-Length: 3
      X-UID: 7
      X-Oneway-Status: O
      X-Oneway-Oneway: 1
      X-Oneway-Open-End: yes

      text
      """;
  private static final List<String> AWKWARD =
      List.of(
          "Subject: plain\n\ntext\n",
          "Subject: crlf\r\n\r\ntext\r\nFrom ada Thu Jan  1 08:00:05 2026\r\n",
          "Subject: from\n\nFrom ada@example.org Thu Jan  1 08:00:05 2026\nFrom here\n\nFrom x\n",
          "Subject: no end\n\ntext",
          "Subject: no end, and bare CR\n\ntext\r",
          "Subject: no body\n",
          "Subject: nothing but this",
          "",
          "\n",
          "\n\n\n",
          "\nFrom ada@example.org Thu Jan  1 08:00:05 2026\n\n",
          "no header at all",
          " folded at once\nSubject: a\n\ntext\n",
          " folded and no more\n",
          OWN_FIELDS,
          "Subject: eight bits \u00e4\nX: \0\n\n\0\u00ff\n\n\n",
          "From ada Thu Jan  1 08:00:05 2026\nSubject: line of a file\n\ntext\n");

  @TempDir private Path home;

  private MailFile box() {
    return new MailFile(home.resolve("mail").resolve("box.mbox"));
  }

  private void given(String text) throws IOException {
    Files.createDirectories(home.resolve("mail"));
    Files.write(box().path(), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private TargetStore open(String quoting) throws StoreException {
    Map<String, String> settings = Map.of("path", "mail", "quoting", quoting);
    return new MboxConnector().openTarget(new StoreSettings("mail", home, settings, () -> ARRIVED));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Item item(String text, Set<String> keywords) {
    try {
      Scan scan = Scan.of(new ByteArrayInputStream(bytes(text)));
      return MessageItem.of(scan, keywords, Optional.of(ARRIVED));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Write create(int id, String text, String... keywords) {
    return new Write.Create(
        id,
        BOX,
        item(text, Set.of(keywords)),
        Optional.of(() -> new ByteArrayInputStream(bytes(text))));
  }

  private List<Outcome> write(String quoting, List<Write> writes) throws StoreException {
    List<Outcome> outcomes = new ArrayList<>();
    try (TargetStore store = open(quoting)) {
      store.ensureFolder(Folder.of(new FolderId("x"), "box"));
      store.apply(writes, (write, outcome) -> outcomes.add(outcome));
      store.settle((write, outcome) -> outcomes.add(outcome));
    }
    return outcomes;
  }

  private List<Change.Upsert> read(String quoting) throws StoreException {
    try (TargetStore store = open(quoting)) {
      return Reading.of(store.changes(store.scopes().get(0), Checkpoint.NONE, Known.NOTHING))
          .upserts();
    }
  }

  private List<String> texts(String quoting) throws StoreException, IOException {
    List<String> texts = new ArrayList<>();
    try (TargetStore store = open(quoting)) {
      for (Change.Upsert upsert :
          Reading.of(store.changes(store.scopes().get(0), Checkpoint.NONE, Known.NOTHING))
              .upserts()) {
        try (InputStream in = upsert.content().orElseThrow().open()) {
          texts.add(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return texts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"mboxrd", "mboxo", "none"})
  void everyMessageComesOutAsItWentIn(String quoting) throws StoreException, IOException {
    List<Write> writes = new ArrayList<>();
    for (String text : AWKWARD) {
      writes.add(create(writes.size(), text, "$seen", "work"));
    }
    assertThat(write(quoting, writes)).hasOnlyElementsOfType(Outcome.Done.class);
    assertThat(texts(quoting)).containsExactlyElementsOf(AWKWARD);
    assertThat(read(quoting))
        .extracting(upsert -> MessageItem.keywords(upsert.item()))
        .containsOnly(Set.of("$seen", "work"));
    assertThat(read(quoting))
        .extracting(upsert -> upsert.item().uid())
        .containsExactlyElementsOf(
            AWKWARD.stream().map(text -> item(text, Set.of()).uid()).toList());
  }

  @Test
  void whatMboxoCannotTellApartIsRefusedAlone() throws StoreException, IOException {
    String quoted = "Subject: quoted\n\n>From ada\n";
    List<Outcome> outcomes = write("mboxo", List.of(create(1, quoted), create(2, AWKWARD.get(0))));
    assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).hasSize(1);
    assertThat(texts("mboxo")).containsExactly(AWKWARD.get(0));
    assertThat(write("mboxrd", List.of(create(1, quoted))))
        .hasOnlyElementsOfType(Outcome.Done.class);
  }

  @Test
  void aFileWhoseLastLineHasNoEndIsAddedToAndKeepsItsMessage() throws StoreException, IOException {
    given(FROM + "Subject: old\n\nno end");
    write("mboxrd", List.of(create(1, AWKWARD.get(0))));
    assertThat(texts("mboxrd")).containsExactly("Subject: old\n\nno end", AWKWARD.get(0));
  }

  private Outcome flag(String... keywords) throws StoreException {
    Change.Upsert there = read("mboxrd").get(0);
    Item item = MessageItem.with(there.item(), Set.of(keywords), Optional.of(ARRIVED));
    Write update =
        new Write.Update(1, there.reference(), there.version(), BOX, item, Optional.empty());
    return write("mboxrd", List.of(update)).get(0);
  }

  @Test
  void thunderbirdsFlagsAreKeptUpAndTheRestOfItsNumberToo() throws StoreException, IOException {
    String rest = "X-Mozilla-Status2: 00800000\nSubject: a\n\ntext\n\n";
    given(FROM + "X-Mozilla-Status: 2001\nX-Mozilla-Keys: work      \n" + rest);
    assertThat(flag("$flagged", "$answered", "home")).isInstanceOf(Outcome.Done.class);
    assertThat(box().text())
        .startsWith(FROM + "X-Mozilla-Status: 2006\nX-Mozilla-Keys: home   ")
        .endsWith("  \n" + rest)
        .doesNotContain("\nStatus:");
    write("mboxrd", List.of(create(2, "Subject: b\n\ntext\n", "$seen")));
    assertThat(box().text())
        .contains("X-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\nX-Mozilla-Keys:");
  }

  @Test
  void labelsOfGmailAreKeptUpAndTheOthersStay() throws StoreException, IOException {
    given(FROM + "X-Gmail-Labels: Posteingang,\"a, b\",Ungelesen\nSubject: a\n\ntext\n\n");
    flag("$seen", "$flagged", "work");
    assertThat(box().text())
        .isEqualTo(
            FROM
                + "X-Gmail-Labels: Posteingang,\"a, b\",IMAP_work,Starred\n"
                + "Subject: a\n\ntext\n\n");
    assertThat(MessageItem.keywords(read("mboxrd").get(0).item()))
        .containsExactlyInAnyOrder("$seen", "$flagged", "work");
    flag("$seen");
    assertThat(box().text()).contains("X-Gmail-Labels: Posteingang,\"a, b\"\n");
  }

  @Test
  void lengthsAreToldWhereTheFileTellsThem() throws StoreException, IOException {
    given(FROM + "Content-Length: 5\nSubject: a\n\ntext\n\n");
    write("mboxrd", List.of(create(2, "Subject: b\n\nFrom me\n")));
    assertThat(box().text()).contains("Content-Length: 9\nSubject: b\n\n>From me\n");
    assertThat(texts("mboxrd")).containsExactly("Subject: a\n\ntext\n", "Subject: b\n\nFrom me\n");
  }

  @Test
  void whatIsAsItShouldBeIsNotWritten() throws StoreException, IOException {
    given(FROM + "Status: RO\nX-Status: F\nSubject: a\n\ntext\n\n");
    Object before = Files.readAttributes(box().path(), "fileKey,lastModifiedTime");
    assertThat(flag("$seen", "$flagged")).isInstanceOf(Outcome.Done.class);
    assertThat(Files.readAttributes(box().path(), "fileKey,lastModifiedTime")).isEqualTo(before);
  }

  @Test
  void aFileThatAMailProgramHasLockedIsLeftAlone() throws StoreException, IOException {
    given(FROM + "Subject: a\n\ntext\n\n");
    Path lock = home.resolve("mail").resolve("box.mbox.lock");
    Files.writeString(lock, "4711\n");
    assertThatThrownBy(() -> flag("$seen"))
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageContaining("box.mbox.lock");
    assertThat(box().text()).isEqualTo(FROM + "Subject: a\n\ntext\n\n");
    assertThat(lock).hasContent("4711");
  }

  @Test
  void aLockThatAKilledRunHasLeftIsTakenOver() throws StoreException, IOException {
    given(FROM + "Subject: a\n\ntext\n\n");
    Path lock = home.resolve("mail").resolve("box.mbox.lock");
    Files.writeString(lock, "oneway\n");
    Files.writeString(home.resolve("mail").resolve(".oneway-box.mbox.tmp"), "half");
    assertThat(flag("$seen")).isInstanceOf(Outcome.Done.class);
    assertThat(box().text()).startsWith(FROM + "Status: RO\nSubject: a\n");
    assertThat(home.resolve("mail").toFile().list()).containsExactly("box.mbox");
  }

  @Test
  void foldersBecomeFilesThatCannotLeaveTheDirectory() throws StoreException, IOException {
    try (TargetStore store = open("mboxrd")) {
      for (String name : List.of("Work/2026", "../../evil", "a\r\nb", ".hidden", "con")) {
        Folder made = store.ensureFolder(Folder.of(new FolderId("x"), name));
        assertThat(store.ensureFolder(Folder.of(new FolderId("x"), name))).isEqualTo(made);
        assertThat(store.folders()).contains(made);
      }
    }
    assertThat(home.toFile().list()).containsExactly("mail");
    assertThat(home.resolve("mail").resolve("Work").resolve("2026.mbox")).isEmptyFile();
  }
}
