// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
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
}
