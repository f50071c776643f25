// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.List;
import org.oneway.engine.change.Coverage;

/**
 * What a collection said of its members, read to its end.
 *
 * @param strange what names no member of the collection, as it stands there
 * @param coverage what silence means
 * @param mark taken before the listing began
 * @param isDoubtful whether it names what is gone, and nothing that is there
 */
record Listing(
    List<Entry> entries, List<String> strange, Coverage coverage, Mark mark, boolean isDoubtful) {
  Listing {
    entries = List.copyOf(entries);
    strange = List.copyOf(strange);
  }

  Listing with(List<Entry> others) {
    return new Listing(others, strange, coverage, mark, isDoubtful);
  }
}
