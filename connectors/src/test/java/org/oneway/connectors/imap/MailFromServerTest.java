// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags.Flag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.maildir.Box;
import org.oneway.engine.plan.Counts.Count;

/** Mail from a server to a Maildir, run by run. */
abstract class MailFromServerTest {
  static final Date ARRIVED = MailServer.ARRIVED;

  @TempDir private Path to;
  @TempDir private Path scratch;
  private final List<MailServer> opened = new ArrayList<>();
  private MailServer from;
  private Box box;
  private Delivery delivery;

  /** The account whose mail is sent for. */
  abstract MailServer server();

  /** Names that the server takes beside the usual ones. */
  List<String> oddNames() {
    return List.of();
  }

  /** Whether the server keeps bytes in headers that should not be there. */
  boolean keepsBytesInHeaders() {
    return true;
  }

  /** What a run without changes asks in each folder beside opening it: nothing, with QRESYNC. */
  Set<String> askedInEachFolder() {
    return Set.of();
  }

  @BeforeEach
  void anAccount() {
    from = server();
    opened.add(from);
    box = Box.at(to);
    delivery = new Delivery(from, to, scratch);
  }

  final MailServer from() {
    return from;
  }

  final Box box() {
    return box;
  }

  final Delivery delivery() {
    return delivery;
  }

  @AfterEach
  void close() {
    opened.forEach(MailServer::close);
  }

  static String message(String id, String text) {
    return "Message-ID: <"
        + id
        + "@example.org>\r\nDate: Thu, 1 Jan 2026 09:00:00 +0100\r\nFrom: Ada <ada@example.org>\r\n"
        + "Subject: Letter "
        + id
        + "\r\n\r\n"
        + text
        + "\r\n";
  }

  final void requireQuiet() {
    Delivery.Run again = delivery.run();
    assertThat(again.written().writes()).as("writes of one more run").isZero();
    assertThat(again.read().items()).as("messages read").isZero();
  }

  @Test
  void messagesArriveByteForByteWithFlagsAndTimeAndASecondRunDoesNothing() throws Exception {
    from.folder("Work");
    from.put("INBOX", message("a", "x\r\n\r\ny"), ARRIVED, "S", "F");
    from.put("INBOX", message("b", "new"), ARRIVED);
    from.put("Work", message("c", "kept"), ARRIVED, "R", "Later");
    delivery.run();
    assertThat(box.messages(""))
        .containsExactlyInAnyOrder("FS|" + message("a", "x\r\n\r\ny"), "|" + message("b", "new"));
    assertThat(box.messages(".Work")).containsExactly("Ra|" + message("c", "kept"));
    for (String file : box.files()) {
      assertThat(Files.getLastModifiedTime(to.resolve(file)).toInstant())
          .isEqualTo(ARRIVED.toInstant());
    }
    requireQuiet();
  }

