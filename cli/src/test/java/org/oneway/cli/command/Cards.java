// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cards as files hold them. */
final class Cards {
  private Cards() {}

  static String card(String uid, String name, String... lines) {
    String more = lines.length == 0 ? "" : String.join("\n", lines) + "\n";
    return "BEGIN:VCARD\nVERSION:4.0\nUID:" + uid + "\nFN:" + name + "\n" + more + "END:VCARD\n";
  }

  /** So many people who have nothing in common. */
  static String people(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                card(
                    "uid-" + i,
                    "Given" + i + " Family" + i,
                    "EMAIL:person" + i + "@example.org",
                    "TEL:+44 20 7946 " + String.format("%04d", i)))
        .collect(Collectors.joining());
  }

  static String broken() {
    return "BEGIN:VCARD\nVERSION:4.0\nFN:Cut off\n";
  }
}
