// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.util.Locale;

/** How a program keeps lines of a message that begin with "From " from beginning a new one. */
enum Quoting {
  /** Such lines, and those with ">" before it, get one ">" more: nothing is lost. */
  MBOXRD,
  /** Such lines get a ">"; those that had one cannot be told from them. */
  MBOXO,
  /** Lines are as they are (mboxcl2). */
  NONE;

  /** Whether a line of so many ">" before "From " has got one of them from the file. */
  boolean isQuoted(int quotes) {
    return this == MBOXRD ? quotes > 0 : this == MBOXO && quotes == 1;
  }

  /** Whether a line of so many ">" before "From " gets one more in the file. */
  boolean isToBeQuoted(int quotes) {
    return this == MBOXRD || (this == MBOXO && quotes == 0);
  }

  static Quoting of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
