// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how many bytes were read. */
final class CountedInput extends FilterInputStream {
  private final FileRequests requests;

  CountedInput(InputStream in, FileRequests requests) {
    super(in);
    this.requests = requests;
  }

  @Override
  public int read() throws IOException {
    int octet = in.read();
    if (octet >= 0) {
      requests.bytesRead(1);
    }
    return octet;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int count = in.read(bytes, from, length);
    if (count > 0) {
      requests.bytesRead(count);
    }
    return count;
  }
}
