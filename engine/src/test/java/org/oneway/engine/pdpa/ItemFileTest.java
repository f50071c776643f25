// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

final class ItemFileTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static ItemFile read(String text) throws ArchiveDamaged {
    return ItemFile.read("card.json", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Item item(String json) throws IOException {
    ObjectNode node = (ObjectNode) new ObjectMapper().readTree(json);
    Optional<Uid> uid = Optional.of(node.path("uid").asText()).map(Uid::new);
    Optional<Instant> updated = ArchiveMetadata.instant(node.path("updated"));
    return new Item(Kind.CONTACT, uid, node, updated, updated.isPresent());
  }

  @Test
  void cardIsWrittenAsStrictJsonWithSortedMembers() throws IOException {
    Item card = item("{\"uid\":\"u\",\"name\":{\"full\":\"Zoë\"},\"@type\":\"Card\"}");
    String text = new String(ItemFile.make(card, "book", NOW).text(), StandardCharsets.UTF_8);
    assertThat(text)
        .isEqualTo(
            """
            {
              "@type": "ContactCard",
              "addressBookIds": {
                "book": true
              },
              "name": {
                "full": "Zoë"
              },
              "oneway.dev:updatedIsGuessed": true,
              "uid": "u",
              "updated": "2026-01-02T03:04:05Z",
              "version": "1.0"
            }
            """);
  }

  @Test
  void unknownMembersAndLargeNumbersSurvive() throws IOException {
    Item card =
        item(
            "{\"@type\":\"Card\",\"version\":\"1.0\",\"uid\":\"u\",\"updated\":\"2025-01-01T00:00:00Z\","
                + "\"example.com:x\":{\"b\":[1,null,{\"z\":1,\"a\":2}],\"n\":18446744073709551615}}");
    ItemFile.Made made = ItemFile.make(card, "book", NOW);
    assertThat(made.held()).isEqualTo(card);
    assertThat(ItemFile.read("", made.text()).collections()).containsExactly("book");
  }

  @Test
  void guessedTimeIsNotTrustedAfterwards() throws IOException {
    Item guessed = item("{\"uid\":\"u\"}").withUpdated(NOW, false);
    Item held = ItemFile.make(guessed, "book", Instant.EPOCH).held();
    assertThat(held.updated()).contains(NOW);
    assertThat(held.updatedTrusted()).isFalse();
    Item known = item("{\"uid\":\"u\"}").withUpdated(NOW, true);
    assertThat(ItemFile.make(known, "book", Instant.EPOCH).held().updatedTrusted()).isTrue();
  }

  @Test
  void timeIsOneOfRfc3339() {
    for (String time :
        new String[] {
          "2026-01-02T03:04:05Z",
          "0000-01-01T00:00:00Z",
          "2024-02-29T23:59:59Z",
          "2025-02-29T00:00:00Z",
          "2026-13-01T00:00:00Z",
          "2026-01-02T24:00:00Z",
          "2026-01-02T03:04:60Z",
          "2026-01-02T03:04:05.25Z",
          "2026-01-02T03:04:05+01:00",
          "2026-01-02t03:04:05z",
          "2026-01-02T03:04:05",
          "+026-01-02T03:04:05Z",
          "",
        }) {
      Optional<Instant> expected = Optional.empty();
      try {
        expected = Optional.of(OffsetDateTime.parse(time).toInstant());
      } catch (DateTimeException e) {
        // It is none.
      }
      assertThat(ArchiveMetadata.instant(TextNode.valueOf(time))).as(time).isEqualTo(expected);
    }
  }

  @Test
  void membershipIsReadAsMapOrArray() throws IOException {
    assertThat(read("{\"addressBookIds\":{\"a\":true,\"b\":false}}").collections())
        .containsExactly("a");
    assertThat(read("{\"addressBookIds\":[\"a\",\"b\",7]}").collections())
        .containsExactlyInAnyOrder("a", "b", "7");
  }

  @Test
  void numericUidBecomesText() throws IOException {
    assertThat(read("{\"@type\":\"Card\",\"uid\":42}").item().uid()).contains(new Uid("42"));
    assertThat(read("{\"@type\":\"Card\",\"uid\":42}").item().json().path("uid").isTextual())
        .isTrue();
  }

  @Test
  void slipsAreForgivenAndReported() throws IOException {
    ItemFile card = read("{\"@type\": \"Card\",\n \"uid\": \"u\",\n}");
    assertThat(card.findings()).extracting(Finding::level).containsExactly(Finding.Level.REPAIRED);
  }

  @Test
  @DisplayName("S09 a member named twice is refused with its place")
  void duplicateMembers() {
    assertThatThrownBy(() -> read("{\"@type\":\"Card\",\n  \"uid\":\"a\",\"uid\":\"b\"}"))
        .hasMessageContaining("line 2 column")
        .hasMessageContaining("names a member twice")
        .hasMessageContaining("uid");
  }

  @Test
  @DisplayName("S09 deep nesting, not-numbers, half characters and other ends are refused")
  void bounds() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    for (String hostile :
        new String[] {
          "{\"a\":" + deep + "}",
          "{\"a\":NaN}",
          "{\"a\":\"\\uD800\"}",
          "{\"\\uDC00\":1}",
          "{\"a\":1}{\"b\":2}",
          "[1]",
          "",
          "null",
          "{\"a\":1e99999999999}",
          "{\"@type\":\"Event\",\"uid\":\"e\"}",
          "{\"uid\":{}}",
        }) {
      assertThatThrownBy(() -> read(hostile)).isInstanceOf(ArchiveDamaged.class);
    }
  }

