// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.util.List;
import java.util.Optional;

/**
 * A property as it stands in a file: unfolded, its transfer encoding and character set undone, its
 * value otherwise as written (RFC 6350 section 3.3).
 *
 * @param group the part before the dot, as written; empty where there is none
 * @param name in upper case
 * @param parameters in the order they were written, without ENCODING=QUOTED-PRINTABLE and CHARSET
 * @param value with its backslash escapes; base64 without spaces
 * @param number the line it begins on, from 1; 0 for a line that no file has yet
 */
public record ContentLine(
    String group, String name, List<Parameter> parameters, String value, int number) {
  public ContentLine {
    parameters = List.copyOf(parameters);
  }

  /** A line to be written. */
  public static ContentLine of(String name, List<Parameter> parameters, String value) {
    return new ContentLine("", name, parameters, value, 0);
  }

  /** The first value of the parameter of this name, in upper case. */
  public Optional<String> parameter(String wanted) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(wanted)) {
        return Optional.of(parameters.get(i).values().get(0));
      }
    }
    return Optional.empty();
  }

  /** This line without the parameter of this name, in upper case. */
  public ContentLine without(String parameter) {
    List<Parameter> rest = parameters.stream().filter(p -> !p.name().equals(parameter)).toList();
    return new ContentLine(group, name, rest, value, number);
  }

  /** This line in a group. */
  public ContentLine inGroup(String other) {
    return new ContentLine(other, name, parameters, value, number);
  }
}
