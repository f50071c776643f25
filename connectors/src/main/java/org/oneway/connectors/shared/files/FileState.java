// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a file system says of a file: enough to see that it was changed, except that two changes
 * within its clock's tick look like one. So what is younger than two seconds is told apart by its
 * bytes too.
 *
 * @param size in bytes
 * @param modified in nanoseconds since 1970
 * @param inode another for each file that was ever put under the name
 */
public record FileState(long size, long modified, String inode) {
  private static final Duration YOUNG = Duration.ofSeconds(2);
  private static final String INODE = "ino=";

  /** The state of the file that {@code path} leads to. */
  public static FileState of(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new FileState(
        attributes.size(),
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        inode(String.valueOf(attributes.fileKey())));
  }

  /** The number alone, where the key names a device too: that may have another after a reboot. */
  private static String inode(String key) {
    int start = key.indexOf(INODE);
    return start < 0 ? key : key.substring(start + INODE.length()).replace(")", "");
  }

  /** When the file was last changed. */
  Instant time() {
    return Instant.ofEpochSecond(0, modified);
  }

  /** Whether the file's bytes are needed to tell this state from the next. */
  boolean isYoung(Instant now) {
    return time().isAfter(now.minus(YOUNG));
  }

  /** The mark of this state. */
  String mark() {
    return size + "-" + modified + "-" + inode;
  }

  /** The mark of this state and these bytes. */
  String mark(String hash) {
    return mark() + "." + hash;
  }

  /** Whether {@code mark} is of this state, whatever it says of the bytes. */
  boolean isMarkedBy(String mark) {
    int dot = mark.indexOf('.');
    return (dot < 0 ? mark : mark.substring(0, dot)).equals(mark());
  }

  /** What a mark says of the bytes. */
  static Optional<String> hashIn(String mark) {
    int dot = mark.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(mark.substring(dot + 1));
  }
}
