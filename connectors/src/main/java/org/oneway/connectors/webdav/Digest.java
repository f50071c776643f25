// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * How many bytes there are, and which.
 *
 * @param sha256 in base64
 */
record Digest(long size, String sha256) {
  private static final int BUFFER = 1 << 16;

  /** Reads bytes to their end and hands them on. */
  static Digest of(InputStream in, OutputStream onward) throws IOException {
    MessageDigest digest = newHash();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      digest.update(buffer, 0, count);
      onward.write(buffer, 0, count);
      size += count;
    }
    return new Digest(size, Base64.getEncoder().encodeToString(digest.digest()));
  }

  static Digest of(byte[] bytes) {
    return new Digest(bytes.length, Base64.getEncoder().encodeToString(newHash().digest(bytes)));
  }

  private static MessageDigest newHash() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
