// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import java.util.Arrays;
import java.util.List;

/** The names of a patch: JSON pointers whose first "/" is left out (RFC 8984 section 1.4.9). */
final class Pointers {
  private Pointers() {}

  /** Without the "/" that some write all the same. */
  static String plain(String pointer) {
    return pointer.startsWith("/") ? pointer.substring(1) : pointer;
  }

  /** Its steps. */
  static List<String> steps(String pointer) {
    return Arrays.stream(plain(pointer).split("/", -1))
        .map(step -> step.replace("~1", "/").replace("~0", "~"))
        .toList();
  }
}
