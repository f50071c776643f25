// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers without the leading slash (RFC 6901; RFC 8984 section 1.4.9). */
final class Pointers {
  private Pointers() {}

  /** The names on the way. */
  static List<String> steps(String pointer) {
    String text = pointer.startsWith("/") ? pointer.substring(1) : pointer;
    List<String> steps = new ArrayList<>();
    int from = 0;
    for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', from)) {
      steps.add(decode(text.substring(from, slash)));
      from = slash + 1;
    }
    steps.add(decode(text.substring(from)));
    return steps.equals(List.of("")) ? List.of() : steps;
  }

  /** One name as it stands in a pointer. */
  static String encode(String step) {
    boolean isPlain = step.indexOf('~') < 0 && step.indexOf('/') < 0;
    return isPlain ? step : step.replace("~", "~0").replace("/", "~1");
  }

  private static String decode(String step) {
    return step.indexOf('~') < 0 ? step : step.replace("~1", "/").replace("~0", "~");
  }
}
