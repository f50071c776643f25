// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** People who have nothing in common, as files hold them. */
final class Cards {
  private Cards() {}

  static String people(int from, int to) {
    return IntStream.range(from, to).mapToObj(Cards::person).collect(Collectors.joining());
  }

  static String person(int number) {
    return "BEGIN:VCARD\nVERSION:4.0\nUID:uid-%1$d\nFN:Given%1$d Family%1$d\nTEL:%2$s\nEMAIL:person%1$d@example.org\nEND:VCARD\n"
        .formatted(number, phone(number));
  }

  static String phone(int number) {
    return "+44 20 7946 %04d".formatted(number);
  }

  /** Ends before it should; what it is cannot be read. */
  static String broken() {
    return "BEGIN:VCARD\nVERSION:4.0\nFN:Cut off\n";
  }
}
