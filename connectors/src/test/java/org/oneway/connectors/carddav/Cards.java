// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import org.oneway.connectors.testkit.ScriptedCollection;

/** Small vCards. */
final class Cards {
  private Cards() {}

  /** A card as most programs write it; {@code lines} are further content lines. */
  static String card(String uid, String name, String... lines) {
    StringBuilder card = new StringBuilder("BEGIN:VCARD\r\nVERSION:3.0\r\n");
    card.append("UID:").append(uid).append("\r\n");
    card.append("FN:").append(name).append("\r\n");
    card.append("N:").append(name).append(";;;;\r\n");
    for (String line : lines) {
      card.append(line).append("\r\n");
    }
    return card.append("END:VCARD\r\n").toString();
  }

  /** Puts cards named p1, p2 … into a book. */
  static void fill(ScriptedCollection book, int first, int last) {
    for (int i = first; i <= last; i++) {
      book.put("p" + i + ".vcf", card("p" + i, "Person " + i));
    }
  }
}
