// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

/** What stores and syncs may be called. */
final class Names {
  private Names() {}

  /** Notes a name that cannot be used. */
  static void check(String name, Table section, Problems problems) {
    boolean usable =
        !name.isEmpty()
            && name.length() <= 100
            && Character.isLetterOrDigit(name.codePointAt(0))
            && name.codePoints()
                .allMatch(c -> Character.isLetterOrDigit(c) || " ._-@".indexOf(c) >= 0);
    if (!usable) {
      problems.add(
          section.start(),
          "the name \""
              + name
              + "\" cannot be used. Begin with a letter or digit; blanks and . _ - @ may follow.");
    }
  }
}
