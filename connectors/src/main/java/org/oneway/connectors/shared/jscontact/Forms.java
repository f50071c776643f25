// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;

/**
 * The forms that vCard 4.0 demands of what travels as it is (RFC 6350 section 3.3, 4 and 5). What
 * has another is not written as a line or parameter, but as JSPROP.
 */
final class Forms {
  private static final int LOWEST_PREF = 100;

  private static final Set<String> URIS =
      Set.of(
          "CALADRURI",
          "CALURI",
          "CONTACT-URI",
          "FBURL",
          "GEO",
          "IMPP",
          "KEY",
          "LOGO",
          "MEMBER",
          "ORG-DIRECTORY",
          "PHOTO",
          "RELATED",
          "SOCIALPROFILE",
          "SOUND",
          "SOURCE",
          "UID",
          "URL");

  /** URIs that may be texts instead. */
  private static final Set<String> OR_TEXTS = Set.of("KEY", "RELATED", "SOCIALPROFILE", "UID");

  private static final Set<String> DATES = Set.of("ANNIVERSARY", "BDAY", "DEATHDATE");
  private static final Set<String> TIMES = Set.of("CREATED", "REV");
  private static final Set<String> LANGUAGES = Set.of("LANG", "LANGUAGE");
  private static final Set<String> GENDERS = Set.of("", "M", "F", "O", "N", "U");

  private static final Map<String, Predicate<String>> PARAMETERS =
      Map.ofEntries(
          Map.entry("AUTHOR", Forms::isUri),
          Map.entry("CALSCALE", Forms::isToken),
          Map.entry("CC", text -> AddressRules.country(text).isPresent()),
          Map.entry("CREATED", RawDates::isTimestamp),
          Map.entry("GEO", Forms::isUri),
          Map.entry("INDEX", text -> isNumber(text, Integer.MAX_VALUE)),
          Map.entry("LANGUAGE", Forms::isLanguage),
          Map.entry("LEVEL", PersonRules::isLevel),
          Map.entry("MEDIATYPE", text -> text.indexOf('/') > 0),
          Map.entry("PHONETIC", Forms::isToken),
          Map.entry("PID", Forms::isPid),
          Map.entry("PREF", text -> isNumber(text, LOWEST_PREF)),
          Map.entry("SCRIPT", text -> text.length() == 4 && isToken(text)),
          Map.entry("TYPE", Forms::isToken),
          Map.entry("VALUE", Forms::isToken));

  private Forms() {}

  /** Whether a line that travels as it is may stand in a card of version 4.0. */
  static boolean isValid(ContentLine line) {
    return isToken(line.name())
        && (line.group().isEmpty() || isToken(line.group()))
        && line.parameters().stream().allMatch(Forms::isValid)
        && hasValidValue(line);
  }

  private static boolean hasValidValue(ContentLine line) {
    String name = line.name();
    String value = line.value();
    String type = line.parameter("VALUE").orElse("");
    boolean isText = type.equalsIgnoreCase("text");
    if (URIS.contains(name)) {
      return isText ? OR_TEXTS.contains(name) : isUri(value);
    }
    if (DATES.contains(name)) {
      return isText || RawDates.isDateAndOrTime(value);
    }
    if (TIMES.contains(name)) {
      return RawDates.isTimestamp(value);
    }
    if (LANGUAGES.contains(name)) {
      return isLanguage(value);
    }
    return switch (name) {
      case "KIND" -> isToken(value);
      case "GENDER" -> GENDERS.contains(value.split(";", 2)[0]);
      case "TZ" -> !type.equalsIgnoreCase("uri") || isUri(value);
      default -> true;
    };
  }

  /** Whether a parameter, where its form is laid down, has that form. */
  static boolean isValid(Parameter parameter) {
    if (!isToken(parameter.name())) {
      return false;
    }
    Predicate<String> form = PARAMETERS.get(parameter.name());
    return form == null || parameter.values().stream().allMatch(form);
  }

  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenSign(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isTokenSign(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  /** Whether {@code text} can be a language tag (RFC 5646). */
  static boolean isLanguage(String text) {
    int length = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '-') {
        if (length == 0 || length > 8) {
          return false;
        }
        length = 0;
      } else if (!isTokenSign(text.charAt(i))) {
        return false;
      } else {
        length++;
      }
    }
    return Character.isLetter(text.charAt(0));
  }

  private static boolean isNumber(String text, int most) {
    return isDigits(text)
        && text.length() < 10
        && Integer.parseInt(text) > 0
        && Integer.parseInt(text) <= most;
  }

  private static boolean isPid(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? isDigits(text)
        : isDigits(text.substring(0, dot)) && isDigits(text.substring(dot + 1));
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether {@code text} has a scheme and no sign that no URI may have (RFC 3986). */
  static boolean isUri(String text) {
    if (!MediaRules.hasScheme(text) || !Character.isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || "\"<>\\^`{|}".indexOf(c) >= 0 || c == 0x7f) {
        return false;
      }
    }
    return text.indexOf(':') + 1 < text.length();
  }
}
