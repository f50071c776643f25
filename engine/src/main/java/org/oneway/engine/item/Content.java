// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.item;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of an item whose compared part is only a part of it: a message, a file. */
@FunctionalInterface
public interface Content {
  /**
   * Opens the bytes from their beginning; may be called again. The caller closes the stream.
   *
   * @throws IOException if the store does not give them
   */
  InputStream open() throws IOException;
}
