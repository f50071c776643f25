// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.engine.item.Item;

/** Cards with very many lines of one sort; a loop within a loop would take hours. */
@DisplayName("S10 conversions are bounded in time")
final class TimeBoundTest {
  private static final int LINES = 20_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TEL;PROP-ID=p#:#",
        "N:a#;b",
        "FN;X=1:#",
        "ADR;TYPE=home:;;#;;;;",
        "LABEL;TYPE=home:#",
        "GEO:geo:1,2",
        "item#.X-ABLabel:x",
        "TITLE;ALTID=%:base\nTITLE;ALTID=%;LANGUAGE=x%:#",
        "NOTE;ALTID=1;LANGUAGE=x#:#",
        "ADR;ALTID=%:;;a;;;;\nADR;ALTID=%;PHONETIC=ipa;LANGUAGE=x%:;;b;;;;",
        "ADR;ALTID=%:;;a;;;;\nADR;ALTID=%;PHONETIC=strange:;;b;;;;",
        "N;ALTID=1;PHONETIC=ipa;LANGUAGE=l#:a",
        "MEMBER:urn:#",
        "RELATED:urn:#",
        "JSPROP;JSPTR=\"a#\":1",
        "X-PHONETIC-FIRST-NAME:#",
        "BIRTHPLACE:#",
        "a#.ORG:b\na#.TITLE:c"
      })
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void manyLinesOfOneSortAreConvertedThereAndBack(String line) {
    int of = line.contains("\n") ? 2 : 1;
    String lines =
        IntStream.range(0, LINES / of)
            .mapToObj(i -> line.replace("#", "" + i).replace("%", "" + i))
            .collect(Collectors.joining("\n"));
    String text = "BEGIN:VCARD\nVERSION:4.0\nFN:a\n" + lines + "\nEND:VCARD\n";
    Item item =
        VCards.contact(Corpus.cards(text.getBytes(StandardCharsets.UTF_8), "x").get(0), "x").item();
    assertThat(VCards.write(item, CardVersion.V4_0)).isNotEmpty();
    assertThat(VCards.write(item, CardVersion.V3_0)).isNotEmpty();
  }
}
