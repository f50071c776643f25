// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.io.IOException;
import java.io.InputStream;
import org.oneway.engine.store.StoreException;

/** Makes something of a server's answer, while it arrives. */
@FunctionalInterface
public interface Answer<T> {
  /**
   * What it comes to.
   *
   * @param body is closed by the caller; empty where there is none
   * @throws IOException if it breaks off or cannot be understood
   */
  T read(Reply reply, InputStream body) throws IOException, StoreException;
}
