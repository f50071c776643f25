// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

/** Calendars at real servers. */
final class CaldavMatrixTest extends ServerMatrix {
  CaldavMatrixTest() {
    super(Specimen.EVENTS);
  }
}
