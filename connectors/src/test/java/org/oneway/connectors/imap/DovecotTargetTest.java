// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.imap.MailFromServerTest.message;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.oneway.engine.plan.Counts.Count;

/** Mail to Dovecot, which says which folder is the trash. */
final class DovecotTargetTest extends MailToServerTest {
  private static final String A = "$seen|2026-01-01T08:00:05Z|" + message("a", "text");

  @Override
  MailServer server() {
    return MailServer.of("dovecot", "dora");
  }

  private void aMessageIsBroughtAndThenRemoved(String folder) throws Exception {
    folder(folder);
    put(folder, "1.a.x:2,S", message("a", "text"));
    put("", "2.b.x:2,S", message("b", "text"));
    mailing().run();
    remove(folder + "/cur/1.a.x:2,S");
  }

  @Test
  void whatIsDeletedGoesToTheTrashWhereTheUserWantsThat() throws Exception {
    mailing().removing(Removal.TRASH);
    aMessageIsBroughtAndThenRemoved(".Work");
    assertThat(mailing().run().count(Count.DELETED)).isEqualTo(1);
    assertThat(to().messages("Work")).isEmpty();
    assertThat(to().messages("Trash")).containsExactly(A);
    requireQuiet();
  }

  @Test
  void withoutTheExtensionThatMovesItIsCopiedAndRemoved() throws Exception {
    mailing().removing(Removal.TRASH).without(Set.of("MOVE"));
    aMessageIsBroughtAndThenRemoved(".Work");
    mailing().run();
    assertThat(to().messages("Work")).isEmpty();
    assertThat(to().messages("Trash")).containsExactly(A);
    requireQuiet();
  }

  @Test
  void whatIsDeletedInTheTrashItselfIsGone() throws Exception {
    mailing().removing(Removal.TRASH);
    aMessageIsBroughtAndThenRemoved(".Trash");
    assertThat(to().messages("Trash")).containsExactly(A);
    assertThat(mailing().run().count(Count.DELETED)).isEqualTo(1);
    assertThat(to().messages("Trash")).isEmpty();
    requireQuiet();
  }

  @Test
  void whatIsDeletedIsOnlyMarkedWhereTheUserWantsThat() throws Exception {
    mailing().removing(Removal.MARK);
    aMessageIsBroughtAndThenRemoved(".Work");
    Mailing.Run run = mailing().run();
    assertThat(run.count(Count.DELETED)).isEqualTo(1);
    assertThat(run.remarks()).isEmpty();
    assertThat(to().messages("Work")).containsExactly(A.replace("$seen", "$deleted $seen"));
    requireQuiet();

    put(".Work", "3.a.x:2,S", message("a", "text"));
    mailing().run();
    assertThat(to().messages("Work")).as("the same message, taken up again").hasSize(1);
    requireQuiet();
  }
}
