// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

/** Address books at real servers. */
final class CarddavMatrixTest extends ServerMatrix {
  CarddavMatrixTest() {
    super(Specimen.CONTACTS);
  }
}
