// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import org.oneway.engine.pdpa.FileRequests;
import org.oneway.engine.store.Traffic;

/** Counts what is written as traffic of the store. */
record Counting(Traffic traffic) implements FileRequests {
  @Override
  public void read() {
    traffic.read();
  }

  @Override
  public void write() {
    traffic.write();
  }

  @Override
  public void bytesRead(long bytes) {
    traffic.bytesRead(bytes);
  }

  @Override
  public void bytesWritten(long bytes) {
    traffic.bytesWritten(bytes);
  }
}
