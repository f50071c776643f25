// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server says is different in a folder.
 *
 * @param gone UIDs, some of them perhaps never seen
 * @param changed flags of new and changed messages, by UID
 */
record Difference(List<Long> gone, Map<Long, Fetched> changed) {
  Difference {
    gone = List.copyOf(gone);
    changed = Collections.unmodifiableMap(new TreeMap<>(changed));
  }
}
