// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.util.List;
import java.util.Set;

/** Which lines of a component somebody asks for. Tells without taking lines apart. */
final class Outline {
  /** All of them, and those of the components in it. */
  static final Outline WHOLE = new Outline(Set.of());

  private final List<String> names;

  /**
   * @param names of its own lines, in upper case; empty where all are asked for
   */
  Outline(Set<String> names) {
    this.names = List.copyOf(names);
  }

  boolean isWhole() {
    return names.isEmpty();
  }

  /** Whether a line may be asked for; where it is not, it is surely none of these names. */
  boolean mayHold(byte[] bytes, int length) {
    int from = 0;
    int end = 0;
    while (end < length && bytes[end] != ':' && bytes[end] != ';') {
      if (bytes[end] == '"') {
        return true;
      }
      from = bytes[end] == '.' ? end + 1 : from;
      end++;
    }
    int to = end;
    while (to > from && isBlank(bytes[to - 1])) {
      to--;
    }
    while (from < to && isBlank(bytes[from])) {
      from++;
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).length() == to - from && isName(names.get(i), bytes, from)) {
        return true;
      }
    }
    return isWhole();
  }

  /** As {@link String#trim} sees it. */
  private static boolean isBlank(byte b) {
    return b >= 0 && b <= ' ';
  }

  private static boolean isName(String name, byte[] bytes, int from) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.toUpperCase(bytes[from + i]) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
