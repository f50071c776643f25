// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/**
 * What a session knows of members: the versions that it left behind, and the bytes that it read
 * last, so that nobody asks for them twice in a row. Safe for several threads.
 */
final class Remembered {
  private static final int ROOM = 16 << 20;
  private static final byte[] NONE = {};

  private final Map<Reference, Optional<Version>> ours = new HashMap<>();
  private final Set<Href> writtenInto = new HashSet<>();
  private final Map<Reference, Got> read = new LinkedHashMap<>();
  private final Set<Reference> doubted = new HashSet<>();
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
    writtenInto.add(new Href(reference.value()).parent());
    forget(reference);
  }

  /** A condition on a member was refused: whatever listings say, it is to be read again. */
  synchronized void doubt(Reference reference) {
    doubted.add(reference);
  }

  /** A listing in which members that are in doubt have no version, so that they are read. */
  synchronized Listing doubting(Listing listing, Href collection) {
    Set<Reference> named = new HashSet<>();
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : listing.entries()) {
      named.add(entry.reference());
      entries.add(doubted.contains(entry.reference()) ? entry.withoutVersion() : entry);
    }
    if (listing.coverage() == Coverage.INCREMENTAL) {
      doubted.stream()
          .filter(reference -> !named.contains(reference))
          .map(reference -> new Href(reference.value()))
          .filter(href -> href.isChildOf(collection))
          .map(href -> new Entry(href, href.path(), Entry.Is.UNSURE, Optional.empty()))
          .forEach(entries::add);
    }
    return listing.with(entries);
  }

  /** A member was read. */
  synchronized void saw(Got got) {
    Reference reference = got.entry().reference();
    doubted.remove(reference);
    if (ours.containsKey(reference)) {
      // What came back is what our write came to, unless somebody was faster.
      Optional<Version> known = ours.getOrDefault(reference, Optional.empty());
      ours.put(reference, known.isPresent() ? known : got.version());
    }
    forget(reference);
    if (keepsBytes && got.bytes().isPresent()) {
      read.put(reference, got);
      held += got.bytes().get().length;
      while (held > ROOM) {
        forget(read.keySet().iterator().next());
      }
    }
  }

  private void forget(Reference reference) {
    Got gone = read.remove(reference);
    held -= gone == null ? 0 : gone.bytes().map(bytes -> bytes.length).orElse(0);
  }

  /** What was read of a member last, where it is still at hand. */
  synchronized Optional<byte[]> bytes(Reference reference) {
    return Optional.ofNullable(read.get(reference)).flatMap(Got::bytes);
  }

  /**
   * Whether a member, read anew, is what it was when it had this version, although the server has
   * refused a condition on that: because its versions are too weak to be conditions, or are others
   * each time.
   */
  synchronized boolean isStill(Version version, Got anew) {
    Optional<Version> expected = Optional.of(version);
    Optional<Got> before = Optional.ofNullable(read.get(anew.entry().reference()));
    boolean isSameContent =
        before
            .filter(got -> got.version().equals(expected))
            .filter(got -> Arrays.equals(got.bytes().orElseThrow(), anew.bytes().orElse(NONE)))
            .isPresent();
    return anew.bytes().isPresent() && (anew.version().equals(expected) || isSameContent);
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
    return writtenInto.contains(collection.asCollection());
  }
}
