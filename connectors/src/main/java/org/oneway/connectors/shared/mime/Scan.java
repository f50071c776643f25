// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What one pass over the bytes of a message finds, in memory that does not grow with the message.
 * Size and hash count each line as ending with CRLF, since stores differ in that.
 *
 * @param headers its header fields
 * @param bytes how many there are
 * @param size how many there would be with CRLF at the end of each line
 * @param sha256 of these, in base64
 */
public record Scan(Headers headers, long bytes, long size, String sha256) {
  /** Header fields beyond are not read. */
  private static final int LONGEST_HEADER = 1 << 20;

  /** Most messages are small, and each is given its own. */
  private static final int BUFFER = 1 << 14;

  /** Reads a message to its end; does not close it. */
  public static Scan of(InputStream in) throws IOException {
    Counting counting = new Counting();
    byte[] buffer = new byte[BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      counting.take(buffer, count);
    }
    return counting.scan();
  }

  private static final class Counting {
    private final MessageDigest digest = sha256();
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private boolean isInHeader = true;
    private boolean isLineEmpty = true;
    private int last = -1;
    private long bytes;
    private long size;

    void take(byte[] buffer, int count) {
      for (int i = 0; isInHeader && i < count; i++) {
        takeHeader(buffer[i]);
      }
      bytes += count;
      size += count;
      int told = 0;
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n' && (i == 0 ? last : buffer[i - 1]) != '\r') {
          digest.update(buffer, told, i - told);
          digest.update((byte) '\r');
          told = i;
          size++;
        }
      }
      digest.update(buffer, told, count - told);
      last = count == 0 ? last : buffer[count - 1];
    }

    private void takeHeader(byte b) {
      header.write(b);
      if (b == '\n') {
        isInHeader = !isLineEmpty && header.size() < LONGEST_HEADER;
        isLineEmpty = true;
      } else if (b != '\r') {
        isLineEmpty = false;
        isInHeader = header.size() < 2 * LONGEST_HEADER;
      }
    }

    Scan scan() {
      String hash = Base64.getEncoder().encodeToString(digest.digest());
      return new Scan(Headers.of(header.toByteArray()), bytes, size, hash);
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }
}
