// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.Closeable;
import java.io.IOException;

/** Lets go of files that were only read. */
final class Closing {
  private Closing() {}

  /** A file that was only read loses nothing when its closing fails. */
  static void quietly(Closeable file) {
    try {
      file.close();
    } catch (IOException e) {
      // There is nothing that anyone could do about it.
      return;
    }
  }
}
