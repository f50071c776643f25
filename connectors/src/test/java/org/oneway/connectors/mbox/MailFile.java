// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A file of messages as another program sees and replaces it. */
record MailFile(Path path) {
  /** What stands before the first message, then each message with the line before it. */
  List<String> parts() {
    List<String> parts = new ArrayList<>(List.of(text().split("(?m)^(?=From )", -1)));
    if (parts.get(0).startsWith("From ")) {
      parts.add(0, "");
    }
    return parts;
  }

  String text() {
    try {
      return Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces it, as a mail program does, later than it was written last. */
  void write(String text) {
    try {
      Instant before =
          Files.exists(path) ? Files.getLastModifiedTime(path).toInstant() : Instant.now();
      Path made = path.resolveSibling(".client.tmp");
      Files.write(made, text.getBytes(StandardCharsets.ISO_8859_1));
      Files.setLastModifiedTime(made, FileTime.from(before.plusMillis(1)));
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String mark) {
    return text().contains(mark);
  }

  /** Makes something else of the part that has this mark. */
  void edit(String mark, UnaryOperator<String> edit) {
    StringBuilder all = new StringBuilder();
    parts().forEach(part -> all.append(part.contains(mark) ? edit.apply(part) : part));
    write(all.toString());
  }
}
