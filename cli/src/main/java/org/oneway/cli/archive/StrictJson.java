// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.archive;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** JSON as every program can read it: I-JSON (RFC 7493). */
final class StrictJson {
  /** No integer beyond it survives in every program (RFC 7493, section 2.2). */
  private static final BigInteger LARGEST = BigInteger.valueOf((1L << 53) - 1);

  private static final ObjectMapper STRICT =
      JsonMapper.builder(
              new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /** A text is not what it should be; the message says why. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String reason) {
      super(reason);
    }

    /** What is wrong, without a final full stop. */
    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * The object that {@code text} is.
   *
   * @throws Wrong if it is none, or not strict
   */
  static ObjectNode object(byte[] text) throws Wrong {
    JsonNode tree;
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
      tree = STRICT.readTree(text);
    } catch (CharacterCodingException e) {
      throw new Wrong("is not UTF-8");
    } catch (JsonProcessingException e) {
      throw new Wrong(
          "is not strict JSON (RFC 7493): "
              + e.getOriginalMessage().lines().findFirst().orElse("")
              + " at line "
              + e.getLocation().getLineNr());
    } catch (IOException e) {
      throw new Wrong("cannot be read: " + e.getMessage());
    }
    if (!(tree instanceof ObjectNode object)) {
      throw new Wrong("is no JSON object");
    }
    return object;
  }

  /** Whether a number in it is beyond what every program can hold. */
  static boolean hasLargeNumber(JsonNode json) {
    Deque<JsonNode> left = new ArrayDeque<>();
    left.add(json);
    while (!left.isEmpty()) {
      JsonNode node = left.removeLast();
      if (node.isIntegralNumber() && node.bigIntegerValue().abs().compareTo(LARGEST) > 0) {
        return true;
      }
      node.forEach(left::add);
    }
    return false;
  }
}
