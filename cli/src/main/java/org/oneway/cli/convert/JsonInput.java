// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.convert;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.jscontact.VCards;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Kind;
import org.oneway.engine.similar.Similarity;

/** One JSContact card, or an array of them. */
final class JsonInput implements Input {
  private static final int DEEPEST = 200;
  private static final int LONGEST_TEXT = 100_000_000;
  private static final Set<String> TYPES = Set.of("Card", "ContactCard");

  private final JsonParser parser;
  private final String name;
  private boolean inArray;
  private boolean ended;

  JsonInput(InputStream in, String name) throws IOException {
    JsonMapper mapper =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(LONGEST_TEXT)
                .build());
    this.parser = mapper.getFactory().createParser(in);
    this.name = name;
  }

  @Override
  public Optional<Read> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    try {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY && !inArray) {
        inArray = true;
        token = parser.nextToken();
      }
      if (token == null || token == JsonToken.END_ARRAY) {
        ended = true;
        return Optional.empty();
      }
      JsonLocation place = parser.currentTokenLocation();
      JsonNode json = parser.readValueAsTree();
      ended = !inArray;
      return Optional.of(read(json, place));
    } catch (JsonProcessingException e) {
      // What follows cannot be told apart any more.
      ended = true;
      return Optional.of(
          broken("", parser.currentLocation(), "is not JSON: " + e.getOriginalMessage()));
    }
  }

  private Read read(JsonNode json, JsonLocation place) {
    if (!(json instanceof ObjectNode card) || !TYPES.contains(card.path("@type").asText())) {
      return broken("", place, "is no JSContact card: its @type is not \"Card\"");
    }
    String title = Similarity.of(Kind.CONTACT).title(card);
    return new Read(Optional.of(VCards.item(card)), title, List.of());
  }

  private Read broken(String title, JsonLocation place, String reason) {
    return Read.broken(title, List.of(Finding.broken(name + " line " + place.getLineNr(), reason)));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
