// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.dav.Href;
import org.oneway.engine.item.Version;

/**
 * What a session has read or written of late, so that nothing is read twice in a row: digests of
 * files, and the bytes of small ones. Both are bounded. Safe for several threads.
 */
final class Recent {
  /** How large a file may be whose bytes are kept. */
  static final int SMALL = 256 << 10;

  private static final int ROOM = 16 << 20;
  private static final int MOST = 100_000;

  private record Known(Version version, Digest digest) {}

  private final Map<Href, Known> digests = new LinkedHashMap<>();
  private final Map<Digest, byte[]> bytes = new LinkedHashMap<>();
  private long held;

  /** A file has these bytes in this version. */
  synchronized void saw(Href href, Version version, Digest digest) {
    digests.remove(href);
    digests.put(href, new Known(version, digest));
    if (digests.size() > MOST) {
      digests.remove(digests.keySet().iterator().next());
    }
  }

  /** These are the bytes of a digest. */
  synchronized void saw(Digest digest, byte[] content) {
    if (content.length <= SMALL && bytes.putIfAbsent(digest, content) == null) {
      held += content.length;
      while (held > ROOM) {
        Digest oldest = bytes.keySet().iterator().next();
        held -= Optional.ofNullable(bytes.remove(oldest)).map(gone -> gone.length).orElse(0);
      }
    }
  }

  synchronized Optional<Digest> digest(Href href, Optional<Version> version) {
    return Optional.ofNullable(digests.get(href))
        .filter(known -> version.equals(Optional.of(known.version)))
        .map(Known::digest);
  }

  /** What the file had when it was last read or written, in whatever version. */
  synchronized Optional<Digest> latest(Href href) {
    return Optional.ofNullable(digests.get(href)).map(Known::digest);
  }

  synchronized Optional<byte[]> bytes(Digest digest) {
    return Optional.ofNullable(bytes.get(digest));
  }
}
