// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Locale;

/** JSON as text, the same on every machine, with nothing in it that a terminal would obey. */
public final class JsonText {
  private static final DefaultIndenter TWO_BLANKS = new DefaultIndenter("  ", "\n");
  private static final ObjectMapper AS_IS = new ObjectMapper();
  private static final ObjectMapper SORTED =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private JsonText() {}

  /** With members in their order. */
  public static String of(JsonNode json) {
    return text(AS_IS, json);
  }

  /** With members in their order, on one line. */
  public static String line(JsonNode json) {
    return escaped(json.toString());
  }

  /** With members sorted by name. */
  public static String sorted(JsonNode json) {
    return text(SORTED, SORTED.convertValue(json, Object.class));
  }

  private static String text(ObjectMapper mapper, Object json) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(TWO_BLANKS);
    printer.indentArraysWith(TWO_BLANKS);
    printer =
        printer.withSeparators(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    try {
      return escaped(mapper.writer(printer).writeValueAsString(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  /** JSON escapes control characters itself; what reorders or hides text is escaped here. */
  private static String escaped(String json) {
    if (json.chars().allMatch(c -> c < 0x7f)) {
      return json;
    }
    StringBuilder safe = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean harmful =
          switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SURROGATE -> !isPaired(json, i);
            default -> false;
          };
      safe.append(harmful ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
    }
    return safe.toString();
  }

  private static boolean isPaired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
