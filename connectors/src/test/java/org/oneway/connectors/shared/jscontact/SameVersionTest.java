// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Item;

/**
 * A card that goes through JSContact and back into its own version says everything it said, and
 * nothing else: the values are compared by what they mean, as {@link Meaning} tells them. 2.1 comes
 * back as 3.0. There is no exception.
 */
final class SameVersionTest {
  static Stream<Path> files() {
    return Corpus.files().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyPropertyValueComesBackAndNoOther(Path file) {
    for (RawCard card : Corpus.cards(Corpus.bytes(file), "x")) {
      if (card.defect().isEmpty()) {
        List<String> before = Meaning.of(card);
        List<String> after = Meaning.of(back(card));
        assertThat(without(before, after)).as("lost").isEmpty();
        assertThat(without(after, before)).as("added").isEmpty();
      }
    }
  }

  private static RawCard back(RawCard card) {
    CardVersion version = card.version() == CardVersion.V4_0 ? CardVersion.V4_0 : CardVersion.V3_0;
    Item item = VCards.contact(card, "x").item();
    return Corpus.cards(VCards.write(item, version), "written").get(0);
  }

  private static List<String> without(List<String> all, List<String> some) {
    List<String> left = new ArrayList<>(all);
    some.forEach(left::remove);
    return left;
  }
}
