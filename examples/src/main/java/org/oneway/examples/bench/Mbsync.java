// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The same work done by mbsync. */
final class Mbsync {
  private static final Path PROGRAM = Path.of("/usr/bin/mbsync");

  private Mbsync() {}

  /** Times each phase and compares it with ours; says so where it is not installed. */
  static void beside(Path work, String server, String user, List<Times> ours) throws IOException {
    if (!Files.isExecutable(PROGRAM)) {
      System.out.println("mbsync is not installed: nothing to compare with");
      return;
    }
    URI url = URI.create(server);
    Path config = work.resolve("mbsyncrc");
    Files.writeString(
        config,
        """
        IMAPStore server
        Host %s
        Port %d
        User %s
        Pass %s
        SSLType None
        AuthMechs LOGIN

        MaildirStore disk
        Inbox %s/theirs
        SubFolders Maildir++

        Channel mail
        Far :server:
        Near :disk:
        Patterns * !Drafts !Sent !Trash
        Create Far
        Sync Push
        CopyArrivalDate yes
        SyncState %s/mbsync-
        """
            .formatted(url.getHost(), url.getPort(), user, user, work, work));
    List<String> command = List.of(PROGRAM.toString(), "-c", config.toString(), "mail");
    TimedCommand mbsync = new TimedCommand(work);
    phase("first copy", mbsync.run(0, command), ours.get(0));
    phase("nothing changed", mbsync.run(0, command), ours.get(1));
  }

  private static void phase(String what, Times theirs, Times ours) {
    CarddavBench.say("mbsync, " + what, theirs, "");
    System.out.printf(
        Locale.ROOT,
        "  we take %.2f times as long%n",
        (double) ours.elapsed() / Math.max(1, theirs.elapsed()));
  }
}