  @Test
  @DisplayName("S09 a string of more than 32 MB is refused")
  void longString() {
    byte[] text = "{\"a\":\"%s\"}".formatted("x".repeat(33 << 20)).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ItemFile.read("card.json", text)).isInstanceOf(ArchiveDamaged.class);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] latin1 = "{\"name\":\"Zoë\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> ItemFile.read("card.json", latin1)).isInstanceOf(ArchiveDamaged.class);
  }

  @Test
  void cardThatCouldNotBeReadAgainIsNotWritten() throws IOException {
    Item half = item("{\"uid\":\"u\"}");
    half.json().put("x", "\uD800");
    assertThatThrownBy(() -> ItemFile.make(half, "b", NOW)).isInstanceOf(ArchiveDamaged.class);
    Item deep = item("{\"uid\":\"u\",\"x\":" + "[".repeat(300) + "]".repeat(300) + "}");
    assertThatThrownBy(() -> ItemFile.make(deep, "b", NOW)).isInstanceOf(ArchiveDamaged.class);
  }

  @Test
  @DisplayName("S09 what cannot be read again as strict I-JSON is refused with the item's name")
  void whatIsNotStrictIsRefusedByName() throws IOException {
    for (String strange :
        new String[] {
          "\"half\":\"\\uD800\"",
          "\"\\uDC00\":1",
          "\"a\":[{\"b\":[\"\\uDBFF\"]}]",
          "\"deep\":" + "[".repeat(200) + "1" + "]".repeat(200),
          "\"deep\":" + "{\"a\":".repeat(250) + "1" + "}".repeat(250),
          "\"" + "n".repeat(60_000) + "\":1",
        }) {
      Item item = item("{\"uid\":\"u\"}");
      JsonMapper endless =
          JsonMapper.builder(
                  JsonFactory.builder()
                      .streamReadConstraints(
                          StreamReadConstraints.builder()
                              .maxNestingDepth(1_000)
                              .maxNameLength(100_000)
                              .build())
                      .build())
              .build();
      item.json().setAll((ObjectNode) endless.readTree("{" + strange + "}"));
      assertThatThrownBy(() -> ItemFile.make(item, "b", NOW))
          .isInstanceOf(ArchiveDamaged.class)
          .hasMessageContaining("contact u");
    }
  }

  @Test
  void whatIsPlainIsReadAgainAsItWas() throws IOException {
    Random random = new Random(7);
    int plain = 0;
    for (int i = 0; i < 3_000; i++) {
      JsonNode tree = tree(random, 4);
      for (int depth = random.nextInt(60); depth > 0; depth--) {
        tree = JsonNodeFactory.instance.arrayNode().add(tree);
      }
      ObjectNode object = JsonNodeFactory.instance.objectNode().set("x", tree);
      if (Json.isPlain(object)) {
        plain++;
        assertThat(Json.object("x", Json.text(object)).json()).as("number %d", i).isEqualTo(object);
      }
    }
    assertThat(plain).isBetween(500, 2_500);
  }

  private static JsonNode tree(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (depth > 0) {
      ArrayNode array = nodes.arrayNode();
      ObjectNode object = nodes.objectNode();
      for (int i = random.nextInt(4); i > 0; i--) {
        array.add(tree(random, depth - 1 - random.nextInt(2)));
        object.set(word(random), tree(random, depth - 1 - random.nextInt(2)));
      }
      return random.nextBoolean() ? array : object;
    }
    return switch (random.nextInt(60)) {
      case 0 -> nodes.numberNode(random.nextLong());
      case 1 -> nodes.numberNode(7L);
      case 2 -> nodes.numberNode(random.nextDouble());
      case 3 -> nodes.binaryNode(new byte[] {1});
      case 4 -> nodes.nullNode();
      case 5, 6, 7, 8, 9 -> nodes.numberNode(random.nextInt());
      case 10, 11 -> nodes.booleanNode(random.nextBoolean());
      default -> nodes.textNode(word(random));
    };
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(100) == 0 ? 2_000 : 6); i > 0; i--) {
      word.appendCodePoint(
          switch (random.nextInt(6)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> random.nextInt(0xD800);
            case 2 -> 0x10000 + random.nextInt(0x100000);
            case 3 -> random.nextInt(1_000) == 0 ? 0xD800 + random.nextInt(0x800) : '"';
            case 4 -> 0x7F + random.nextInt(4);
            default -> 'a' + random.nextInt(26);
          });
    }
    return word.toString();
  }
}
