// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Item;

/** Real cards with random damage: nothing throws, hangs or grows. */
final class MutationTest {
  private static final int MUTANTS = 4_000;
  private static final long SEED = 20_261_122L;
  private static final int LARGEST = 4_000;

  private static final List<String> SNIPPETS =
      List.of(
          "BEGIN:VCARD\r\n",
          "END:VCARD\r\n",
          ":",
          ";",
          "\"",
          "\\",
          "=",
          "=\r\n",
          "\r\n ",
          "^",
          "\u0000",
          "ENCODING=QUOTED-PRINTABLE",
          "ENCODING=b",
          "VALUE=uri",
          "CHARSET=UTF-16",
          "item1.",
          "JSPROP;JSPTR=\"name/full\":1\r\n",
          "X-ABLabel:_$!<\r\n",
          "AGENT:\r\n",
          "GEO:x\r\n",
          "1604",
          "ALTID=1;LANGUAGE=de",
          "PROP-ID=EMAIL-1",
          "JSCOMPS=\";0;s,\"",
          ",,,,",
          "VERSION:2.1\r\n");

  @Test
  @Timeout(120)
  void aDamagedCardIsReadConvertedAndWrittenOrToldAsBroken() {
    List<byte[]> corpus =
        Corpus.files().stream().map(Corpus::bytes).filter(bytes -> bytes.length < LARGEST).toList();
    for (int i = 0; i < MUTANTS; i++) {
      long seed = SEED + i;
      byte[] mutant = mutant(corpus, new Random(seed));
      assertThatCode(() -> survive(mutant)).as("seed " + seed).doesNotThrowAnyException();
    }
  }

  private static void survive(byte[] mutant) {
    for (RawCard card : Corpus.cards(mutant, "mutant.vcf")) {
      if (card.defect().isPresent()) {
        assertThat(card.defect().get().reason()).isNotBlank();
        continue;
      }
      VCards.Contact contact = VCards.contact(card, "mutant.vcf");
      Item once = reread(contact.item(), CardVersion.V4_0);
      assertThat(reread(once, CardVersion.V4_0).json()).isEqualTo(once.json());
      reread(contact.item(), CardVersion.V3_0);
    }
  }

  private static Item reread(Item item, CardVersion version) {
    byte[] written = VCards.write(item, version);
    List<RawCard> cards = Corpus.cards(written, "written.vcf");
    assertThat(cards).hasSize(1);
    assertThat(cards.get(0).defect()).isEmpty();
    return VCards.contact(cards.get(0), "written.vcf").item();
  }

  private static byte[] mutant(List<byte[]> corpus, Random random) {
    List<Byte> bytes = new ArrayList<>();
    for (byte b : corpus.get(random.nextInt(corpus.size()))) {
      bytes.add(b);
    }
    for (int i = random.nextInt(5); i >= 0; i--) {
      damage(bytes, random, corpus);
    }
    byte[] mutant = new byte[bytes.size()];
    for (int i = 0; i < mutant.length; i++) {
      mutant[i] = bytes.get(i);
    }
    return mutant;
  }

  private static void damage(List<Byte> bytes, Random random, List<byte[]> corpus) {
    int at = random.nextInt(bytes.size() + 1);
    int end = Math.min(bytes.size(), at + 1 + random.nextInt(20));
    switch (random.nextInt(6)) {
      case 0 -> insert(bytes, at, SNIPPETS.get(random.nextInt(SNIPPETS.size())).getBytes(UTF_8));
      case 1 -> bytes.subList(at, end).clear();
      case 2 -> bytes.addAll(at, List.copyOf(bytes.subList(at, end)));
      case 3 -> {
        for (int i = at; i < end; i++) {
          bytes.set(i, (byte) random.nextInt(256));
        }
      }
      case 4 -> {
        byte[] other = corpus.get(random.nextInt(corpus.size()));
        int from = random.nextInt(other.length);
        int to = Math.min(other.length, from + random.nextInt(300));
        insert(bytes, at, Arrays.copyOfRange(other, from, to));
      }
      default -> bytes.subList(at, bytes.size()).clear();
    }
  }

  private static void insert(List<Byte> bytes, int at, byte[] more) {
    List<Byte> boxed = new ArrayList<>();
    for (byte b : more) {
      boxed.add(b);
    }
    bytes.addAll(at, boxed);
  }
}
