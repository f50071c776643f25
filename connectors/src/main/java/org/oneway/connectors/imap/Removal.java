// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What becomes of a message that is deleted at a target. */
enum Removal {
  /** It is gone. */
  EXPUNGE,
  /** It is marked as deleted, and stays until somebody else removes what is marked. */
  MARK,
  /** It goes to the folder with the role trash; what is there already is gone. */
  TRASH;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Stream.of(values()).map(Removal::word).toList();
  }
}