  @Test
  void aRunWithoutChangesAsksOnceForEachFolder() {
    from.folder("Work");
    from.put("INBOX", message("a", "text"), ARRIVED);
    from.put("Work", message("b", "text"), ARRIVED);
    delivery.run();
    Delivery.Run again = delivery.run();
    List<String> folders = again.commands().stream().filter(c -> c.equals("EXAMINE")).toList();
    Set<String> others = new HashSet<>(again.commands());
    others.removeAll(Set.of("EXAMINE", "LIST", "NAMESPACE"));
    assertThat(others).isEqualTo(askedInEachFolder());
    for (String command : others) {
      assertThat(Collections.frequency(again.commands(), command))
          .isLessThanOrEqualTo(folders.size());
    }
    assertThat(folders).hasSizeGreaterThanOrEqualTo(2);
    assertThat(Collections.frequency(again.commands(), "LIST")).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "QRESYNC", "QRESYNC CONDSTORE"})
  void whatChangesTravelsWhateverTheServerHas(String unused) {
    delivery.without(Set.of(unused.split(" ")));
    from.folder("Old");
    List<Long> uids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      uids.add(from.put("INBOX", message("m" + i, "text"), ARRIVED));
    }
    delivery.run();
    from.flag("INBOX", uids.get(0), Flag.SEEN, true);
    from.flag("INBOX", uids.get(1), Flag.DELETED, true);
    from.move("INBOX", uids.get(2), "Old");
    from.put("INBOX", message("m5", "text"), ARRIVED, "F");
    Delivery.Run run = delivery.run();
    assertThat(run.count(Count.MOVED)).isEqualTo(1);
    assertThat(run.count(Count.DELETED)).isEqualTo(1);
    assertThat(box.messages(""))
        .containsExactlyInAnyOrder(
            "S|" + message("m0", "text"),
            "|" + message("m3", "text"),
            "|" + message("m4", "text"),
            "F|" + message("m5", "text"));
    assertThat(box.messages(".Old")).containsExactly("|" + message("m2", "text"));
    requireQuiet();
  }

  @Test
  @DisplayName("P11 a change of flags sends for no message")
  void aChangeOfFlagsSendsForNoMessage() {
    long uid = from.put("INBOX", message("a", "x".repeat(5000)), ARRIVED);
    delivery.run();
    from.flag("INBOX", uid, Flag.FLAGGED, true);
    Delivery.Run run = delivery.run();
    assertThat(run.count(Count.CHANGED)).isEqualTo(1);
    assertThat(run.read().bytesRead()).isLessThan(1000);
    assertThat(run.written().bytesWritten()).isZero();
    assertThat(box.messages("")).containsExactly("F|" + message("a", "x".repeat(5000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "QRESYNC", "QRESYNC CONDSTORE"})
  @DisplayName("F10 a folder that is numbered anew costs neither a message nor a second copy")
  void aFolderThatIsNumberedAnew(String unused) {
    delivery.without(Set.of(unused.split(" ")));
    from.folder("Work").put("Work", message("first", "text"), ARRIVED);
    for (int i = 0; i < 4; i++) {
      from.put("Work", message("m" + i, "text"), ARRIVED, "S");
    }
    from.put("Work", message("m0", "text"), ARRIVED, "S");
    delivery.run();
    List<String> before = box.messages(".Work");
    from.deleteFolder("Work");
    from.folder("Work");
    for (int i = 3; i >= 0; i--) {
      from.put("Work", message("m" + i, "text"), ARRIVED, "S");
    }
    from.put("Work", message("m0", "text"), ARRIVED, "S");
    from.put("Work", message("first", "text"), ARRIVED);
    Delivery.Run run = delivery.run();
    assertThat(box.messages(".Work")).hasSize(6).isEqualTo(before);
    assertThat(run.written().writes()).isZero();
    requireQuiet();
  }

  @Test
  @DisplayName("S13 whatever its bytes are, a message arrives as the server has it")
  void strangeMessagesArrive() {
    List<String> strange =
        List.of(
            "\r\n",
            "Subject: "
                + (keepsBytesInHeaders() ? "\u00fc\u00ff\u0080" : "plain")
                + "\r\n\r\nbytes beyond ASCII \u00e4\r\n",
            "Subject: no id\r\n\r\none\r\n",
            "Subject: no id\r\n\r\ntwo\r\n",
            message("twice", "one"),
            message("twice", "another text"),
            message("large", ("x".repeat(70) + "\r\n").repeat(40_000)),
            message("large too", ("y".repeat(70) + "\r\n").repeat(5_000)));
    strange.forEach(text -> from.put("INBOX", text, ARRIVED, "S"));
    delivery.run();
    assertThat(box.messages(""))
        .containsExactlyInAnyOrderElementsOf(strange.stream().map(m -> "S|" + m).toList());
    requireQuiet();
  }

  @Test
  void equalMessagesAreCountedAndStayAsManyAsTheyAre() {
    from.put("INBOX", message("a", "text"), ARRIVED);
    long second = from.put("INBOX", message("a", "text"), ARRIVED);
    delivery.run();
    assertThat(box.messages("")).hasSize(2);
    requireQuiet();
    from.flag("INBOX", second, Flag.DELETED, true);
    delivery.run();
    assertThat(box.messages("")).hasSize(1);
    requireQuiet();
  }

  @Test
  @DisplayName("S14 names of folders are names of folders, whatever is in them")
  void namesOfFoldersAreNamesOfFolders() {
    List<String> names = new ArrayList<>(oddNames());
    names.addAll(List.of("Entw\u00fcrfe", "R&D", "two words", "deep/er/still", "\u65e5\u672c"));
    for (String name : names) {
      from.folder(name).put(name, message("in", name.length() + " characters"), ARRIVED);
    }
    Delivery.Run run = delivery.run();
    assertThat(run.count(Count.ADDED)).isEqualTo(names.size());
    assertThat(box.messages(".Entw&APw-rfe")).hasSize(1);
    assertThat(box.messages(".deep.er.still")).hasSize(1);
    requireQuiet();
  }

  @Test
  void whereAFolderIsGoneNothingIsDeleted() {
    from.folder("Work").put("Work", message("a", "text"), ARRIVED);
    delivery.run();
    from.deleteFolder("Work");
    delivery.run();
    assertThat(box.messages(".Work")).hasSize(1);
  }

  @Test
  void whereAFolderIsRenamedNothingIsDeletedOrThereTwice() {
    from.folder("Work");
    for (int i = 0; i < 4; i++) {
      from.put("Work", message("m" + i, "text"), ARRIVED, "S");
    }
    delivery.run();
    from.renameFolder("Work", "Projects");
    Delivery.Run run = delivery.run();
    assertThat(run.count(Count.DELETED)).isZero();
    assertThat(box.messages(".Work")).hasSize(4);
    assertThat(to.resolve(".Projects")).doesNotExist();
    requireQuiet();
  }

  @Test
  void whatAServerCannotDoAnyMoreCostsNothingAndNeitherWhenItCanAgain() {
    for (int i = 0; i < 4; i++) {
      from.put("INBOX", message("m" + i, "text"), ARRIVED);
    }
    delivery.run();
    for (String unused : List.of("QRESYNC CONDSTORE", "", "QRESYNC", "QRESYNC CONDSTORE", "")) {
      delivery.without(Set.of(unused.split(" ")));
      Delivery.Run run = delivery.run();
      assertThat(run.written().writes()).as("writes without " + unused).isZero();
    }
    assertThat(box.messages("")).hasSize(4);
    requireQuiet();
  }

  @Test
  void manyMessagesArriveInFewRequests() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      from.put("INBOX", message("m" + i, "text " + i), ARRIVED);
      expected.add("|" + message("m" + i, "text " + i));
    }
    Delivery.Run run = delivery.run();
    assertThat(box.messages("")).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(Collections.frequency(run.commands(), "UID FETCH")).isLessThan(12);
  }
}
