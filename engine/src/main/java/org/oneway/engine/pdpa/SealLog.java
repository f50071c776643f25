// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;

/** Adds files to an archive and notes the checksum of each, on disk until all are written. */
final class SealLog {
  /** In characters. */
  private static final int MAX_WAITING = 1 << 16;

  private final ArchiveOutput output;
  private final Path file;
  private final MessageDigest digest = Seal.sha256();
  private final StringBuilder waiting = new StringBuilder();
  private long count;

  SealLog(ArchiveOutput output) {
    this.output = output;
    this.file = output.scratch().resolve("checksums");
  }

  /** Adds a file; answers false where there is one of this name, which stays. */
  boolean create(String path, Instant time, DurableFiles.Body body) throws IOException {
    digest.reset();
    boolean isNew = output.create(path, time, out -> body.writeTo(through(out)));
    return isNew && added(path, digest.digest());
  }

  /** Like {@link #create(String, Instant, DurableFiles.Body)} for bytes whose checksum is known. */
  boolean create(String path, Instant time, DurableFiles.Body body, byte[] sha256)
      throws IOException {
    return output.create(path, time, body) && added(path, sha256);
  }

  private boolean added(String path, byte[] sha256) throws IOException {
    count++;
    waiting.append(Seal.line(sha256, path));
    if (waiting.length() > MAX_WAITING) {
      flush();
    }
    return true;
  }

  private OutputStream through(OutputStream out) {
    return new DigestOutputStream(out, digest);
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
    waiting.append(Seal.end(count));
    flush();
    output.create(Seal.FILE, time, out -> Files.copy(file, out));
  }
}
