// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a server answered, without the body.
 *
 * @param uri what was asked, after redirects
 * @param status the HTTP status
 * @param header finds the value of a header
 * @param mayBeRepeat whether the same request may have been carried out before, its answer lost
 */
public record Reply(
    DavRequest request,
    URI uri,
    int status,
    Function<String, Optional<String>> header,
    boolean mayBeRepeat) {

  /** Whether it did what it was asked. */
  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /** The version of what was written or read, if the server says so. */
  public Optional<String> etag() {
    return header.apply("ETag").map(String::strip).filter(tag -> !tag.isEmpty());
  }
}
