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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.RawCard;

/** The examples printed in RFC 9555: what is stated must be there, more may be. */
final class PublishedPairsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> folders = Files.list(Corpus.folder("rfc9555"))) {
      return folders.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void theCardBecomesWhatTheRfcPrints(Path example) throws IOException {
    JsonNode expected = MAPPER.readTree(example.resolve("expect.json").toFile());
    assertHolds(convert(example), expected, "");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void whatTheRfcPrintsBecomesTheCard(Path example) throws IOException {
    ObjectNode json = (ObjectNode) MAPPER.readTree(example.resolve("expect.json").toFile());
    json.put("@type", "Card").put("version", "1.0").put("uid", "made-up");
    byte[] written = VCards.write(VCards.item(json), CardVersion.V4_0);
    RawCard card = Corpus.cards(written, "written").get(0);
    List<String> lines =
        card.lines().stream()
            .filter(l -> !l.name().equals("UID") && !l.name().equals("FN"))
            .map(PublishedPairsTest::plain)
            .toList();
    RawCard printed = Corpus.cards(Corpus.bytes(example.resolve("input.vcf")), "printed").get(0);
    List<String> expected =
        printed.lines().stream()
            .filter(l -> !l.name().equals("FN"))
            .map(PublishedPairsTest::plain)
            .toList();
    assertThat(lines).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** A line with its parameters in any order; PROP-ID is what the conversion adds. */
  private static String plain(ContentLine line) {
    Set<String> parameters = new TreeSet<>();
    new Params(line).types().forEach(type -> parameters.add("TYPE=" + type));
    for (Parameter parameter : line.parameters()) {
      if (!parameter.name().equals("TYPE") && !parameter.name().equals("PROP-ID")) {
        parameters.add(parameter.name() + "=" + parameter.values());
      }
    }
    return line.name() + parameters + ":" + ignoringCase(line.name(), line.value());
  }

  /** Values whose case says nothing. */
  private static String ignoringCase(String name, String value) {
    return name.equals("GRAMGENDER") ? value.toLowerCase(Locale.ROOT) : value;
  }

  private static JsonNode convert(Path example) {
    RawCard card = Corpus.cards(Corpus.bytes(example.resolve("input.vcf")), "printed").get(0);
    return VCards.contact(card, "printed").item().json();
  }

  /** Keys of Id maps are free, but the ones we generate are those that the RFC prints. */
  private static void assertHolds(JsonNode actual, JsonNode expected, String path) {
    if (!expected.isObject()) {
      assertThat(actual).as(path).isEqualTo(expected);
      return;
    }
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      assertHolds(actual.path(member.getKey()), member.getValue(), path + "/" + member.getKey());
    }
  }
}
