// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.util.Optional;
import org.oneway.connectors.shared.dav.DavRequest;
import org.oneway.connectors.shared.dav.Reply;
import org.oneway.engine.item.Checkpoint;

/**
 * One state of a calendar behind an address.
 *
 * @param address whose; what another one says is not compared
 * @param hash of its bytes
 * @param etag as the server wrote it; empty where it has none
 * @param modified as the server wrote it; empty where it does not say
 */
record Mark(String address, String hash, String etag, String modified) {
  private static final String BETWEEN = "\n";

  /** What a checkpoint of this address says; empty where it is none. */
  static Optional<Mark> of(Checkpoint checkpoint, Address address) {
    String[] parts = checkpoint.isNone() ? new String[0] : checkpoint.value().split(BETWEEN, -1);
    return parts.length == 4 && parts[0].equals(address.mark())
        ? Optional.of(new Mark(parts[0], parts[1], parts[2], parts[3]))
        : Optional.empty();
  }

  /** The mark of what a server has answered with. */
  static Mark of(Address address, String hash, Reply reply) {
    return new Mark(
        address.mark(),
        hash,
        reply.etag().filter(Mark::isHeader).orElse(""),
        reply.header().apply("Last-Modified").filter(Mark::isHeader).orElse(""));
  }

  private static boolean isHeader(String value) {
    return value.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
  }

  /** The question for what is newer than this (RFC 9110 section 13). */
  DavRequest asking(DavRequest request) {
    if (!etag.isEmpty()) {
      return request.with("If-None-Match", etag);
    }
    return modified.isEmpty() ? request : request.with("If-Modified-Since", modified);
  }

  Checkpoint checkpoint() {
    return new Checkpoint(String.join(BETWEEN, address, hash, etag, modified));
  }
}
