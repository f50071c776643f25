// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.vobject.Reading.crlf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Input that is made to hurt. */
final class HostileCardsTest {
  private static final String GOOD = crlf("BEGIN:VCARD", "VERSION:3.0", "FN:Ada", "END:VCARD");

  /** {@code count} times {@code text}, without ever being in memory. */
  private static InputStream repeated(String text, int count) {
    byte[] unit = text.repeat(Math.max(1, 65_536 / text.length())).getBytes(StandardCharsets.UTF_8);
    long total = (long) text.length() * count;
    return new InputStream() {
      private long given;

      @Override
      public int read() {
        return given == total ? -1 : unit[(int) (given++ % unit.length)];
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        if (given == total) {
          return -1;
        }
        int from = (int) (given % unit.length);
        int size = (int) Math.min(Math.min(length, unit.length - from), total - given);
        System.arraycopy(unit, from, into, offset, size);
        given += size;
        return size;
      }
    };
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<RawCard> read(InputStream... parts) {
    return Reading.cards(new SequenceInputStream(Collections.enumeration(List.of(parts))));
  }

  @Test
  @Timeout(60)
  @DisplayName("S11 a line of 200 MB costs its card and nothing else")
  void aLineOf200MegabytesCostsItsCardAndNothingElse() {
    List<RawCard> cards =
        read(
            text(GOOD + "BEGIN:VCARD\r\nUID:big\r\nNOTE:"),
            repeated("x", 200 << 20),
            text("\r\nEND:VCARD\r\n" + GOOD));
    assertThat(cards).hasSize(3);
    assertThat(cards.get(1).defect().orElseThrow().reason())
        .isEqualTo("line 7 has more than 80 MB");
    assertThat(cards.get(1).uid()).contains("big");
    assertThat(cards.get(2).title()).isEqualTo("Ada");
  }

  @Test
  @Timeout(60)
  @DisplayName("S11 a line folded 1,000,000 times is read in linear time")
  void aLineFoldedAMillionTimesIsReadInLinearTime() {
    List<RawCard> cards =
        read(
            text("BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:"),
            repeated("\r\n x", 1_000_000),
            text("\r\nEND:VCARD\r\n"));
    assertThat(Reading.value(Reading.only(cards), "NOTE")).isEqualTo("x".repeat(1_000_000));
  }

  @Test
  @Timeout(60)
  @DisplayName("S11 a file of 50 MB without any line break is no card")
  void aFileWithoutLineBreaksIsNoCard() {
    assertThat(Reading.only(read(repeated("x", 50 << 20))).defect()).isPresent();
  }

  @Test
  @Timeout(60)
  @DisplayName("S11 a card of a million lines is put aside")
  void aCardOfAMillionLinesIsPutAside() {
    List<RawCard> cards =
        read(
            text("BEGIN:VCARD\r\nUID:many\r\n"),
            repeated("TEL:1\r\n", 1_000_000),
            text("END:VCARD\r\n" + GOOD));
    assertThat(cards).hasSize(2);
    assertThat(cards.get(0).defect().orElseThrow().reason())
        .isEqualTo("has more than 100000 lines");
    assertThat(cards.get(0).uid()).contains("many");
  }

  @Test
  @Timeout(60)
  @DisplayName("S11 a million BEGIN lines are a million broken cards, one at a time")
  void aMillionBeginLinesAreReadOneAtATime() throws IOException {
    int count = 0;
    try (CardReader reader = new CardReader(repeated("BEGIN:VCARD\n", 200_000), "x")) {
      while (reader.next().isPresent()) {
        count++;
      }
    }
    assertThat(count).isEqualTo(200_000);
  }

  @Test
  @Timeout(60)
  @DisplayName("S12 a photo of 50 MB is carried")
  void aPhotoOf50MegabytesIsCarried() {
    int size = (50 << 20) / 3 * 4;
    List<RawCard> cards =
        read(
            text("BEGIN:VCARD\r\nVERSION:3.0\r\nPHOTO;ENCODING=b;TYPE=JPEG:"),
            repeated("AAAA\r\n ", size / 4),
            text("\r\nEND:VCARD\r\n"));
    assertThat(Reading.value(Reading.only(cards), "PHOTO")).hasSize(size);
  }

  @Test
  @DisplayName("S14 line breaks and control characters in a value cannot begin a line")
  void lineBreaksInAValueCannotBeginALine() throws IOException {
    String evil = "x\r\nUID:forged\rBEGIN:VCARD\n\u0000\u001b[31m";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new LineWriter(out)
        .writeCard(
            CardVersion.V4_0,
            List.of(
                ContentLine.of("UID", List.of(Parameter.of("X-A", evil)), Text.escape(evil)),
                ContentLine.of("X-RAW", List.of(), evil),
                ContentLine.of("FN", List.of(), "Ada")));
    String written = out.toString(StandardCharsets.UTF_8);
    assertThat(written.split("\r\n")).hasSize(6);
    assertThat(written).doesNotContain("\u0000").doesNotContain("\u001b");
    RawCard card = Reading.card(written);
    assertThat(card.lines()).extracting(ContentLine::name).containsExactly("UID", "X-RAW", "FN");
    assertThat(card.uid()).contains("x\nUID:forged\nBEGIN:VCARD\n[31m");
  }

  @Test
  @DisplayName("S13 lines are folded at 75 bytes and never inside a character")
  void linesAreFoldedAt75BytesAndNeverInsideACharacter() throws IOException {
    for (String unit : List.of("x", "ö", "漢", "𝄞")) {
      for (int shift = 0; shift < 5; shift++) {
        String value = "a".repeat(shift) + unit.repeat(300);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new LineWriter(out)
            .writeCard(CardVersion.V4_0, List.of(ContentLine.of("NOTE", List.of(), value)));
        String written = out.toString(StandardCharsets.UTF_8);
        assertThat(written.split("\r\n"))
            .allSatisfy(
                line ->
                    assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(written).doesNotContain("\ufffd");
        assertThat(Reading.value(Reading.card(written), "NOTE")).isEqualTo(value);
      }
    }
  }
}
