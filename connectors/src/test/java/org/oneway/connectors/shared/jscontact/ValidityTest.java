// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.RawCard;

/** Every JSContact card that is written is valid (RFC 9553). */
final class ValidityTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Stream<Path> vcards() {
    return Corpus.files().stream();
  }

  static Stream<Path> printed() throws IOException {
    try (Stream<Path> files = Files.list(Corpus.folder("jscontact"))) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vcards")
  void whatACardBecomesIsValid(Path file) {
    for (RawCard card : Corpus.cards(Corpus.bytes(file), "x")) {
      if (card.defect().isEmpty()) {
        assertValid(VCards.contact(card, "x").item().json());
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("printed")
  void theFiguresOfTheRfcAreValidAndComeBackThroughBothVersions(Path file) throws IOException {
    ObjectNode json = (ObjectNode) MAPPER.readTree(file.toFile());
    assertThat(Validity.problems(json)).isEmpty();
    for (CardVersion version : List.of(CardVersion.V3_0, CardVersion.V4_0)) {
      JsonNode back = RoundTripTest.reread(VCards.item(json), version).item().json();
      assertValid(back);
    }
    JsonNode back = RoundTripTest.reread(VCards.item(json), CardVersion.V4_0).item().json();
    assertThat(back).isEqualTo(json);
  }

  /** Who has no uid gets one before the card is written anywhere. */
  static void assertValid(JsonNode json) {
    ObjectNode card = json.deepCopy();
    if (!card.has("uid")) {
      card.put("uid", "made-up");
    }
    assertThat(Validity.problems(card)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"phones\":{\"a b\":{\"number\":\"1\"}}}'",
    "'{\"phones\":{\"a\":{}}}'",
    "'{\"phones\":{\"a\":{\"number\":1}}}'",
    "'{\"phones\":{\"a\":{\"number\":\"1\",\"pref\":0}}}'",
    "'{\"phones\":[]}'",
    "'{\"updated\":\"2020-01-01T00:00:00.10Z\"}'",
    "'{\"updated\":\"2020-01-01t00:00:00z\"}'",
    "'{\"updated\":\"2020-02-30T00:00:00Z\"}'",
    "'{\"name\":{}}'",
    "'{\"name\":{\"full\":\"A\",\"sortAs\":{\"given\":\"A\"}}}'",
    "'{\"addresses\":{\"a\":{\"contexts\":{\"work\":true}}}}'",
    "'{\"members\":{\"a\":true}}'",
    "'{\"keywords\":{\"a\":false}}'",
    "'{\"anniversaries\":{\"a\":{\"kind\":\"birth\",\"date\":{\"month\":2,\"day\":30}}}}'",
    "'{\"anniversaries\":{\"a\":{\"kind\":\"birth\",\"date\":{\"day\":3}}}}'",
    "'{\"kind\":\"thing\"}'",
    "'{\"Kind\":\"org\"}'",
    "'{\"localizations\":{\"de\":{\"titles/t/name\":\"Chef\"}}}'",
  })
  void whatIsNotValidIsFound(String members) throws IOException {
    ObjectNode card = (ObjectNode) MAPPER.readTree(members);
    card.put("@type", "Card").put("version", "1.0").put("uid", "u");
    assertThat(Validity.problems(card)).hasSize(1);
  }

  @Test
  void unknownAndVendorsMembersMayBeAnything() throws IOException {
    JsonNode card =
        MAPPER.readTree(
            "{\"@type\":\"Card\",\"version\":\"1.0\",\"uid\":\"u\",\"example.com:x\":[{}],"
                + "\"some\":1,\"kind\":\"example.com:thing\"}");
    assertThat(Validity.problems(card)).isEmpty();
  }
}
