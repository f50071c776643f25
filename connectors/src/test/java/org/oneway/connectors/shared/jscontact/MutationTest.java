// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Item;

/** Real cards with random damage: nothing throws, hangs or grows, and what comes out is valid. */
final class MutationTest {
  /** How many there are at most; as many as fit into the time box. */
  private static final int MUTANTS = Integer.getInteger("oneway.mutants", 100_000);

  private static final Duration TIME_BOX = Duration.ofMinutes(1);

  /** Every so many go through 3.0 and a second time through 4.0, too. */
  private static final int THOROUGHLY = 8;

  private static final long SEED = 20_261_122L;
  private static final int LARGEST = 3_000;

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
          "N;PHONETIC=ipa;SCRIPT=Latn:a;b\r\n",
          "X-PHONETIC-FIRST-NAME:a\r\n",
          "SORT-AS=\"a,b,c\"",
          "MEMBER:urn:a\r\n",
          "TYPE=pref,home",
          "VERSION:2.1\r\n");

  @Test
  @Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
  void aDamagedCardIsReadConvertedAndWrittenOrToldAsBroken() {
    List<byte[]> corpus =
        Corpus.files().stream().map(Corpus::bytes).filter(bytes -> bytes.length < LARGEST).toList();
    long end = System.nanoTime() + TIME_BOX.toNanos();
    long survived =
        IntStream.range(0, MUTANTS)
            .parallel()
            .filter(i -> System.nanoTime() < end)
            .peek(i -> survive(corpus, SEED + i, i % THOROUGHLY == 0))
            .count();
    System.out.printf(Locale.ROOT, "%,d mutants from seed %d on%n", survived, SEED);
    assertThat(survived).isPositive();
  }

  private static void survive(List<byte[]> corpus, long seed, boolean thoroughly) {
    byte[] mutant = mutant(corpus, new Random(seed));
    try {
      for (RawCard card : Corpus.cards(mutant, "mutant.vcf")) {
        survive(card, thoroughly);
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  private static void survive(RawCard card, boolean thoroughly) {
    if (card.defect().isPresent()) {
      assertThat(card.defect().get().reason()).isNotBlank();
      return;
    }
    Item item = VCards.contact(card, "mutant.vcf").item();
    ValidityTest.assertValid(item.json());
    Item once = reread(item, CardVersion.V4_0);
    if (thoroughly) {
      ValidityTest.assertValid(once.json());
      assertThat(reread(once, CardVersion.V4_0).json()).isEqualTo(once.json());
      ValidityTest.assertValid(reread(item, CardVersion.V3_0).json());
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
    byte[] bytes = corpus.get(random.nextInt(corpus.size()));
    for (int i = random.nextInt(5); i >= 0; i--) {
      bytes = damage(bytes, random, corpus);
    }
    return bytes;
  }

  private static byte[] damage(byte[] bytes, Random random, List<byte[]> corpus) {
    int at = random.nextInt(bytes.length + 1);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(20));
    return switch (random.nextInt(6)) {
      case 0 -> splice(bytes, at, at, snippet(random));
      case 1 -> splice(bytes, at, end, new byte[0]);
      case 2 -> splice(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
      case 3 -> {
        byte[] noise = new byte[end - at];
        random.nextBytes(noise);
        yield splice(bytes, at, end, noise);
      }
      case 4 -> {
        byte[] other = corpus.get(random.nextInt(corpus.size()));
        int from = random.nextInt(other.length);
        int to = Math.min(other.length, from + random.nextInt(300));
        yield splice(bytes, at, at, Arrays.copyOfRange(other, from, to));
      }
      default -> Arrays.copyOf(bytes, at);
    };
  }

  private static byte[] snippet(Random random) {
    return SNIPPETS.get(random.nextInt(SNIPPETS.size())).getBytes(UTF_8);
  }

  /** {@code bytes} with {@code more} where {@code from} to {@code to} was. */
  private static byte[] splice(byte[] bytes, int from, int to, byte[] more) {
    byte[] spliced = new byte[bytes.length - (to - from) + more.length];
    System.arraycopy(bytes, 0, spliced, 0, from);
    System.arraycopy(more, 0, spliced, from, more.length);
    System.arraycopy(bytes, to, spliced, from + more.length, bytes.length - to);
    return spliced;
  }
}
