// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.maildir.Box.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.testkit.Faults;

/** Mail from one Maildir to another, run by run. */
final class MaildirSyncTest {
  @TempDir private Path home;
  @TempDir private Path scratch;
  private Box from;
  private Box to;
  private Post post;

  @BeforeEach
  void anInbox() {
    from = Box.made(home.resolve("from"));
    to = Box.at(home.resolve("to"));
    post = new Post(new MaildirConnector(), from.path(), to.path(), scratch);
  }

  private void requireQuiet() {
    Map<String, String> before = to.snapshot();
    Post.Run again = post.run();
    assertThat(again.written().writes()).as("writes of one more run").isZero();
    assertThat(again.read().items() + again.written().items()).as("messages opened").isZero();
    assertThat(to.snapshot()).isEqualTo(before);
  }

  @Test
  void messagesArriveByteForByteWithFlagsAndTimeAndASecondRunDoesNothing() throws IOException {
    from.folder(".Work.2026").put("cur/1.a.host:2,FS", message("a", "x\r\ny\nz"));
    from.put("new/2.b.host", message("b", "new"));
    from.put(".Work.2026/cur/3.c.host,S=9:2,DRT", message("c", "draft"));
    post.run();
    assertThat(to.messages(""))
        .containsExactlyInAnyOrder("FS|" + message("a", "x\r\ny\nz"), "|" + message("b", "new"));
    assertThat(to.messages(".Work.2026")).containsExactly("DRT|" + message("c", "draft"));
    for (String file : to.files()) {
      assertThat(Files.getLastModifiedTime(to.path().resolve(file)).toInstant())
          .isEqualTo(Box.ARRIVED);
    }
    requireQuiet();
  }

  @Test
  @DisplayName("P11 a change of flags renames one file and sends nothing")
  void aChangeOfFlagsRenamesOneFileAndSendsNothing() {
    from.put("cur/1.a.host:2,S", message("a", "text")).put("new/2.b.host", message("b", "text"));
    post.run();
    from.rename("cur/1.a.host:2,S", "cur/1.a.host:2,FR");
    from.rename("new/2.b.host", "cur/2.b.host:2,S");
    Post.Run run = post.run();
    assertThat(run.count(Count.CHANGED)).isEqualTo(2);
    assertThat(run.written().bytesWritten()).as("bytes sent").isZero();
    assertThat(to.messages(""))
        .containsExactlyInAnyOrder("FR|" + message("a", "text"), "S|" + message("b", "text"));
    requireQuiet();
  }

  @Test
  void aMessageThatIsOnlyLookedAtIsNotWrittenAgain() {
    from.put("new/1.a.host", message("a", "text"));
    post.run();
    from.rename("new/1.a.host", "cur/1.a.host:2,");
    assertThat(post.run().written().writes()).isZero();
  }

  @Test
  void keywordsTravelByNameWhateverTheirLetter() throws IOException {
    Files.writeString(from.path().resolve("dovecot-keywords"), "0 $Junk\n3 Later\n");
    from.put("cur/1.a.host:2,Sad", message("a", "text"));
    Box.made(to.path());
    Files.writeString(to.path().resolve("dovecot-keywords"), "0 other\n");
    post.run();
    assertThat(Files.readString(to.path().resolve("dovecot-keywords")))
        .isEqualTo("0 other\n1 $junk\n2 later\n");
    assertThat(to.messages("")).containsExactly("Sbc|" + message("a", "text"));
    requireQuiet();
  }

  @Test
  void moreKeywordsThanLettersLoseNoMessage() throws IOException {
    StringBuilder full = new StringBuilder();
    for (int i = 0; i < Keywords.MOST; i++) {
      full.append(i).append(" full").append(i).append('\n');
    }
    Box.made(to.path());
    Files.writeString(to.path().resolve("dovecot-keywords"), full);
    Files.writeString(from.path().resolve("dovecot-keywords"), "0 one-more\n");
    from.put("cur/1.a.host:2,Sa", message("a", "text"));
    post.run();
    assertThat(to.messages("")).containsExactly("S|" + message("a", "text"));
    requireQuiet();
  }

