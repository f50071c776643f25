// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that follow from values. Tells equal values apart by numbers: the second gets -2. It
 * remembers how far it has counted.
 */
final class FreeKeys {
  private final Map<String, Integer> counts = new HashMap<>();

  /** So many are remembered: a calendar names the same people and places again and again. */
  private static final int MOST = 5_000;

  private static final int LONGEST = 200;

  private final Map<String, String> ofValues;

  FreeKeys() {
    this(new ConcurrentHashMap<>());
  }

  private FreeKeys(Map<String, String> ofValues) {
    this.ofValues = ofValues;
  }

  /**
   * Those of another object, for which values need not be hashed again; may be asked by several
   * threads.
   */
  FreeKeys others() {
    return new FreeKeys(ofValues);
  }

  /** The key that follows from a value, see {@link Keys#of}. */
  String of(String value) {
    String there = ofValues.get(value);
    if (there != null) {
      return there;
    }
    String key = Keys.of(value);
    if (value.length() <= LONGEST && ofValues.size() < MOST) {
      ofValues.put(value, key);
    }
    return key;
  }

  /**
   * {@code key}, or with a number behind it where {@code map} has it already.
   *
   * @param member what the map is called
   */
  String free(String member, String key, JsonNode map) {
    if (!map.has(key)) {
      return key;
    }
    String counted = member + "/" + key;
    int next = counts.getOrDefault(counted, 2);
    while (map.has(key + "-" + next)) {
      next++;
    }
    counts.put(counted, next);
    return key + "-" + next;
  }
}
