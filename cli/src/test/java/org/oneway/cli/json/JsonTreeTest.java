// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTreeTest {
  private static final String TEXT =
      """
      {"a": [1, -2, 3000000000, [], {}], "b": {"c": true, "d": false, "e": null},
       "f": "\\u0007 \\"\\\\ ü\\u2028 \\uD83D\\uDE00", "g": ""}""";

  @Test
  void whatIsReadIsWhatAMapperReads() throws IOException {
    assertThat(JsonTree.read(TEXT)).isEqualTo(new ObjectMapper().readTree(TEXT));
  }

  @Test
  void whatIsWrittenIsWhatTheTreeSaysItself() throws IOException {
    JsonNode tree = new ObjectMapper().readTree(TEXT);
    assertThat(JsonTree.line(tree)).isEqualTo(tree.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"a\":", "{} {}", "{\"a\": 1.5}", "nothing"})
  void whatIsNotOneObjectOfWholeNumbersIsNotRead(String text) {
    assertThatThrownBy(() -> JsonTree.read(text)).isInstanceOf(IOException.class);
  }
}