  @Test
  void equalMessagesAreCountedAndStayAsManyAsTheyAre() {
    from.put("cur/1.a.host:2,", message("a", "text")).put("cur/2.a.host:2,S", message("a", "text"));
    post.run();
    assertThat(to.messages("")).hasSize(2);
    requireQuiet();
    from.delete("cur/1.a.host:2,");
    post.run();
    assertThat(to.messages("")).containsExactly("S|" + message("a", "text"));
    requireQuiet();
  }

  @Test
  void aMessageThatIsMovedIsMoved() {
    from.folder(".Old").put("cur/1.a.host:2,S", message("a", "text"));
    from.put("cur/2.b.host:2,", message("b", "text"));
    post.run();
    from.rename("cur/1.a.host:2,S", ".Old/cur/1.a.host:2,FS");
    Post.Run run = post.run();
    assertThat(run.count(Count.MOVED)).isEqualTo(1);
    assertThat(run.written().bytesWritten()).isZero();
    assertThat(to.messages(".Old")).containsExactly("FS|" + message("a", "text"));
    assertThat(to.messages("")).containsExactly("|" + message("b", "text"));
    requireQuiet();
  }

  @Test
  void aMessageThatIsDeletedIsDeleted() {
    from.put("cur/1.a.host:2,S", message("a", "text")).put("cur/2.b.host:2,", message("b", "x"));
    post.run();
    from.delete("cur/1.a.host:2,S");
    assertThat(post.run().count(Count.DELETED)).isEqualTo(1);
    assertThat(to.messages("")).containsExactly("|" + message("b", "x"));
    requireQuiet();
  }

  @Test
  void aFlagThatWasSetAtTheTargetStays() {
    from.put("cur/1.a.host:2,", message("a", "text"));
    post.run();
    String there = to.files().get(0);
    to.rename(there, there + "F");
    from.rename("cur/1.a.host:2,", "cur/1.a.host:2,S");
    post.run();
    assertThat(to.messages("")).containsExactly("FS|" + message("a", "text"));
    requireQuiet();
  }

  @Test
  void whatIsAtTheTargetAlreadyIsNotCopiedAgain() {
    from.put("cur/1.a.host:2,S", message("a", "text"));
    Box.made(to.path()).put("cur/9.mine.host:2,F", message("a", "text").replace("\n", "\r\n"));
    post.run();
    assertThat(to.files()).containsExactly("cur/9.mine.host:2,FS");
    requireQuiet();
  }

  @Test
  @DisplayName("S13 whatever its bytes are, a message arrives byte for byte")
  void whateverItsBytesAreAMessageArrives() {
    List<String> strange =
        List.of(
            "",
            "\u0000\u0000\n",
            "no header at all",
            "Subject: \u00fc\u00ff\u0080\n\nbare\rCR\nand \u0000 NUL\r\n",
            "Subject: without an end",
            "\n\n\n",
            message("twice", "one"),
            message("twice", "another text"),
            "\u00ef\u00bb\u00bfSubject: with a mark\n\n");
    for (int i = 0; i < strange.size(); i++) {
      from.put("cur/" + i + ".x.host:2,S", strange.get(i));
    }
    post.run();
    assertThat(to.messages(""))
        .containsExactlyInAnyOrderElementsOf(strange.stream().map(m -> "S|" + m).toList());
    requireQuiet();
  }

  @Test
  void whatCannotBeReadCostsItselfOnly() throws IOException {
    from.put("cur/1.a.host:2,S", message("a", "text")).put("cur/2.b.host:2,", message("b", "x"));
    post.run();
    from.delete("cur/1.a.host:2,S");
    Files.createSymbolicLink(from.path().resolve("cur/1.a.host:2,FS"), from.path().resolve("cur"));
    from.put("cur/3.c.host:2,", message("c", "x"));
    Post.Run run = post.run();
    assertThat(run.report().pending()).hasSize(1);
    assertThat(to.messages("")).hasSize(3).contains("S|" + message("a", "text"));
  }

