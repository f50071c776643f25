// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.vobject.Reading.card;
import static org.oneway.connectors.shared.vobject.Reading.cards;
import static org.oneway.connectors.shared.vobject.Reading.crlf;
import static org.oneway.connectors.shared.vobject.Reading.line;
import static org.oneway.connectors.shared.vobject.Reading.only;
import static org.oneway.connectors.shared.vobject.Reading.reasons;
import static org.oneway.connectors.shared.vobject.Reading.value;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.engine.item.Finding;

final class CardReaderTest {
  @Test
  void aLineHasGroupNameParametersAndValue() {
    RawCard card =
        card(
            crlf(
                "BEGIN:VCARD",
                "VERSION:4.0",
                "item1.tel;type=\"home,voice\";PREF=1:tel:+1",
                "END:VCARD"));
    assertThat(line(card, "TEL"))
        .isEqualTo(
            new ContentLine(
                "item1",
                "TEL",
                List.of(Parameter.of("TYPE", "home,voice"), Parameter.of("PREF", "1")),
                "tel:+1",
                3));
    assertThat(card.version()).isEqualTo(CardVersion.V4_0);
    assertThat(card.findings()).isEmpty();
  }

  @Test
  void aFoldInsideACharacterIsUndone() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] note = "NOTE:Köln".getBytes(StandardCharsets.UTF_8);
    bytes.writeBytes(crlf("BEGIN:VCARD", "VERSION:4.0").getBytes(StandardCharsets.UTF_8));
    bytes.write(note, 0, 7);
    bytes.writeBytes(new byte[] {'\r', '\n', ' '});
    bytes.write(note, 7, note.length - 7);
    bytes.writeBytes(crlf("", "END:VCARD").getBytes(StandardCharsets.UTF_8));
    assertThat(value(only(cards(bytes.toByteArray())), "NOTE")).isEqualTo("Köln");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\r\r\n"})
  void anyLineBreakEndsALine(String lineBreak) {
    String text =
        String.join(lineBreak, "BEGIN:VCARD", "VERSION:3.0", "NOTE:one", "  two", "FN:Ada")
            + lineBreak
            + "END:VCARD";
    RawCard card = card(text);
    assertThat(value(card, "NOTE")).isEqualTo("one two");
    assertThat(value(card, "FN")).isEqualTo("Ada");
  }

  @Test
  void mixedLineBreaksAreNoMatter() {
    RawCard card = card("BEGIN:VCARD\nVERSION:3.0\r\nFN:Ada\rNOTE:x\n y\r\nEND:VCARD\n");
    assertThat(value(card, "FN")).isEqualTo("Ada");
    assertThat(value(card, "NOTE")).isEqualTo("xy");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheCard() {
    String card = crlf("BEGIN:VCARD", "VERSION:3.0", "FN:Ada", "END:VCARD");
    List<RawCard> read = cards("\ufeff" + card + "\ufeff" + card);
    assertThat(read).hasSize(2);
    assertThat(read.get(0).span().offset()).isEqualTo(3);
    assertThat(read).allSatisfy(c -> assertThat(c.defect()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
  void utf16IsRead(String charset) {
    String text = crlf("BEGIN:VCARD", "VERSION:3.0", "FN:Zoë 𝄞", "END:VCARD");
    assertThat(value(only(cards(text, Charset.forName(charset))), "FN")).isEqualTo("Zoë 𝄞");
  }

  @Test
  void bytesThatAreNotUtf8AreReadAsWindows1252AndThisIsTold() {
    String text = crlf("BEGIN:VCARD", "VERSION:3.0", "FN:Günther €", "END:VCARD");
    RawCard card = only(cards(text, Charset.forName("windows-1252")));
    assertThat(value(card, "FN")).isEqualTo("Günther €");
    assertThat(reasons(card))
        .containsExactly("friends.vcf line 3: not UTF-8, read as windows-1252");
  }

  @Test
  void aCharacterSetIsFollowedEvenWhereABackslashIsPartOfACharacter() {
    String text = crlf("BEGIN:VCARD", "VERSION:2.1", "N;CHARSET=SHIFT_JIS:能;表", "END:VCARD");
    RawCard card = only(cards(text, Charset.forName("Shift_JIS")));
    assertThat(value(card, "N")).isEqualTo("能;表");
    assertThat(card.findings()).isEmpty();
  }

  @Test
  void anUnknownCharacterSetIsGuessedAndThisIsTold() {
    RawCard card = card(crlf("BEGIN:VCARD", "VERSION:2.1", "FN;CHARSET=blabla:Zoë", "END:VCARD"));
    assertThat(value(card, "FN")).isEqualTo("Zoë");
    assertThat(reasons(card)).containsExactly("friends.vcf line 3: unknown character set blabla");
  }

  @Test
  void quotedPrintableIsDecodedAcrossSoftBreaks() {
    RawCard card =
        card(
            crlf(
                "BEGIN:VCARD",
                "VERSION:2.1",
                "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:K=C3=B6=",
                "ln=0D=0Aam Rhein",
                "FN:Ada",
                "END:VCARD"));
    assertThat(value(card, "NOTE")).isEqualTo("Köln\nam Rhein");
    assertThat(value(card, "FN")).isEqualTo("Ada");
  }

  @Test
  void blankLinesAfterSoftBreaksAreSkipped() {
    RawCard card =
        card(
            """
            BEGIN:VCARD
            VERSION:2.1
            NOTE;QUOTED-PRINTABLE:one =

            =C3=B6=

            FN:Ada
            END:VCARD
            """);
    assertThat(value(card, "NOTE")).isEqualTo("one ö");
    assertThat(value(card, "FN")).isEqualTo("Ada");
  }

  @Test
  void base64NeedsNoIndentation() {
    RawCard card =
        card(
            crlf(
                "BEGIN:VCARD",
                "VERSION:2.1",
                "PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQ",
                "SkZJRg==",
                "",
                "TEL:1",
                "END:VCARD"));
    assertThat(value(card, "PHOTO")).isEqualTo("/9j/4AAQSkZJRg==");
    assertThat(value(card, "TEL")).isEqualTo("1");
  }

  @Test
  void theBlankOfAFoldBelongsToTheValueInVersion21Only() {
    assertThat(value(folded("2.1"), "NOTE")).isEqualTo("one two");
    assertThat(value(folded("3.0"), "NOTE")).isEqualTo("onetwo");
  }

  private static RawCard folded(String version) {
    return card(crlf("BEGIN:VCARD", "VERSION:" + version, "NOTE:one", " two", "END:VCARD"));
  }

  @Test
  void wordsWithoutNamesAreTypesOrSayHowTheValueIsWritten() {
    RawCard card =
        card(crlf("BEGIN:VCARD", "VERSION:2.1", "TEL;HOME;CELL;8BIT;INLINE:1", "END:VCARD"));
    assertThat(line(card, "TEL").parameters())
        .containsExactly(
            Parameter.of("TYPE", "HOME"),
            Parameter.of("TYPE", "CELL"),
            Parameter.of("VALUE", "INLINE"));
  }

  @Test
  void caretsInParametersAreDecoded() {
    RawCard card =
        card(crlf("BEGIN:VCARD", "VERSION:4.0", "ADR;LABEL=\"a^nb ^'c^' ^^ ^x\":;;x", "END:VCARD"));
    assertThat(line(card, "ADR").parameter("LABEL")).contains("a\nb \"c\" ^ ^x");
  }

  @Test
  void aQuotationMarkThatIsNotClosedSwallowsNothing() {
    RawCard card =
        card(crlf("BEGIN:VCARD", "VERSION:4.0", "X-SIZE;LABEL=\"5 inch:big", "END:VCARD"));
    assertThat(value(card, "X-SIZE")).isEqualTo("big");
    assertThat(reasons(card)).containsExactly("friends.vcf line 3: a quotation mark is not closed");
  }

  @Test
  void aCardAsAValueIsTheValue() {
    RawCard card =
        card(
            crlf(
                "BEGIN:VCARD",
                "VERSION:2.1",
                "AGENT:",
                "BEGIN:VCARD",
                "FN:Susan",
                "END:VCARD",
                "FN:Ada",
                "END:VCARD"));
    assertThat(value(card, "FN")).isEqualTo("Ada");
    assertThat(Text.unescape(value(card, "AGENT"), CardVersion.V3_0))
        .isEqualTo("BEGIN:VCARD\nFN:Susan\nEND:VCARD");
  }

  @Test
  void aMissingEndIsWhereTheNextCardBegins() {
    List<RawCard> cards =
        cards(crlf("BEGIN:VCARD", "VERSION:3.0", "FN:Ada", "BEGIN:VCARD", "FN:Bob", "END:VCARD"));
    assertThat(cards).extracting(RawCard::title).containsExactly("Ada", "Bob");
    assertThat(cards).allSatisfy(c -> assertThat(c.defect()).isEmpty());
    assertThat(reasons(cards.get(0)))
        .containsExactly("friends.vcf line 1: is missing; the card ends where the next one begins");
  }

  @Test
  void aLineThatIsNoPropertyCostsThatLineOnly() {
    RawCard card = card(crlf("BEGIN:VCARD", "VERSION:3.0", "# a comment", "FN:Ada", "END:VCARD"));
    assertThat(card.defect()).isEmpty();
    assertThat(card.title()).isEqualTo("Ada");
    assertThat(card.findings())
        .containsExactly(
            new Finding(Finding.Level.LOST, "", "friends.vcf line 3", "the line is no property"));
  }

  @Test
  void aCardThatTheFileCutsOffIsBrokenUnderItsUid() {
    RawCard card = card(crlf("BEGIN:VCARD", "VERSION:3.0", "UID:u1", "FN:Ada"));
    assertThat(card.defect())
        .contains(
            Finding.broken("friends.vcf line 1", "is cut off: the file ends before END:VCARD"));
    assertThat(card.uid()).contains("u1");
    assertThat(card.title()).isEqualTo("Ada");
  }

  @Test
  void propertiesWithoutBeginAreABrokenCard() {
    String good = crlf("BEGIN:VCARD", "VERSION:3.0", "FN:Ada", "END:VCARD");
    List<RawCard> cards = cards(good + crlf("FN:Bob", "UID:u2", "END:VCARD") + good);
    assertThat(cards).hasSize(3);
    assertThat(cards.get(1).defect())
        .contains(Finding.broken("friends.vcf line 5", "has no BEGIN:VCARD"));
    assertThat(cards.get(1).uid()).contains("u2");
  }

  @Test
  void textBetweenCardsIsNoCard() {
    String good = crlf("BEGIN:VCARD", "VERSION:3.0", "FN:Ada", "END:VCARD");
    assertThat(cards("my friends\n\n" + good + "\n# more\n" + good + "the end"))
        .hasSize(2)
        .allSatisfy(c -> assertThat(c.defect()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><body>Login</body></html>", "nothing of use\nat all\n", "\u0000"})
  void aFileThatHoldsNoCardAtAllIsBrokenAndNotEmpty(String text) {
    assertThat(card(text).defect())
        .contains(Finding.broken("friends.vcf line 1", "is not a vCard"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\ufeff", "  \r\n"})
  void anEmptyFileHoldsNothing(String text) {
    assertThat(cards(text)).isEmpty();
  }

  @Test
  void aCardWithNothingInItIsBroken() {
    assertThat(card(crlf("begin:vcard", "end:vcard")).defect()).isPresent();
  }

  @Test
  void aSpanIsExactlyTheBytesOfTheCard() {
    String before = "some text\n";
    String first = crlf("BEGIN:VCARD", "VERSION:3.0", "NOTE:Kö", "  ln", "END:VCARD");
    String between = "\r\n\r\n";
    String second = "begin:vcard\nversion:3.0\nfn:Bob\nend:vcard";
    byte[] bytes = (before + first + between + second).getBytes(StandardCharsets.UTF_8);
    List<String> cut =
        cards(bytes).stream()
            .map(
                c ->
                    new String(
                        bytes,
                        (int) c.span().offset(),
                        (int) (c.span().end() - c.span().offset()),
                        StandardCharsets.UTF_8))
            .toList();
    assertThat(cut).containsExactly(first, second);
  }

  @Test
  void theHashIgnoresLineBreaksAndFoldingAndNothingElse() {
    String one = crlf("BEGIN:VCARD", "VERSION:3.0", "NOTE:one two", "END:VCARD");
    String folded = "BEGIN:VCARD\nVERSION:3.0\nNOTE:one\n  two\nEND:VCARD\n";
    String other = crlf("BEGIN:VCARD", "VERSION:3.0", "NOTE:one twO", "END:VCARD");
    assertThat(card(folded).hash()).isEqualTo(card(one).hash());
    assertThat(card(other).hash()).isNotEqualTo(card(one).hash());
  }

  @Test
  void controlCharactersAreLeftOutAndThisIsTold() {
    RawCard card = card(crlf("BEGIN:VCARD", "VERSION:3.0", "FN:A\u0000d\u0007a", "END:VCARD"));
    assertThat(card.title()).isEqualTo("Ada");
    assertThat(reasons(card))
        .containsExactly("friends.vcf line 3: control characters were left out");
  }
}
