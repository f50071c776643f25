// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.engine.similar.Cards.RULES;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fingerprints that states hold already: whoever changes one makes a new version of the rules. */
final class PinnedCardsTest {
  @Test
  void theFingerprintsOfSamplesStayAsStatesHoldThem() {
    assertThat(Cards.samples().stream().map(card -> RULES.fingerprint(card).hash()))
        .containsExactly(
            "44136fa355b3678a1146ad16f7e8649e",
            "44136fa355b3678a1146ad16f7e8649e",
            "432fcab2cad42987940e4be1959f9cc0",
            "4e468e3431db00e684ccae3d010d2501",
            "d59b7570e0b320e3fa5b1b23a3425da7",
            "f87305053aae183f4ae2e381cbe99d21",
            "14d8f4ecbd6dd662e4ab8a0cdffa50a7");
  }

  @Test
  void theFingerprintsOfManyCardsStayAsStatesHoldThem() {
    StringBuilder all = new StringBuilder();
    for (long seed = 0; seed < 300; seed++) {
      RandomCards random = new RandomCards(seed);
      for (ObjectNode card : List.of(random.card(), random.spoiled(random.card()))) {
        all.append(RULES.fingerprint(card).hash()).append('\n');
      }
    }
    byte[] hash = Hashes.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo("aa401d17e2d79145a3ad66c5c563642d2e1166ab796438983e86eba50296b12b");
  }
}