  @Test
  @DisplayName("S14 names of folders are names of folders, whatever is in them")
  void namesOfFoldersAreNamesOfFolders() {
    List<String> hostile =
        List.of(
            ".a\\2e\\2e\\2fx",
            ".\r\nA1 DELETE INBOX",
            ".&AC8-etc&AC8-x",
            ".~root",
            ".%s&",
            "." + "x".repeat(240),
            ".\\2e");
    hostile.forEach(name -> from.folder(name).put(name + "/cur/1.a:2,", message("a", name)));
    for (String layout : List.of("maildir++", "fs")) {
      Path target = home.resolve("below").resolve(layout);
      Post other = new Post(new MaildirConnector(), from.path(), target, scratch.resolve(layout));
      mkdir(scratch.resolve(layout));
      mkdir(target);
      other.layout(layout).run();
      assertThat(Box.at(target).files()).hasSize(hostile.size());
      assertThat(Box.at(home).files())
          .allMatch(file -> file.startsWith("from/") || file.startsWith("below/"));
      assertThat(other.run().written().writes()).isZero();
    }
  }

  private static void mkdir(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void foldersInUtf7AndUtf8AreRead() {
    from.folder(".Entw&APw-rfe").put(".Entw&APw-rfe/cur/1.a:2,", message("a", "x"));
    from.folder(".Gel\u00f6scht").put(".Gel\u00f6scht/cur/1.b:2,", message("b", "x"));
    from.folder("Plain/Deep").put("Plain/Deep/cur/1.c:2,", message("c", "x"));
    post.run();
    assertThat(to.messages(".Entw&APw-rfe")).hasSize(1);
    assertThat(to.messages(".Gel&APY-scht")).hasSize(1);
    assertThat(to.messages(".Plain.Deep")).hasSize(1);
    requireQuiet();
  }

  @Test
  void whereTheMailIsGoneAltogetherNothingIsDeleted() throws IOException {
    from.folder(".Old").put(".Old/cur/1.a.host:2,S", message("a", "text"));
    post.run();
    from.delete(".Old/cur/1.a.host:2,S");
    for (String part : List.of("cur", "new", "tmp")) {
      Files.delete(from.path().resolve(".Old").resolve(part));
    }
    post.run();
    assertThat(to.messages(".Old")).hasSize(1);
  }

  @Test
  @DisplayName("R01 halted at any write and run again, the mail is there once")
  void haltedAtAnyWriteAndRunAgainTheMailIsThereOnce() throws IOException {
    boolean isHalted = true;
    for (int n = 1; isHalted; n++) {
      for (boolean before : List.of(true, false)) {
        Path place = Files.createDirectories(home.resolve("round-" + n + before));
        Box here = Box.made(place.resolve("from")).folder(".Old");
        Box there = Box.at(place.resolve("to"));
        Post sync =
            new Post(
                new MaildirConnector(),
                here.path(),
                there.path(),
                Files.createDirectories(place.resolve("scratch")));
        for (int i = 0; i < 6; i++) {
          here.put("cur/" + i + ".x:2,", message("x" + i, "text"));
        }
        here.put("cur/a.x:2,", message("x0", "text"));
        Faults first = new Faults();
        isHalted = sync.run(before ? first.cutBeforeWrite(n) : first.cutAfterWrite(n)).isEmpty();
        sync.run();
        here.rename("cur/1.x:2,", "cur/1.x:2,S");
        here.rename("cur/2.x:2,", ".Old/cur/2.x:2,F");
        here.delete("cur/3.x:2,");
        here.put("cur/7.x:2,S", message("x7", "text"));
        Faults second = new Faults();
        isHalted |= sync.run(before ? second.cutBeforeWrite(n) : second.cutAfterWrite(n)).isEmpty();
        sync.run();
        String round = "halted " + (before ? "before" : "after") + " write " + n;
        assertThat(there.messages("")).as(round).isEqualTo(here.messages(""));
        assertThat(there.messages(".Old")).as(round).isEqualTo(here.messages(".Old"));
        assertThat(there.files()).as(round).noneMatch(file -> file.contains("tmp/"));
        assertThat(sync.run().written().writes()).as(round).isZero();
      }
    }
  }
}
