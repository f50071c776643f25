// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.report;

import java.io.IOException;
import java.io.Writer;
import org.oneway.cli.terminal.Visible;

/** Writes HTML: literal parts by us, and texts of files and servers, which stay texts. */
final class Markup {
  private final Writer out;

  Markup(Writer out) {
    this.out = out;
  }

  /** Markup as it is; never anything that was not written in this program. */
  Markup raw(String markup) throws IOException {
    out.write(markup);
    out.write('\n');
    return this;
  }

  /**
   * A text where characters are expected or inside a quoted attribute: nothing in it is markup, and
   * what would hide or reorder other text is written out.
   */
  static String text(String text) {
    String visible = Visible.of(text);
    StringBuilder safe = new StringBuilder(visible.length() + 16);
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '`' -> safe.append("&#96;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  /** A name or value: its direction does not spread to its neighbours. */
  static String name(String text) {
    return "<bdi>" + text(text) + "</bdi>";
  }
}
