// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.oneway.engine.plan.Counts.Count;

/** Mail from Dovecot. */
final class DovecotMailTest extends MailFromServerTest {
  @Override
  MailServer server() {
    return MailServer.of("dovecot", "bob");
  }

  @Test
  @DisplayName("what a server forgot of its modseqs costs no message, and no change is missed")
  void modseqsThatAreLost() throws Exception {
    long first = from().put("INBOX", message("a", "text"), MailServer.ARRIVED);
    from().put("INBOX", message("b", "text"), MailServer.ARRIVED);
    for (int i = 0; i < 5; i++) {
      from().flag("INBOX", first, Flag.FLAGGED, i % 2 == 0);
    }
    delivery().run();
    loseIndexesAndMarkAsSeen();
    Delivery.Run run = delivery().run();
    assertThat(run.count(Count.ADDED)).isZero();
    assertThat(run.count(Count.DELETED)).isZero();
    assertThat(box().messages(""))
        .containsExactlyInAnyOrder("F|" + message("a", "text"), "S|" + message("b", "text"));
    requireQuiet();
  }

  /** On the server's disk, where its numbering stays: that is in a file of its own. */
  private void loseIndexesAndMarkAsSeen() throws IOException {
    Path mail = Path.of(from().told("log")).resolveSibling("mail").resolve(from().user());
    try (Stream<Path> files = Files.walk(mail)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith("dovecot.index")) {
          Files.delete(file);
        } else if (name.endsWith(":2,")) {
          Files.move(file, file.resolveSibling(name + "S"));
        }
      }
    }
  }

  @Override
  List<String> oddNames() {
    return List.of("a \"quoted\" name", "x%y*z", "back\\slash");
  }
}
