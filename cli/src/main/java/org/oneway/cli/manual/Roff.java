// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.manual;

/** Text in the language of manual pages, man(7). */
final class Roff {
  private final StringBuilder text = new StringBuilder();

  /** A request or macro with what follows it, which is escaped already. */
  Roff macro(String name, String rest) {
    text.append('.').append(name).append(rest.isEmpty() ? "" : " " + rest).append('\n');
    return this;
  }

  /** The heading of a section. */
  Roff section(String title) {
    return macro("SH", title);
  }

  /** A line of text that is escaped already. */
  Roff line(String escaped) {
    text.append(escaped).append('\n');
    return this;
  }

  /** A paragraph. */
  Roff plain(String words) {
    return line(escaped(words));
  }

  /** A thing in a list and what it means. */
  Roff entry(String escapedThing, String meaning) {
    return macro("TP", "").line(escapedThing).plain(meaning);
  }

  static String bold(String words) {
    return "\\fB" + escaped(words) + "\\fR";
  }

  static String italic(String words) {
    return "\\fI" + escaped(words) + "\\fR";
  }

  /** An argument of a macro. */
  static String quoted(String words) {
    return '"' + escaped(words) + '"';
  }

  /**
   * The words so that each of their characters is shown as it is: a hyphen can be copied into a
   * shell, and a dot or an apostrophe at the beginning of a line makes no request.
   */
  static String escaped(String words) {
    return words
        .replace("\\", "\\(rs")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("\"", "\\(dq")
        .replace("~", "\\(ti")
        .replace("^", "\\(ha")
        .replace("`", "\\(ga")
        .replaceAll("(?m)^\\.", "\\\\&.");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
