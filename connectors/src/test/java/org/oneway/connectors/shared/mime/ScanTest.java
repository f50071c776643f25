// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Size and hash of a message, however its lines end and in whatever pieces it comes. */
final class ScanTest {
  /** Gives as few bytes at a time as it likes. */
  static InputStream inPieces(byte[] bytes, Random random) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] buffer, int from, int length) throws IOException {
        return in.read(buffer, from, 1 + random.nextInt(Math.min(length, 40)));
      }
    };
  }

  /** Mostly what ends lines, in every order. */
  static byte[] message(Random random) {
    StringBuilder text = new StringBuilder("Subject: x\n");
    int length = random.nextInt(3_000);
    while (text.length() < length) {
      text.append(random.nextInt(4) == 0 ? "\r\n\r\r\n\n".charAt(random.nextInt(6)) : 'a');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void eachLineCountsAsEndingWithReturnAndNewline() throws IOException, GeneralSecurityException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      byte[] message = message(random);
      String normal =
          new String(message, StandardCharsets.US_ASCII).replaceAll("(?<!\r)\n", "\r\n");
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(normal.getBytes(StandardCharsets.US_ASCII));

      Scan scan = Scan.of(inPieces(message, random));

      assertThat(scan.bytes()).as("seed %d", seed).isEqualTo(message.length);
      assertThat(scan.size()).as("seed %d", seed).isEqualTo(normal.length());
      assertThat(scan.sha256())
          .as("seed %d", seed)
          .isEqualTo(Base64.getEncoder().encodeToString(hash));
    }
  }
}
