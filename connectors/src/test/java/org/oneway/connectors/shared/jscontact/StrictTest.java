// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static org.assertj.core.api.Assertions.assertThat;

import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.RawCard;

/** ez-vcard finds nothing wrong with the 4.0 that is written (RFC 6350), but what it may have. */
final class StrictTest {
  /** RFC 6350 leaves room for other words of TYPE, and for properties that it does not know. */
  private static final List<String> ALLOWED =
      List.of(
          "TYPE parameter value",
          "Property is not supported in this vCard version",
          // Bytes that travel as they are keep what says that they are bytes.
          "ENCODING parameter value",
          // An AGENT travels as it is, whatever is in it.
          "Embedded vCard",
          "Property has no value assigned to it");

  static Stream<Path> files() {
    return Corpus.files().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void whatIsWrittenIsVersion4(Path file) {
    List<String> warnings = new ArrayList<>();
    for (RawCard card : Corpus.cards(Corpus.bytes(file), "x")) {
      if (card.defect().isEmpty()) {
        byte[] bytes = VCards.write(VCards.contact(card, "x").item(), CardVersion.V4_0);
        warnings.addAll(warnings(new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    warnings.removeIf(warning -> ALLOWED.stream().anyMatch(warning::contains));
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void andSaysNothingThatTheGrammarDoesNotAllow(Path file) {
    List<String> problems = new ArrayList<>();
    for (RawCard card : Corpus.cards(Corpus.bytes(file), "x")) {
      if (card.defect().isEmpty()) {
        byte[] bytes = VCards.write(VCards.contact(card, "x").item(), CardVersion.V4_0);
        problems.addAll(Grammar.problems(Corpus.cards(bytes, "written").get(0).lines()));
      }
    }
    // Every program shows a web address without a scheme, and few an address that is hidden.
    problems.removeIf(problem -> problem.matches("URL is no URI: [a-z-]+(\\.[a-z-]+)+"));
    assertThat(problems).isEmpty();
  }

  private static List<String> warnings(String text) {
    List<VCard> cards = Ezvcard.parse(text).all();
    assertThat(cards).hasSize(1);
    List<String> warnings = new ArrayList<>();
    cards
        .get(0)
        .validate(VCardVersion.V4_0)
        .forEach(
            property -> property.getValue().forEach(warning -> warnings.add(warning.getMessage())));
    return warnings;
  }
}
