// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.oneway.engine.item.Uid;

/** UUIDs made of a name (RFC 9562 section 5.5, version 5), the same every time. */
final class NameUuid {
  /** Our own namespace; another one would give every item without uid a new one. */
  private static final UUID NAMESPACE = UUID.fromString("6f1d3ac2-5a0e-4c57-9b1e-0f6e2c9a7d41");

  private static final long VERSION_5 = 0x5000L;
  private static final long VERSION_MASK = 0xf000L;
  private static final long VARIANT = 0x8000000000000000L;
  private static final long VARIANT_MASK = 0xc000000000000000L;

  private NameUuid() {}

  /** {@code urn:uuid:…} of a name. */
  static Uid of(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer input =
        ByteBuffer.allocate(2 * Long.BYTES + text.length)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .put(text);
    ByteBuffer hash = ByteBuffer.wrap(Hashes.sha1(input.array()));
    long high = (hash.getLong() & ~VERSION_MASK) | VERSION_5;
    long low = (hash.getLong() & ~VARIANT_MASK) | VARIANT;
    return new Uid("urn:uuid:" + new UUID(high, low));
  }
}
