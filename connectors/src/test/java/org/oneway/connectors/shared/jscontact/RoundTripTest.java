// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.similar.Similarity;

final class RoundTripTest {
  private static final Similarity RULES = Similarity.of(Kind.CONTACT);

  static Stream<Path> files() {
    return Corpus.files().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aCardThatGoesThroughVersion4ComesBackEqual(Path file) {
    for (RawCard card : wholeCards(file)) {
      Item item = VCards.contact(card, "x").item();
      VCards.Contact back = reread(item, CardVersion.V4_0);
      assertThat(back.item().json()).isEqualTo(item.json());
      assertThat(back.findings()).filteredOn(f -> f.level() != Finding.Level.CARRIED_RAW).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aCardThatGoesThroughVersion3ComesBackSimilar(Path file) {
    for (RawCard card : wholeCards(file)) {
      Item item = VCards.contact(card, "x").item();
      ObjectNode once = reread(item, CardVersion.V3_0).item().json();
      assertThat(RULES.changes(item.json(), once)).isEmpty();
      ObjectNode twice = reread(VCards.item(once), CardVersion.V3_0).item().json();
      assertThat(twice).isEqualTo(once);
    }
  }

  private static List<RawCard> wholeCards(Path file) {
    return Corpus.cards(Corpus.bytes(file), "x").stream()
        .filter(card -> card.defect().isEmpty())
        .toList();
  }

  static VCards.Contact reread(Item item, CardVersion version) {
    List<RawCard> cards = Corpus.cards(VCards.write(item, version), "written");
    assertThat(cards).hasSize(1);
    assertThat(cards.get(0).defect()).isEmpty();
    return VCards.contact(cards.get(0), "written");
  }
}
