// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

/** Converts one property of a component. */
@FunctionalInterface
interface Rule {
  /**
   * Sets what {@code line} means in the object of {@code reading}, or keeps the line as it is with
   * {@link Reading#raw}.
   */
  void read(Reading reading, Line line);
}
