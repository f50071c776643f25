// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.oneway.connectors.shared.vobject.CardVersion;

/** Small cards, there and back, as the tests write them down. */
final class Sample {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private Sample() {}

  /** What a card of these lines, in a file {@code x.vcf}, is read as; the first is line 3. */
  static VCards.Contact contact(String version, String... lines) {
    String text =
        "BEGIN:VCARD\r\nVERSION:"
            + version
            + "\r\n"
            + String.join("\r\n", lines)
            + "\r\nEND:VCARD\r\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return VCards.contact(Corpus.cards(bytes, "x.vcf").get(0), "x.vcf");
  }

  /** The JSContact of a card of these lines, which is valid but for the uid. */
  static JsonNode read(String version, String... lines) {
    JsonNode card = contact(version, lines).item().json();
    ValidityTest.assertValid(card);
    return card;
  }

  /** JSON with single quotes, and none around simple names. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The lines, unfolded, of the card that {@code card} is but for its type, version and uid. */
  static List<String> written(JsonNode card, CardVersion version) {
    ObjectNode whole = card.deepCopy();
    whole.put("@type", "Card").put("version", "1.0").put("uid", "urn:u");
    byte[] bytes = VCards.write(VCards.item(whole), version);
    return List.of(new String(bytes, StandardCharsets.UTF_8).replace("\r\n ", "").split("\r\n"));
  }

  /** The lines that a card of these lines comes back as in the version {@code to}. */
  static List<String> back(String version, CardVersion to, String... lines) {
    return written(contact(version, lines).item().json(), to);
  }

  /** What is read from lines that were written. */
  static JsonNode reread(List<String> written) {
    return read("4.0", written.subList(2, written.size() - 1).toArray(String[]::new));
  }
}
