// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.similar.Similarity;

final class MessageItemTest {
  private static final String PLAIN =
      """
      Message-ID: <1@example.org>
      Date: Thu, 1 Jan 2026 09:00:00 +0100
      From: Ada Lovelace <ada@example.org>
      Subject: Engines

      Hello
      """;

  private static Item item(byte[] bytes) {
    try {
      return MessageItem.of(Scan.of(new ByteArrayInputStream(bytes)), Set.of(), Optional.empty());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Item item(String text) {
    return item(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String title(String text) {
    return Similarity.of(Kind.MESSAGE).title(item(text).json());
  }

  @Test
  void aMessageSaysWhatItIsKnownBy() {
    ObjectNode json = item(PLAIN).json();
    assertThat(json.at("/messageId/0").asText()).isEqualTo("1@example.org");
    assertThat(json.path("sentAt").asText()).isEqualTo("2026-01-01T09:00:00+01:00");
    assertThat(json.at("/from/0/email").asText()).isEqualTo("ada@example.org");
    assertThat(json.at("/from/0/name").asText()).isEqualTo("Ada Lovelace");
    assertThat(json.path("subject").asText()).isEqualTo("Engines");
    assertThat(json.path("size").asLong()).isEqualTo(PLAIN.replace("\n", "\r\n").length());
  }

  @Test
  void lineEndsMakeNoOtherMessage() {
    assertThat(item(PLAIN.replace("\n", "\r\n"))).isEqualTo(item(PLAIN));
  }

  @Test
  void lineEndsAreCountedAcrossTheEndOfABuffer() {
    String long1 = PLAIN + "x".repeat((1 << 16) - 1 - PLAIN.length() - 5) + "\r\ny\r\n";
    for (int i = 0; i < 8; i++) {
      String text = PLAIN + "x".repeat((1 << 16) - PLAIN.length() - i) + "\r\ny\r\n";
      assertThat(item(text)).isEqualTo(item(text.replace("\r\n", "\n")));
    }
    assertThat(item(long1)).isEqualTo(item(long1.replace("\r\n", "\n")));
  }

  @Test
  void encodedSubjectsAreRead() {
    assertThat(title("Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_an?=\n =?utf-8?q?_Ada?= (2)\n\n"))
        .isEqualTo("Gr\u00fc\u00dfe an Ada (2)");
    assertThat(title("Subject: =?ISO-8859-1*de?B?R3L832U=?=\n\n")).isEqualTo("Gr\u00fc\u00dfe");
    assertThat(title("Subject: =?utf-8?b?w4Q=?= =?utf-8?b?4oI=?= =?utf-8?b?rA==?=\n\n"))
        .isEqualTo("\u00c4\u20ac");
  }

  @Test
  void wordsEncodedWronglyStayAsTheyAre() {
    String wrong = "=?no-such-charset?Q?x?= =?utf-8?X?y?= =?utf-8?B?*?= =?utf-8?Q?a=?= =?";
    assertThat(title("Subject: " + wrong + "\n\n")).contains("=?no-such-charset?Q?x?=", "=?");
  }

  @Test
  void rawEightBitSubjectsAreRead() {
    assertThat(title("Subject: Gr\u00fc\u00dfe\n\n")).isEqualTo("Gr\u00fc\u00dfe");
    byte[] utf8 = "Subject: Gr\u00fc\u00dfe\n\n".getBytes(StandardCharsets.UTF_8);
    assertThat(item(utf8).json().path("subject").asText()).isEqualTo("Gr\u00fc\u00dfe");
  }

  @Test
  void datesAreReadHoweverTheyAreWritten() {
    assertThat(item("Date: 1 Jan 26 09:00 GMT\n\n").json().path("sentAt").asText())
        .isEqualTo("2026-01-01T09:00:00Z");
    assertThat(item("Date: Thu, 31 Feb 2026 09:00:00 +0000\n\n").json().path("sentAt").asText())
        .startsWith("Thu, 31 Feb");
    assertThat(item("Date: 1 Jan 2026 09:00:00 +9999\n\n").json().path("sentAt").asText())
        .startsWith("1 Jan");
  }

  @Test
  void sendersAreReadHoweverTheyAreWritten() {
    assertThat(item("From: ada@example.org (Ada)\n\n").json().at("/from/0/email").asText())
        .isEqualTo("ada@example.org");
    assertThat(item("From: =?utf-8?q?=C3=84da?= <a@b>\n\n").json().at("/from/0/name").asText())
        .isEqualTo("\u00c4da");
    assertThat(item("From: nobody\n\n").json().at("/from/0/name").asText()).isEqualTo("nobody");
  }

  @Test
  @DisplayName("S13 NUL, other line ends and bytes that are no header are no obstacle")
  void brokenHeadersAreNoObstacle() {
    assertThat(
            title("From ada Thu Jan  1 08:00:00 2026\nno field\n: x\nSub\u0000ject: No\u0000w\n"))
        .isEqualTo("Now");
    assertThat(title("\r\nSubject: body\r\n")).isEqualTo("a message without a subject");
    assertThat(title("Subject: cut off")).isEqualTo("cut off");
    assertThat(title(" folded: first\nSubject: a\n b\n\tc\n")).isEqualTo("a b c");
  }

  @Test
  void theEmptyMessageIsAMessage() {
    assertThat(item("").json().path("size").asLong()).isZero();
    assertThat(item("").uid()).isPresent().isNotEqualTo(item("x").uid());
  }

  @Test
  void withoutMessageIdEqualHeadersDoNotMakeOneMessage() {
    String one = PLAIN.substring(PLAIN.indexOf('\n') + 1);
    assertThat(item(one).uid()).isNotEqualTo(item(one.replace("Hello", "World")).uid());
  }

  @Test
  void whateverTheBytesAreTheyAreAMessage() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = (PLAIN + PLAIN).getBytes(StandardCharsets.US_ASCII);
      for (int k = 0; k < 40; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThat(item(bytes).uid()).as("seed " + seed + " round " + i).isPresent();
    }
  }

  @Test
  void aLargeMessageTakesNoMemory() throws IOException {
    long length = 200L << 20;
    try (InputStream large = new Endless(length)) {
      Scan scan = Scan.of(large);
      assertThat(scan.bytes()).isEqualTo(length);
      assertThat(scan.headers().fields()).isEmpty();
    }
  }

  /** So many bytes of one line. */
  private static final class Endless extends InputStream {
    private long left;

    Endless(long length) {
      this.left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(buffer, offset, offset + count, (byte) 'x');
      left -= count;
      return count;
    }
  }
}
