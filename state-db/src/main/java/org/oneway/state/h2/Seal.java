// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.zip.CRC32C;

/**
 * A check sum over the database file, kept beside it while it is closed: the database itself does
 * not notice when a bit of an index changes, and an item that is not found is made again. There is
 * none after a kill. Reads the file, so it is used only while the database is closed.
 */
final class Seal {
  private static final int BUFFER = 1 << 16;

  private Seal() {}

  static Path file(Path directory) {
    return directory.resolve("state.sum");
  }

  /** That the file is as it was closed, where that is known. */
  static void verify(Path directory, Failures failures) throws IOException {
    Path seal = file(directory);
    if (PrivateFiles.isThere(seal)
        && !Files.readString(seal).equals(sumOf(Schema.file(directory)))) {
      throw failures.damaged(new SQLException("it is not as it was when it was closed"));
    }
  }

  /** Before the database file is written. */
  static void remove(Path directory) throws IOException {
    Files.deleteIfExists(file(directory));
  }

  /** After the database file was closed. */
  static void put(Path directory) throws IOException {
    Path made = PrivateFiles.create(directory.resolve("state.sum.new"));
    Files.writeString(made, sumOf(Schema.file(directory)));
    PrivateFiles.replace(made, file(directory));
  }

  private static String sumOf(Path file) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (InputStream bytes = Files.newInputStream(file)) {
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        sum.update(buffer, 0, count);
        size += count;
      }
    }
    return size + " bytes, CRC-32C " + Long.toHexString(sum.getValue()) + "\n";
  }
}
