// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import org.oneway.engine.pdpa.container.Behind;

/** Adds files to an archive and notes the checksum of each, on disk until all are written. */
final class SealLog implements Closeable {
  /** In characters. */
  private static final int MAX_WAITING = 1 << 16;

  private final ArchiveOutput output;
  private final Path file;
  private final Behind behind = new Behind("oneway-checksums");
  private final MessageDigest digest = Seal.sha256();
  private final StringBuilder waiting = new StringBuilder();
  private long count;

  SealLog(ArchiveOutput output) {
    this.output = output;
    this.file = output.scratch().resolve("checksums");
  }

  /** Adds a file; answers false where there is one of this name, which stays. */
  boolean create(String path, Instant time, DurableFiles.Body body) throws IOException {
    MessageDigest digest = Seal.sha256();
    boolean isNew =
        output.create(path, time, out -> body.writeTo(new DigestOutputStream(out, digest)));
    return isNew && added(path, digest.digest());
  }

  /** Like {@link #create(String, Instant, DurableFiles.Body)} for bytes that nobody changes. */
  boolean create(String path, Instant time, byte[] bytes) throws IOException {
    if (!output.create(path, time, out -> out.write(bytes))) {
      return false;
    }
    count++;
    behind.then(bytes.length, () -> note(path, digest.digest(bytes)));
    return true;
  }

  /** Like {@link #create(String, Instant, DurableFiles.Body)} for bytes whose checksum is known. */
  boolean create(String path, Instant time, DurableFiles.Body body, byte[] sha256)
      throws IOException {
    return output.create(path, time, body) && added(path, sha256);
  }

  private boolean added(String path, byte[] sha256) throws IOException {
    count++;
    behind.then(path.length(), () -> note(path, sha256));
    return true;
  }

  private void note(String path, byte[] sha256) throws IOException {
    waiting.append(Seal.line(sha256, path));
    if (waiting.length() > MAX_WAITING) {
      flush();
    }
  }

  private void flush() throws IOException {
    Files.writeString(file, waiting, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    waiting.setLength(0);
  }

  /** About how many bytes the file of the checksums has when it is complete. */
  long size() {
    return 160 * count;
  }

  /** Adds the file with the checksums; nothing is added after it. */
  void complete(Instant time) throws IOException {
    behind.join();
    waiting.append(Seal.end(count));
    flush();
    output.create(Seal.FILE, time, out -> Files.copy(file, out));
  }

  /** Leaves undone what was not begun. */
  @Override
  public void close() throws IOException {
    behind.close();
  }
}
