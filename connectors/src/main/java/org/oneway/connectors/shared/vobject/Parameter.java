// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.util.List;

/**
 * A parameter of a content line.
 *
 * @param name in upper case
 * @param values decoded, without quotes; at least one, which may be empty
 */
public record Parameter(String name, List<String> values) {
  public Parameter {
    values = List.copyOf(values);
  }

  /** A parameter of one value. */
  public static Parameter of(String name, String value) {
    return new Parameter(name, List.of(value));
  }
}
