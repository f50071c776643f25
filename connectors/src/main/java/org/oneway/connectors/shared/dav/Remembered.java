// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/**
 * What a session knows of members: the versions that it left behind, and the bytes that it read
 * last, so that nobody asks for them twice in a row. Safe for several threads.
 */
final class Remembered {
  private static final int ROOM = 16 << 20;

  private final Map<Reference, Optional<Version>> ours = new HashMap<>();
  private final Map<Reference, byte[]> bytes = new LinkedHashMap<>();
  private final boolean keepsBytes;
  private int held;

  /**
   * @param keepsBytes whether anybody will ask for what was read
   */
  Remembered(boolean keepsBytes) {
    this.keepsBytes = keepsBytes;
  }

  /** We wrote a member, which then has this version; empty where the server did not say. */
  synchronized void wrote(Reference reference, Optional<Version> version) {
    ours.put(reference, version);
    forget(reference);
  }

  /** A member was read. */
  synchronized void saw(Got got) {
    Reference reference = got.entry().reference();
    if (ours.containsKey(reference)) {
      // What came back is what our write came to, unless somebody was faster.
      Optional<Version> known = ours.getOrDefault(reference, Optional.empty());
      ours.put(reference, known.isPresent() ? known : got.version());
    }
    forget(reference);
    if (keepsBytes && got.bytes().isPresent()) {
      bytes.put(reference, got.bytes().get());
      held += got.bytes().get().length;
      while (held > ROOM) {
        forget(bytes.keySet().iterator().next());
      }
    }
  }

  private void forget(Reference reference) {
    byte[] gone = bytes.remove(reference);
    held -= gone == null ? 0 : gone.length;
  }

  /** What was read of a member last, where it is still at hand. */
  synchronized Optional<byte[]> bytes(Reference reference) {
    return Optional.ofNullable(bytes.get(reference));
  }

  /** Whether a member is as we left it. */
  synchronized boolean isOurs(Entry entry) {
    Optional<Version> left = ours.get(entry.reference());
    if (left == null) {
      return false;
    }
    return entry.is() == Entry.Is.GONE
        ? left.isEmpty()
        : entry.version().isPresent() && left.equals(entry.version());
  }

  /** Whether we wrote into a collection in this session. */
  synchronized boolean hasWritten(Href collection) {
    return ours.keySet().stream()
        .anyMatch(reference -> new Href(reference.value()).isChildOf(collection));
  }
}
