// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.Text;

/**
 * X-ANDROID-CUSTOM: a row of Android's own table, its kind first. What says the same as a property
 * of vCard is read as that; the rest travels as it is.
 */
final class AndroidRules {
  private static final String BEGIN = "vnd.android.cursor.item/";
  private static final String PLAIN_NICKNAME = "1";

  private static final Map<String, String> EVENTS = Map.of("1", "ANNIVERSARY", "3", "BDAY");

  private static final Map<String, String> RELATIONS =
      Map.of("3", "child", "6", "friend", "9", "parent", "14", "spouse");

  private AndroidRules() {}

  static void custom(Draft draft, ContentLine line, Params params) {
    List<String> row = Text.split(line.value(), ';');
    String kind = row.get(0);
    boolean isWhole = kind.startsWith(BEGIN) && row.size() > 2 && line.parameters().isEmpty();
    boolean isPlain = isWhole && String.join("", row.subList(3, row.size())).isBlank();
    Optional<ContentLine> meant =
        isPlain
            ? meant(line, kind.substring(BEGIN.length()), draft.text(row.get(1)), row.get(2))
            : Optional.empty();
    if (meant.isPresent()) {
      ContactReader.convert(draft, meant.get());
    } else {
      draft.raw(line);
    }
  }

  /** The line that a program would have written that knows no Android. */
  private static Optional<ContentLine> meant(
      ContentLine line, String kind, String value, String type) {
    return switch (kind) {
      case "nickname" ->
          type.equals(PLAIN_NICKNAME) ? Optional.of(as(line, "NICKNAME", value)) : Optional.empty();
      case "contact_event" ->
          Optional.ofNullable(EVENTS.get(type))
              .filter(name -> Dates.partialDate(value).isPresent())
              .map(name -> as(line, name, value));
      case "relation" -> Optional.ofNullable(RELATIONS.get(type)).map(r -> related(line, r, value));
      default -> Optional.empty();
    };
  }

  private static ContentLine as(ContentLine line, String name, String value) {
    return new ContentLine(line.group(), name, List.of(), Text.escape(value), line.number());
  }

  private static ContentLine related(ContentLine line, String relation, String value) {
    return new ContentLine(
        line.group(),
        "RELATED",
        List.of(Parameter.of("VALUE", "text"), Parameter.of("TYPE", relation)),
        Text.escape(value),
        line.number());
  }
}
