// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.convert;

import java.io.IOException;

/** A file holds nothing that can be converted. */
public final class Unrecognised extends IOException {
  private static final long serialVersionUID = 1L;

  Unrecognised(String name) {
    super(name + " holds neither vCards nor JSContact cards");
  }
}
