// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static org.assertj.core.api.Assertions.assertThat;

import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.property.TextListProperty;
import ezvcard.property.TextProperty;
import ezvcard.property.VCardProperty;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.connectors.shared.vobject.Text;

/** ez-vcard reads the corpus too; where the two differ, a reason is given here. */
final class SecondOpinionTest {
  private static final String MARK = "a byte order mark gives it no card";
  private static final String CUT_OFF = "a card that is cut off is none for us";
  private static final String FOLD = "it takes the blanks of a fold or after a soft break away";
  private static final String SLASH = "it drops backslashes that escape nothing";

  /** How the names of files end, and why ez-vcard reads something else there. */
  private static final Map<String, String> EXCEPTIONS =
      Map.ofEntries(
          Map.entry("AnsiFilterExamples_utf-8.vcf", MARK),
          Map.entry("Utf-8_Greek.vcf", MARK),
          Map.entry("Utf-8_Hebrew.vcf", MARK),
          Map.entry("Utf-8_Ukrainian.vcf", MARK),
          Map.entry("Cropped_2_1.vcf", CUT_OFF),
          Map.entry("calcard__resources_vcard_028.vcf", CUT_OFF),
          Map.entry("calcard__resources_vcard_056.vcf", CUT_OFF),
          Map.entry("v21_complicated.vcf", FOLD),
          Map.entry("v21_invalid_multiple_line.vcf", FOLD),
          Map.entry("calcard__resources_vcard_058.vcf", FOLD),
          Map.entry("v21_backslash.vcf", SLASH),
          Map.entry("v21_japanese_3.vcf", SLASH),
          Map.entry("v30_japanese.vcf", SLASH),
          Map.entry("v21_nest.vcf", "a card without END swallows the next ones"),
          Map.entry("calcard__resources_vcard_010.vcf", "it does not guess windows-1252"),
          Map.entry("calcard__resources_vcard_068.vcf", "an empty card is broken for us"));

  static Stream<Path> files() {
    return Corpus.files().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void bothReadTheSameTextsExceptWhereAReasonIsGiven(Path file) {
    // Both from characters: what bytes mean is no matter of opinion.
    String text = new String(Corpus.bytes(file), StandardCharsets.UTF_8);
    List<List<String>> theirs =
        Ezvcard.parse(text).all().stream().map(SecondOpinionTest::texts).toList();
    List<List<String>> ours =
        Corpus.cards(text.getBytes(StandardCharsets.UTF_8), "x").stream()
            .filter(card -> card.defect().isEmpty())
            .map(SecondOpinionTest::texts)
            .toList();
    if (EXCEPTIONS.keySet().stream().anyMatch(file.toString()::endsWith)) {
      assertThat(ours).isNotEqualTo(theirs);
    } else {
      assertThat(ours).isEqualTo(theirs);
    }
  }

  private static List<String> texts(VCard card) {
    List<String> texts = new ArrayList<>();
    for (VCardProperty property : card) {
      if (property instanceof TextProperty one && isCompared(property)) {
        texts.add(name(property) + ":" + plain(one.getValue()));
      } else if (property instanceof TextListProperty list && isCompared(property)) {
        List<String> values = list.getValues().stream().map(SecondOpinionTest::plain).toList();
        texts.add(name(property) + ":" + String.join("|", values));
      }
    }
    texts.sort(null);
    return texts;
  }

  /** Blanks at the ends and the kind of line break are no matter here. */
  private static String plain(String text) {
    return text.replace("\r\n", "\n").trim();
  }

  private static String name(VCardProperty property) {
    return switch (property.getClass().getSimpleName()) {
      case "FormattedName" -> "FN";
      case "Organization" -> "ORG";
      case "Categories" -> "CATEGORIES";
      default -> property.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    };
  }

  private static final List<String> COMPARED =
      List.of("FN", "ORG", "CATEGORIES", "TITLE", "ROLE", "NOTE", "EMAIL", "UID");

  private static boolean isCompared(VCardProperty property) {
    return COMPARED.contains(name(property));
  }

  private static List<String> texts(RawCard card) {
    List<String> texts = new ArrayList<>();
    for (ContentLine line : card.lines()) {
      if (COMPARED.contains(line.name())) {
        char separator = line.name().equals("ORG") ? ';' : ',';
        boolean isList = line.name().equals("ORG") || line.name().equals("CATEGORIES");
        List<String> parts = isList ? Text.split(line.value(), separator) : List.of(line.value());
        List<String> values =
            parts.stream().map(p -> plain(Text.unescape(p, card.version()))).toList();
        texts.add(line.name() + ":" + String.join("|", values));
      }
    }
    texts.sort(null);
    return texts;
  }
}
