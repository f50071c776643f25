// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A Maildir with folders as Maildir++ has them, whose messages are the same each time. */
final class MailFolders {
  private static final int LINES = 60;

  private MailFolders() {}

  /** Writes so many messages, in turns into these folders. */
  static void write(Path maildir, List<String> folders, int count) throws IOException {
    Random random = new Random(5);
    for (String folder : folders) {
      for (String part : List.of("cur", "new", "tmp")) {
        Files.createDirectories(in(maildir, folder).resolve(part));
      }
    }
    for (int i = 0; i < count; i++) {
      String name = "1767225600.M%07dP1.example:2,%s".formatted(i, i % 3 == 0 ? "" : "S");
      Files.write(
          in(maildir, folders.get(i % folders.size())).resolve("cur").resolve(name),
          message(i, random).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static Path in(Path maildir, String folder) {
    return folder.equals("INBOX") ? maildir : maildir.resolve("." + folder);
  }

  private static String message(int number, Random random) {
    StringBuilder text = new StringBuilder(5_000);
    text.append("Message-ID: <").append(number).append("@example.org>\n");
    text.append("Date: Thu, 1 Jan 2026 09:00:00 +0100\nFrom: Ada <ada@example.org>\n");
    text.append("To: bob@example.org\nSubject: Letter ").append(number).append("\n\n");
    int lines = 1 + random.nextInt(2 * LINES);
    for (int i = 0; i < lines; i++) {
      text.append(Long.toHexString(random.nextLong())).append(" ".repeat(4));
      text.append(Long.toHexString(random.nextLong())).append('\n');
    }
    return text.toString();
  }
}
