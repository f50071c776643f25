// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.imap.MailFromServerTest.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.testkit.Faults;

/** Mail from a Maildir to a server, run by run. */
abstract class MailToServerTest {
  private static final Instant ARRIVED = Instant.parse("2026-01-01T08:00:05Z");

  @TempDir private Path from;
  @TempDir private Path scratch;
  private MailServer to;
  private Mailing mailing;

  abstract MailServer server();

  /** Whether messages that are marked as deleted stay while nobody says EXPUNGE. */
  boolean keepsWhatIsMarked() {
    return true;
  }

  /** What is asked in each folder beside EXAMINE where nothing has changed. */
  Set<String> askedInEachFolder() {
    return Set.of();
  }

  /** Whether messages may be sent before the answer to the one before. */
  boolean takesSeveralAtOnce() {
    return true;
  }

  @BeforeEach
  void anAccount() {
    to = server();
    mailing = new Mailing(from, to, scratch);
    folder("");
  }

  @AfterEach
  void close() {
    to.close();
  }

  final MailServer to() {
    return to;
  }

  final Mailing mailing() {
    return mailing;
  }

  final void folder(String name) {
    try {
      for (String part : List.of("cur", "new", "tmp")) {
        Files.createDirectories(from.resolve(name).resolve(part));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a message into a folder of the source; its lines end as they are given. */
  final void put(String folder, String file, String latin1) throws Exception {
    Path path = from.resolve(folder).resolve("cur").resolve(file);
    Files.write(path, latin1.getBytes(StandardCharsets.ISO_8859_1));
    Files.setLastModifiedTime(path, FileTime.from(ARRIVED));
  }

  final void rename(String file, String other) throws Exception {
    Files.move(from.resolve(file), from.resolve(other));
  }

  final void remove(String file) throws Exception {
    Files.delete(from.resolve(file));
  }

  final void requireQuiet() {
    Mailing.Run again = mailing.run();
    assertThat(again.written().writes()).as("writes of one more run").isZero();
    assertThat(again.report().counts().of(Count.UNCHANGED)).isNotNegative();
  }

  @Test
  void messagesArriveByteForByteWithFlagsAndTimeAndASecondRunDoesNothing() throws Exception {
    folder(".Work");
    Files.writeString(from.resolve(".Work/dovecot-keywords"), "0 later\n");
    put("", "1.a.x:2,SF", message("a", "x\r\n\r\ny"));
    put("", "2.b.x:2,", message("b", "lines end with LF").replace("\r\n", "\n"));
    put(".Work", "3.c.x:2,Ra", message("c", "kept"));
    Mailing.Run run = mailing.run();
    assertThat(run.count(Count.ADDED)).isEqualTo(3);
    assertThat(run.found()).isEmpty();
    assertThat(to.messages("INBOX"))
        .containsExactlyInAnyOrder(
            "$flagged $seen|2026-01-01T08:00:05Z|" + message("a", "x\r\n\r\ny"),
            "|2026-01-01T08:00:05Z|" + message("b", "lines end with LF"));
    assertThat(to.messages("Work"))
        .containsExactly("$answered later|2026-01-01T08:00:05Z|" + message("c", "kept"));
    requireQuiet();
  }

  @Test
  void aRunWithoutChangesAsksOnceForEachFolder() throws Exception {
    folder(".Work");
    put("", "1.a.x:2,S", message("a", "text"));
    put(".Work", "2.b.x:2,S", message("b", "text"));
    mailing.run();
    requireQuiet();
    Mailing.Run again = mailing.run();
    Set<String> allowed = new HashSet<>(askedInEachFolder());
    allowed.addAll(Set.of("LIST", "NAMESPACE", "EXAMINE"));
    assertThat(allowed).containsAll(again.commands());
    assertThat(again.commands().size())
        .isLessThanOrEqualTo(3 + to.folders().size() * (1 + askedInEachFolder().size()));
    assertThat(Collections.frequency(again.commands(), "LIST")).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "QRESYNC CONDSTORE", "MOVE", "MOVE UIDPLUS", "LITERAL+"})
  void whatChangesTravelsWhateverTheServerHas(String unused) throws Exception {
    mailing.without(Set.of(unused.split(" ")));
    folder(".Old");
    for (int i = 0; i < 5; i++) {
      put("", i + ".m.x:2,", message("m" + i, "text"));
    }
    mailing.run();
    rename("cur/0.m.x:2,", "cur/0.m.x:2,S");
    Files.delete(from.resolve("cur/1.m.x:2,"));
    rename("cur/2.m.x:2,", ".Old/cur/2.m.x:2,");
    put("", "5.m.x:2,F", message("m5", "text"));
    Mailing.Run run = mailing.run();
    assertThat(run.count(Count.MOVED)).isEqualTo(1);
    assertThat(run.count(Count.DELETED)).isEqualTo(1);
    assertThat(to.messages("INBOX").stream().filter(m -> !m.startsWith("$deleted")))
        .containsExactlyInAnyOrder(
            "$seen|2026-01-01T08:00:05Z|" + message("m0", "text"),
            "|2026-01-01T08:00:05Z|" + message("m3", "text"),
            "|2026-01-01T08:00:05Z|" + message("m4", "text"),
            "$flagged|2026-01-01T08:00:05Z|" + message("m5", "text"));
    assertThat(to.messages("Old"))
        .containsExactly("|2026-01-01T08:00:05Z|" + message("m2", "text"));
    boolean cannotRemove = unused.contains("UIDPLUS");
    assertThat(to.messages("INBOX")).hasSize(cannotRemove && keepsWhatIsMarked() ? 6 : 4);
    assertThat(run.remarks()).hasSize(cannotRemove ? 1 : 0);
    requireQuiet();
  }

  @Test
  @DisplayName("P11 a change of flags sends no message")
  void aChangeOfFlagsSendsNoMessage() throws Exception {
    put("", "1.a.x:2,", message("a", "x".repeat(5000)));
    mailing.run();
    rename("cur/1.a.x:2,", "cur/1.a.x:2,F");
    Mailing.Run run = mailing.run();
    assertThat(run.count(Count.CHANGED)).isEqualTo(1);
    assertThat(run.written().bytesWritten()).isZero();
    assertThat(run.commands()).doesNotContain("APPEND");
    assertThat(to.messages("INBOX")).hasSize(1).allMatch(m -> m.startsWith("$flagged|"));
  }

  @Test
  void messagesOfOthersThatAreMarkedAsDeletedStay() throws Exception {
    for (int i = 0; i < 5; i++) {
      put("", i + ".m.x:2,", message("m" + i, "text"));
    }
    mailing.run();
    long foreign = to.putAndLeave("INBOX", message("foreign", "of somebody else"));
    Files.delete(from.resolve("cur/1.m.x:2,"));
    assertThat(mailing.run().count(Count.DELETED)).isEqualTo(1);
    assertThat(foreign).isPositive();
    assertThat(to.messages("INBOX"))
        .hasSize(5)
        .anyMatch(m -> m.startsWith("$deleted") && m.contains("of somebody else"));
  }

  @Test
  void equalMessagesAreCountedAndStayAsManyAsTheyAre() throws Exception {
    put("", "1.a.x:2,", message("a", "text"));
    put("", "2.a.x:2,", message("a", "text"));
    mailing.run();
    assertThat(to.messages("INBOX")).hasSize(2);
    requireQuiet();
    Files.delete(from.resolve("cur/2.a.x:2,"));
    mailing.run();
    assertThat(to.messages("INBOX")).hasSize(1);
    requireQuiet();
  }

  @Test
  @DisplayName("S13 a message that cannot be sent costs itself only")
  void aMessageThatCannotBeSentCostsItselfOnly() throws Exception {
    put("", "1.a.x:2,", message("a", "a byte \0 that the protocol cannot carry"));
    put("", "2.b.x:2,", message("b", "text"));
    put("", "3.c.x:2,", message("c", ("x".repeat(70) + "\r\n").repeat(40_000)));
    Mailing.Run run = mailing.run();
    assertThat(run.count(Count.ADDED)).isEqualTo(2);
    assertThat(run.report().pending())
        .hasSize(1)
        .allMatch(pending -> pending.toString().contains("byte 0"));
    assertThat(to.messages("INBOX")).hasSize(2);
    requireQuiet();
  }

  @Test
  void whatTheServerMakesOfBytesInAHeaderIsSaid() throws Exception {
    put("", "1.a.x:2,", message("a", "text").replace("Letter", "L\u00e9tter"));
    Mailing.Run run = mailing.run();
    boolean isKept = to.messages("INBOX").get(0).contains("L\u00e9tter");
    assertThat(run.remarks().toString().contains("not ASCII")).isNotEqualTo(isKept);
    requireQuiet();
  }

  @Test
  @DisplayName("F10 a folder that is numbered anew gets neither a second copy nor a deletion")
  void aFolderThatIsNumberedAnew() throws Exception {
    folder(".Work");
    for (int i = 0; i < 4; i++) {
      put(".Work", i + ".m.x:2,S", message("m" + i, "text"));
    }
    put(".Work", "4.m.x:2,S", message("m0", "text"));
    mailing.run();
    requireQuiet();
    to.deleteFolder("Work");
    to.folder("Work");
    for (int i = 3; i >= 0; i--) {
      to.put("Work", message("m" + i, "text"), Date.from(ARRIVED), "S");
    }
    to.put("Work", message("m0", "text"), Date.from(ARRIVED), "S");
    List<String> before = to.messages("Work");
    mailing.run();
    assertThat(to.messages("Work")).hasSize(5).isEqualTo(before);
    requireQuiet();
  }

  @Test
  void foldersAreMadeWithWhatTheyAreForAndSubscribedTo() throws Exception {
    folder(".Lists.oneway");
    folder(".Entw&APw-rfe");
    put(".Lists.oneway", "1.a.x:2,", message("a", "text"));
    put(".Entw&APw-rfe", "2.b.x:2,", message("b", "text"));
    mailing.run();
    assertThat(to.messages("Lists/oneway")).hasSize(1);
    assertThat(to.messages("Entw\u00fcrfe")).hasSize(1);
    assertThat(to.subscribed()).contains("Lists/oneway", "Entw\u00fcrfe");
    requireQuiet();
  }

  @Test
  void whereAFolderOfTheSourceIsGoneNothingIsDeleted() throws Exception {
    folder(".Work");
    put("", "1.b.x:2,", message("b", "text"));
    put(".Work", "1.a.x:2,", message("a", "text"));
    mailing.run();
    Files.delete(from.resolve(".Work/cur/1.a.x:2,"));
    for (String part : List.of("cur", "new", "tmp", "")) {
      Files.delete(from.resolve(".Work").resolve(part));
    }
    mailing.run();
    assertThat(to.messages("Work")).hasSize(1);
  }

  @Test
  void whereAFolderOfTheTargetIsRenamedNothingIsThereTwice() throws Exception {
    folder(".Work");
    for (int i = 0; i < 4; i++) {
      put(".Work", i + ".m.x:2,S", message("m" + i, "text"));
    }
    mailing.run();
    to.renameFolder("Work", "Projects");
    mailing.run();
    int left = to.folders().contains("Work") ? to.messages("Work").size() : 0;
    assertThat(to.messages("Projects").size() + left).isEqualTo(4);
    requireQuiet();
  }

  @Test
  void whereAFolderOfTheTargetIsGoneThatIsToldAndNothingIsWrittenElsewhere() throws Exception {
    folder(".Work");
    for (int i = 0; i < 4; i++) {
      put(".Work", i + ".m.x:2,S", message("m" + i, "text"));
    }
    mailing.run();
    to.deleteFolder("Work");
    put(".Work", "4.m.x:2,S", message("m4", "text"));
    assertThat(mailing.run().report().notices())
        .extracting(Notice::about)
        .containsExactly(Notice.About.FOLDER_GONE);
    assertThat(to.folders()).doesNotContain("Work");
    assertThat(to.messages("INBOX")).isEmpty();
    requireQuiet();
  }

  @Test
  void whatAServerCannotDoAnyMoreCostsNothingAndNeitherWhenItCanAgain() throws Exception {
    for (int i = 0; i < 4; i++) {
      put("", i + ".m.x:2,S", message("m" + i, "text"));
    }
    mailing.run();
    for (String unused : List.of("QRESYNC CONDSTORE", "", "QRESYNC", "QRESYNC CONDSTORE", "")) {
      mailing.without(Set.of(unused.split(" ")));
      requireQuiet();
    }
    assertThat(to.messages("INBOX")).hasSize(4);
  }

  @Test
  void aFolderThatIsRenamedAtTheSourceSendsNothingAgain() throws Exception {
    folder(".Work");
    for (int i = 0; i < 4; i++) {
      put(".Work", i + ".m.x:2,S", message("m" + i, "text"));
    }
    mailing.run();
    rename(".Work", ".Projects");
    Mailing.Run run = mailing.run();
    assertThat(run.commands()).doesNotContain("APPEND", "UID EXPUNGE");
    assertThat(to.messages("Work")).hasSize(4);
    requireQuiet();
  }

  @Test
  @DisplayName("F05 a message whose acknowledgement is lost is not put a second time")
  void aLostAcknowledgement() throws Exception {
    folder(".Old");
    for (int i = 0; i < 6; i++) {
      put("", i + ".m.x:2,", message("m" + i, "text"));
    }
    put("", "6.m.x:2,", message("m0", "text"));
    assertThat(mailing.run(new Faults().cutAfterWrite(1))).isEmpty();
    mailing.run();
    assertThat(to.messages("INBOX")).hasSize(7);
    requireQuiet();
    rename("cur/2.m.x:2,", ".Old/cur/2.m.x:2,");
    assertThat(mailing.run(new Faults().cutAfterWrite(1))).isEmpty();
    mailing.run();
    assertThat(to.messages("INBOX")).hasSize(6);
    assertThat(to.messages("Old")).hasSize(1);
    requireQuiet();
  }

  @ParameterizedTest(name = "F05 {1} {2} without {0}")
  @CsvSource({
    "NOTHING, APPEND, 1",
    "MULTIAPPEND, APPEND, 2",
    "MULTIAPPEND, APPEND, 3",
    "LITERAL+, APPEND, 2",
    "UIDPLUS MULTIAPPEND, APPEND, 2",
    "NOTHING, UID STORE, 1",
    "NOTHING, UID STORE, 2",
    "NOTHING, UID EXPUNGE, 1",
    "NOTHING, UID MOVE, 1",
    "MOVE, UID COPY, 1",
    "MOVE, UID STORE, 1",
    "MOVE, UID STORE, 2",
    "MOVE, UID EXPUNGE, 1",
    "QRESYNC CONDSTORE, UID STORE, 1",
  })
  void whatWasDoneAndNotAcknowledgedIsNotDoneAgain(String unused, String command, int nth)
      throws Exception {
    Set<String> all = new HashSet<>(Set.of(unused.split(" ")));
    all.add("COMPRESS=DEFLATE");
    mailing.without(all);
    folder(".Old");
    for (int i = 0; i < 12; i++) {
      put("", i + ".m.x:2,", message("m" + i, "text"));
    }
    put("", "12.m.x:2,", message("m9", "text"));
    mailing.run();
    List<String> inbox = new ArrayList<>();
    List<String> old = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      rename("cur/" + i + ".m.x:2,", "cur/" + i + ".m.x:2,S");
      inbox.add("$seen|2026-01-01T08:00:05Z|" + message("m" + i, "text"));
      remove("cur/" + (3 + i) + ".m.x:2,");
      rename("cur/" + (6 + i) + ".m.x:2,", ".Old/cur/" + (6 + i) + ".m.x:2,");
      old.add("|2026-01-01T08:00:05Z|" + message("m" + (6 + i), "text"));
      put("", (20 + i) + ".m.x:2,", message("m2" + i, "text"));
      inbox.add("|2026-01-01T08:00:05Z|" + message("m2" + i, "text"));
      inbox.add("|2026-01-01T08:00:05Z|" + message("m" + (9 + i), "text"));
    }
    put("", "23.m.x:2,", message("m20", "text"));
    inbox.add("|2026-01-01T08:00:05Z|" + message("m20", "text"));
    inbox.add("|2026-01-01T08:00:05Z|" + message("m9", "text"));
    try (DeafProxy proxy = new DeafProxy(to.told("imap"), command, nth)) {
      mailing.through(Optional.of(proxy)).run();
      Assumptions.assumeTrue(proxy.isDone(), command + " is not said so often to this server");
    }
    mailing.through(Optional.empty()).run();
    boolean cannotRemove = unused.contains("UIDPLUS");
    assertThat(
            to.messages("INBOX").stream().filter(m -> !cannotRemove || !m.startsWith("$deleted")))
        .containsExactlyInAnyOrderElementsOf(inbox);
    assertThat(to.messages("Old")).containsExactlyInAnyOrderElementsOf(old);
    requireQuiet();
  }

  @Test
  void manyMessagesAreSentInFewSteps() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      put("", i + ".m.x:2,S", message("m" + i, "text " + i));
      expected.add("$seen|2026-01-01T08:00:05Z|" + message("m" + i, "text " + i));
    }
    Mailing.Run run = mailing.run();
    assertThat(to.messages("INBOX")).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(run.commands().size()).isLessThan(takesSeveralAtOnce() ? 40 : 340);
  }
}
