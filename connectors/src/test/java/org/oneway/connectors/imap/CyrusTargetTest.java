// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.imap.MailFromServerTest.message;

import org.junit.jupiter.api.Test;
import org.oneway.engine.plan.Counts.Count;

/** Mail to Cyrus. */
final class CyrusTargetTest extends MailToServerTest {
  @Override
  MailServer server() {
    return MailServer.of("cyrus", "alice");
  }

  @Test
  void aRightThatIsMissingCostsItsFolderAndIsNamedBeforeAnythingIsSent() throws Exception {
    folder(".Locked");
    put("", "1.a.x:2,", message("a", "text"));
    put(".Locked", "2.b.x:2,", message("b", "text"));
    put(".Locked", "3.c.x:2,", message("c", "text"));
    mailing().run();
    to().allow("Locked", "lrsa");
    put("", "4.d.x:2,", message("d", "text"));
    put(".Locked", "5.e.x:2,", message("e", "text"));
    rename(".Locked/cur/2.b.x:2,", ".Locked/cur/2.b.x:2,F");
    remove(".Locked/cur/3.c.x:2,");

    Mailing.Run run = mailing().run();

    assertThat(run.count(Count.ADDED)).isEqualTo(1);
    assertThat(run.count(Count.SKIPPED)).isEqualTo(3);
    assertThat(run.refused().toString())
        .contains("you may not put messages there: of the rights \"i\" you have \"")
        .contains("you may not remove messages")
        .contains("you may not change flags");
    assertThat(run.commands()).doesNotContain("UID STORE", "UID EXPUNGE");

    to().allow("Locked", "lrswipkxtea");
    mailing().run();
    assertThat(to().messages("Locked")).hasSize(2);
    requireQuiet();
  }

  @Test
  void aServerWithoutATrashKeepsWhatWasToGoThereAndSaysWhy() throws Exception {
    mailing().removing(Removal.TRASH);
    put("", "1.a.x:2,", message("a", "text"));
    put("", "2.b.x:2,", message("b", "text"));
    mailing().run();
    remove("cur/1.a.x:2,");
    Mailing.Run run = mailing().run();
    assertThat(run.refused()).singleElement().asString().contains("trash");
    assertThat(to().messages("INBOX")).hasSize(2);
    mailing().removing(Removal.EXPUNGE).run();
    assertThat(to().messages("INBOX")).hasSize(1);
    requireQuiet();
  }
}
