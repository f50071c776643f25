// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.Text;

/** A property that is being converted, and which of its parameters nobody has taken yet. */
final class Line {
  private final ContentLine line;
  private List<Parameter> rest;

  Line(ContentLine line) {
    this.line = line;
    this.rest = line.parameters();
  }

  ContentLine content() {
    return line;
  }

  String name() {
    return line.name();
  }

  /** The value as it stands in the line. */
  String value() {
    return line.value();
  }

  /** The value as text (RFC 5545 section 3.3.11). */
  String text() {
    return unescape(line.value());
  }

  /** The texts of a list. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (String part : Text.split(line.value(), ',')) {
      texts.add(unescape(part));
    }
    return texts;
  }

  /** The text that a value means; some programs escape quotes, too. */
  static String unescape(String value) {
    if (!value.contains("\\\"")) {
      return Text.unescape(value, CardVersion.V3_0);
    }
    StringBuilder usual = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean isEscape = c == '\\' && i + 1 < value.length();
      if (isEscape && value.charAt(i + 1) != '"') {
        usual.append(c);
      }
      usual.append(isEscape ? value.charAt(++i) : c);
    }
    return Text.unescape(usual.toString(), CardVersion.V3_0);
  }

  /** The value of a parameter, which stays. */
  Optional<String> peek(String parameter) {
    return line.parameter(parameter);
  }

  /** Takes a parameter, of which the first value counts. */
  Optional<String> take(String parameter) {
    List<String> values = takeAll(parameter);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  /** Takes a parameter that may have several values, in all of its places. */
  List<String> takeAll(String parameter) {
    if (rest.isEmpty()) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    List<Parameter> left = new ArrayList<>(rest.size());
    for (Parameter one : rest) {
      if (one.name().equals(parameter)) {
        values.addAll(one.values());
      } else {
        left.add(one);
      }
    }
    rest = left;
    return values;
  }

  /** The value's type where the line tells one, in lower case; taken. */
  Optional<String> takeType() {
    return take("VALUE").map(type -> type.toLowerCase(Locale.ROOT));
  }

  /** A VALUE that says what goes without saying is left out. */
  void dropDefaultType() {
    if (peek("VALUE")
        .filter(type -> type.equalsIgnoreCase(JCalValues.defaultType(line.name())))
        .isPresent()) {
      take("VALUE");
    }
  }

  /** Puts back a parameter that was taken, and after all is not what the object says. */
  void giveBack(String parameter, List<String> values) {
    List<Parameter> all = new ArrayList<>(rest);
    all.add(new Parameter(parameter, values));
    rest = List.copyOf(all);
  }

  /** What nobody has taken. */
  List<Parameter> rest() {
    return rest;
  }
}
