// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is sent of a message. */
final class OutgoingTest {
  private static Outgoing sent(String latin1) throws IOException {
    return Outgoing.of(new ByteArrayInputStream(latin1.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void eachLineEndsWithReturnAndNewlineInWhateverPiecesItComes() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder("Subject: x\n");
      while (random.nextInt(300) != 0) {
        text.append(random.nextInt(3) == 0 ? "\r\n\r\r\n\n".charAt(random.nextInt(6)) : 'a');
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
      FilterInputStream pieces =
          new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
              return in.read(buffer, from, 1 + random.nextInt(Math.min(length, 9)));
            }
          };
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (Outgoing outgoing = Outgoing.of(pieces)) {
        outgoing.writeTo(out);
        assertThat(out.size()).as("seed %d", seed).isEqualTo(outgoing.size());
      }
      assertThat(out.toString(StandardCharsets.US_ASCII))
          .as("seed %d", seed)
          .isEqualTo(text.toString().replaceAll("(?<!\r)\n", "\r\n"));
    }
  }

  @Test
  void whatServersDoNotKeepIsNoticed() throws IOException {
    try (Outgoing plain = sent("A: b\r\n\r\nB\u00e4r");
        Outgoing header = sent("A: B\u00e4r\n\ntext");
        Outgoing nul = sent("A: b\n\nte\0xt")) {
      assertThat(plain.hasBytesInHeader()).isFalse();
      assertThat(plain.hasNul()).isFalse();
      assertThat(header.hasBytesInHeader()).isTrue();
      assertThat(nul.hasNul()).isTrue();
    }
  }

  @Test
  void aHeaderInUtf8IsToldFromOthers() throws IOException {
    String euro =
        new String(
            "\u20ac \ud83d\ude00".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    try (Outgoing utf8 = sent("A: " + euro + "\n\nB\u00e4r");
        Outgoing latin1 = sent("A: B\u00e4r\n\n" + euro);
        Outgoing cut = sent("A: " + euro.substring(0, 2) + "\n\ntext");
        Outgoing ascii = sent("A: b\n\n" + euro)) {
      assertThat(utf8.isHeaderInUtf8()).isTrue();
      assertThat(latin1.isHeaderInUtf8()).isFalse();
      assertThat(cut.isHeaderInUtf8()).isFalse();
      assertThat(ascii.isHeaderInUtf8()).isFalse();
    }
  }
}
