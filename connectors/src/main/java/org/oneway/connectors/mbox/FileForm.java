// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import org.oneway.connectors.shared.mime.Headers;

/**
 * What a file's programs expect of a message that comes to the others.
 *
 * @param isMozilla whether flags are {@code X-Mozilla-Status}, not {@code Status}
 * @param hasLengths whether {@code Content-Length} says how long each body is (mboxcl)
 */
record FileForm(boolean isMozilla, boolean hasLengths) {
  static final FileForm PLAIN = new FileForm(false, false);

  static FileForm of(Headers first) {
    return new FileForm(
        first.first("x-mozilla-status").isPresent(), first.first("content-length").isPresent());
  }
}
