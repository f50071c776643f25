// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReexportTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Path BOOK = Path.of("contacts/address-book.vcf");

  @Test
  void cutIntoPiecesAndJoinedTheAddressBookIsTheSame() throws IOException {
    String book = Files.readString(BOOK, StandardCharsets.ISO_8859_1);
    StringBuilder joined = new StringBuilder();
    CardPiece.split(book).forEach(piece -> joined.append(piece.text()));
    assertThat(joined.toString()).isEqualTo(book);
  }

  @Test
  void uidRevAndProdidAreOthersAndTheRestIsByteForByte() {
    String card =
        """
        BEGIN:VCARD
        VERSION:4.0
        UID:urn:uuid:1
        FN:Ada
        NOTE:two
          lines
        REV:20200101T000000Z
        END:VCARD
        """;
    String again = again(card);
    assertThat(again)
        .doesNotContain("urn:uuid:1\n")
        .containsPattern("(?m)^UID:urn:uuid:[-0-9a-f]{36}$")
        .contains("REV:20261122T080000Z\n")
        .contains("PRODID:-//Oneway//Exported again//EN\n");
    assertThat(without(again, "UID", "REV", "PRODID")).isEqualTo(without(card, "UID", "REV"));
  }

  @Test
  void groupsNameTheirMembersByTheNewUids() {
    String again =
        again(
            """
            BEGIN:VCARD
            VERSION:3.0
            UID:ada
            FN:Ada
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            UID:team
            FN:Team
            X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:ada
            X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:somebody-else
            END:VCARD
            """);
    List<CardPiece> cards = CardPiece.split(again);
    String ada =
        cards.stream()
            .filter(card -> card.text().contains("FN:Ada"))
            .findFirst()
            .flatMap(card -> card.value("UID"))
            .orElseThrow();
    assertThat(again)
        .contains("MEMBER:urn:uuid:" + ada + "\n")
        .contains("MEMBER:urn:uuid:somebody-else\n");
  }

  @Test
  void whatIsBrokenStaysAndWhatHasNoUidGetsNone() throws IOException {
    byte[] book = Files.readAllBytes(BOOK);
    String before = new String(book, StandardCharsets.ISO_8859_1);
    String after = new String(Reexport.rewrite(book, NOW), StandardCharsets.ISO_8859_1);
    List<CardPiece> old = CardPiece.split(before);
    List<CardPiece> fresh = CardPiece.split(after);
    assertThat(fresh).hasSameSizeAs(old).isNotEqualTo(old);
    assertThat(fresh.get(fresh.size() - 1)).isEqualTo(old.get(old.size() - 1));
    assertThat(withUid(fresh)).isEqualTo(withUid(old));
    assertThat(uids(fresh).stream().filter(uids(old)::contains))
        .as("only the broken card at the end keeps its uid")
        .hasSize(1);
  }

  private static long withUid(List<CardPiece> cards) {
    return cards.stream().filter(card -> card.value("UID").isPresent()).count();
  }

  private static List<String> uids(List<CardPiece> cards) {
    return cards.stream().flatMap(card -> card.value("UID").stream()).toList();
  }

  private static String again(String cards) {
    byte[] again = Reexport.rewrite(cards.getBytes(StandardCharsets.UTF_8), NOW);
    return new String(again, StandardCharsets.UTF_8);
  }

  private static List<String> without(String card, String... names) {
    return card.lines()
        .filter(line -> Arrays.stream(names).noneMatch(name -> line.startsWith(name + ":")))
        .toList();
  }
}
