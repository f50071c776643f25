// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;
import org.oneway.engine.similar.Shape.Form;

/** The canonical forms of text, as its place wants it read. */
final class TextForms {
  private TextForms() {}

  /**
   * The text at a place of that form.
   *
   * @param node a text node, which is the result where its text is canonical already
   */
  static JsonNode canonical(Form form, JsonNode node, Set<Rule> rules) {
    String original = node.textValue();
    if (rules.contains(Rule.MEDIA_BYTES) && form != Form.URI && Media.isLong(original)) {
      return Media.of(original).<JsonNode>map(m -> TextNode.valueOf(m.mark())).orElse(node);
    }
    String text = Texts.canonical(original, rules);
    Rule rule =
        switch (form) {
          case PHONE -> Rule.PHONE_FORMAT;
          case EMAIL -> Rule.EMAIL_FORMAT;
          case URI -> Rule.URI_CASE;
          case LAYOUT -> Rule.ADDRESS_LAYOUT;
          case COUNTRY -> Rule.COUNTRY_CODE_CASE;
          case MEDIA_TYPE -> Rule.MEDIA_TYPE;
          case DURATION -> Rule.DURATION_FORMAT;
          default -> Rule.MEMBER_ORDER;
        };
    String result = rules.contains(rule) ? canonical(form, text) : text;
    return result.equals(original) ? node : TextNode.valueOf(result);
  }

  private static String canonical(Form form, String text) {
    return switch (form) {
      case PHONE -> PhoneNumbers.canonical(text);
      case EMAIL -> Uris.emailAddress(text);
      case URI -> Uris.canonical(text);
      case LAYOUT -> withoutLayout(text);
      case COUNTRY -> text.toUpperCase(Locale.ROOT);
      case MEDIA_TYPE -> text.toLowerCase(Locale.ROOT);
      case DURATION -> Durations.canonical(text);
      default -> text;
    };
  }

  /** Words with single spaces between them: no line breaks, no commas. */
  private static String withoutLayout(String address) {
    StringBuilder words = new StringBuilder(address.length());
    boolean gap = false;
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == ',' || c == ';' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = true;
      } else {
        if (gap && !words.isEmpty()) {
          words.append(' ');
        }
        gap = false;
        words.append(c);
      }
    }
    return words.toString();
  }
}
